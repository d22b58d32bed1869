"""Every post of several pages once, none lost."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, post

from tui.model.blog import LiveBlog
from tui.sources.join.combine import Union, bare_id, content_of


def headlines(*sources: LiveBlog) -> list[str]:
    return [entry.headline for entry in Union(sources).posts]


def test_posts_are_the_same_by_their_id_and_keep_their_first_text() -> None:
    early = blog(post("10:00", "One", id="post-a"), post("10:10", "Two", id="post-b"))
    late = blog(
        post("10:10", "Two, edited", id="https://x.example/live#post-b", modified=at("10:15")),
        post("10:20", "Three", id="post-c"),
    )
    assert headlines(early, late) == ["One", "Two", "Three"]
    assert headlines(late, early) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("block-64620b708f08", "64620b708f08"),
        ("post_5eba97a75c8c", "5eba97a75c8c"),
        ("https://x.example/live#block-64620b708f08", "64620b708f08"),
        ("64620b708f08", "64620b708f08"),
        ("post-12", "post-12"),
        ("geese-at-the-mill", "geese-at-the-mill"),
        ("", ""),
    ],
)
def test_an_id_is_the_same_with_and_without_the_word_before_it(name: str, bare: str) -> None:
    assert bare_id(name) == bare


def test_without_an_id_they_are_by_time_headline_and_words() -> None:
    early = blog(post("10:00", "One", "Said  so."), post("10:10", "Two", "Words"))
    late = blog(post("10:00", "One", "said so"), post("10:10", "Two", "Other words"), "10:11 Two")
    assert headlines(early, late) == ["One", "Two", "Two", "Two"]


def saves(*sources: LiveBlog) -> list[LiveBlog]:
    """The sources, saved an hour apart from 11:00."""
    return [each._replace(captured=at(f"{11 + n}:00")) for n, each in enumerate(sources)]


def told(*sources: LiveBlog) -> list[tuple[str, int]]:
    """The headline and the number of further versions of each post."""
    return [(one.headline, len(one.versions)) for one in Union(saves(*sources)).posts]


def test_the_address_of_its_own_is_a_posts_id() -> None:
    """A site's updates may differ in the query alone, which no id comes from."""
    site = "https://x.example/live?id="
    early = blog(post("10:00", "One", url=f"{site}1"), post("10:10", "Two", url=f"{site}2"))
    late = blog(
        post("10:00", "One, edited", url=f"{site}1"), post("10:10", "Two", url=f"{site}2"),
        post("10:20", "Three", url=f"{site}3"),
    )  # fmt: skip
    assert told(early, late) == [("One", 1), ("Two", 0), ("Three", 0)]


def test_the_blogs_address_is_no_posts_id() -> None:
    one, other = (
        blog(post(time, "One", url="https://x.example/live"))._replace(url="https://x.example/live")
        for time in ("10:00", "10:30")
    )
    assert headlines(one, other) == ["One", "One"]


def test_other_words_at_one_time_under_one_headline_are_an_edit_from_save_to_save() -> None:
    early = blog(post("10:00", "One", "Said so."), "10:10 Two")
    late = blog(post("10:00", "One", "Said no such thing."), "10:10 Two")
    assert told(early, late) == [("One", 1), ("Two", 0)]
    assert headlines(early, late) == ["One", "One", "Two"], "nothing tells when they were saved"


@pytest.mark.parametrize(
    ("words", "count"), [("The bell rang out at ten.", 1), ("Geese came to the mill.", 2)]
)
def test_without_a_headline_half_of_the_words_stay_in_an_edit(words: str, count: int) -> None:
    early = blog(post("10:00", "", "The bell rang at ten."), "10:10 Two")
    late = blog(post("10:00", "", words), "10:10 Two")
    assert len(told(early, late)) == count + 1


@pytest.mark.parametrize(("times", "count"), [(1, 2), (10, 1)])
def test_other_headlines_over_one_long_text_are_an_edit(times: int, count: int) -> None:
    text = "The bells rang. " * times
    early, late = (blog(post("10:00", name, text), "10:10 C") for name in "AB")
    assert len(told(early, late)) == count + 1
    if count == 1:
        assert told(early, late) == [("A", 1), ("C", 0)]
        assert told(early, blog(post("10:01", "B", text), "10:10 C"))[1] == ("B", 0)
        both = blog(post("10:00", "A", text), post("10:00", "B", text), "10:10 C")
        assert told(both, both) == [("A", 0), ("B", 0), ("C", 0)]


def test_two_posts_of_a_minute_under_one_headline_are_edits_of_none() -> None:
    early = blog(post("10:00", "One", "Said so."), post("10:00", "One", "Said it twice."))
    late = blog(post("10:00", "One", "Said no such thing."))
    assert len(told(early, late)) == 3


def test_a_source_without_ids_holds_posts_that_another_has_ids_for() -> None:
    page = blog(post("10:00", "One", id="post-a"), post("10:10", "Two", id="post-b"))
    copied = blog("10:00 One", "10:10 Two", "10:20 Three")
    assert headlines(page, copied) == headlines(copied, page) == ["One", "Two", "Three"]
    assert {entry.id for entry in Union([copied, page]).posts} == {"post-a", "post-b", ""}


def test_one_post_without_an_id_in_each_source_is_not_the_same() -> None:
    one = blog("10:00 One", post("10:10", "Two", id="post-b"))
    other = blog("10:05 Other", post("10:10", "Two", id="post-b"))
    assert headlines(one, other) == ["One", "Other", "Two"]


def test_without_ids_the_second_within_a_minute_does_not_count_the_next_minute_does() -> None:
    page = blog(post("10:00:05", "Goal!"), post("10:02:10", "Goal!"))
    copied = blog(post("10:00:00", "Goal!"), post("10:03:00", "Goal!"))
    assert len(Union([page, copied]).posts) == 3


def test_two_ids_are_two_posts_whatever_they_say() -> None:
    one = blog(post("10:00", "Goal!", id="post-a"))
    other = blog(post("10:00", "Goal!", id="post-b"), post("10:05", "Copied"))
    assert headlines(one, other) == ["Goal!", "Goal!", "Copied"]


def test_an_id_that_one_source_gives_to_several_posts_names_none() -> None:
    page = blog(post("10:00", "One", id="live"), post("10:10", "Two", id="live"))
    again = blog(post("10:10", "Two", id="live"), post("10:20", "Three", id="live"))
    assert headlines(page, again) == ["One", "Two", "Three"]


def test_equal_posts_of_one_source_stay_two() -> None:
    page = blog("10:00 Goal!", "10:00 Goal!", "10:10 Two")
    assert headlines(page, page) == ["Goal!", "Goal!", "Two"]


def test_posts_of_one_time_stand_in_their_order_with_the_older_page_first() -> None:
    newer = blog(post("10:00", "Three", id="post-c"), post("10:00", "Four", id="post-d"),
                 post("10:20", "Five", id="post-e"))  # fmt: skip
    older = blog(post("09:00", "One", id="post-a"), post("10:00", "Two", id="post-b"))
    assert headlines(newer, older) == ["One", "Two", "Three", "Four", "Five"]


def test_sources_of_each_post_without_the_pinned_ones() -> None:
    newer = blog(post("09:00", "Pinned", id="pinned"), post("10:10", "Two", id="post-b"))
    older = blog(post("09:00", "Pinned", id="pinned", pinned=True), post("09:30", "A", id="post-a"))
    assert sorted(Union([newer, older]).sources) == [[0], [1]]


def test_posts_of_one_address_at_other_minutes_are_two() -> None:
    page = "https://example.org/live?all"
    newer, older = (blog(post(at, said, url=page)) for at, said in (("10:20", "B"), ("09:00", "A")))
    assert headlines(newer, older) == ["A", "B"]


@given(blogs(max_posts=8), st.data())
def test_cut_in_overlapping_pieces_every_post_is_there_once(
    one: LiveBlog, data: st.DataObject
) -> None:
    count = len(one.posts)
    assume(len(set(map(content_of, one.posts))) == count)  # posts that are the same are one
    # So are those without an id that have one address at one minute, which an edit leaves.
    unnamed = [(content_of(post)[0], post.url) for post in one.posts if not post.id and post.url]
    assume(len(set(unnamed)) == len(unnamed))
    cut = data.draw(st.integers(0, count - 1))
    again = data.draw(st.integers(0, cut))
    pieces = [one._replace(posts=one.posts[again:]), one._replace(posts=one.posts[: cut + 1])]
    joined = Union(pieces).posts
    assert sorted(map(content_of, joined)) == sorted(map(content_of, one.posts))
