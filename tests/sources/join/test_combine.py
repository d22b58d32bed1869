"""Every post of several pages once, none lost."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, post

from tui.model.blog import LiveBlog
from tui.sources.join import join
from tui.sources.join.combine import content_of

LIVE = "https://news.example/live/bells"
LONG = "The bells rang. " * 10


def source(*specs: str) -> LiveBlog:
    """A page of posts: "10:00 Headline: words #id @address"."""
    posts = []
    for spec in specs:
        form = r"([\d:]+) (.*?)(?:: (.*?))?(?: #(\S+))?(?: @(\S+))?"
        found = re.fullmatch(form, spec)
        assert found
        clock, headline, words, name, url = found.groups("")
        posts.append(post(clock, headline.strip("_"), words, id=name, url=url))
    return blog(*posts, url=LIVE, format="page")


def told(*sources: LiveBlog, saved: bool) -> list[str]:
    """The headlines of the joined posts, each with a sign for each edit.

    `saved` ones say when: an hour apart from 11:00 on.
    """
    times = [at(f"{11 + n}:00") if saved else None for n in range(len(sources))]
    captures = [one._replace(captured=time) for one, time in zip(sources, times, strict=True)]
    (one,) = join(captures)
    return [f"{each.headline}{'*' * len(each.versions)}" for each in one.posts]


@pytest.mark.parametrize(
    ("early", "late", "posts"),
    [
        # By their ids, which the forms of a page write in several ways.
        (
            ["10:00 One #post-aaaaaa", "10:10 Two #block-64620b708f08"],
            ["10:10 Twice #https://x.example/live#64620b708f08", "10:20 Three #post_cccccc"],
            "One Two* Three",
        ),
        (["10:00 One #post-1"], ["10:10 Two #post-2"], "One Two"),
        (["10:00 Goal #post-a"], ["10:00 Goal #post-b", "10:05 Copied"], "Goal Goal Copied"),
        (
            ["10:00 One #live", "10:10 Two #live"],
            ["10:10 Two #live", "10:20 Three #live"],
            "One Two Three",
        ),
        # Ids that count the posts of each page are no names; one that is edited and moved is.
        (
            ["10:00 One: A bell. #post-000001", "10:10 Two: Hay. #post-000002"],
            ["10:20 Three: Geese. #post-000001", "10:30 Four: Rye. #post-000002"],
            "One Two Three Four",
        ),
        (
            ["10:00 One #post-aaaaaa", "10:10 Two #post-bbbbbb"],
            ["10:10 Two #post-bbbbbb", "10:20 Other: Words. #post-aaaaaa"],
            "One* Two",
        ),
        # By an address of their own, at one minute.
        (
            ["10:00 One @https://x.example/p?1", "10:10 Two @https://x.example/p?2"],
            ["10:00 Once @https://x.example/p?1", "10:10 Two @https://x.example/p?2", "10:20 C"],
            "One* Two C",
        ),
        (["10:00 A @https://x.example/all"], ["10:20 B @https://x.example/all"], "A B"),
        ([f"10:00 A @{LIVE}"], [f"10:00 B @{LIVE}"], "A B"),
        # By time to the minute, headline and words.
        (["10:00 One: Said  so."], ["10:00 One: said so", "10:11 Two"], "One* Two"),
        (["10:00:05 Goal", "10:02:10 Goal"], ["10:00:00 Goal", "10:03 Goal"], "Goal Goal* Goal"),
        (["10:00 Goal", "10:00 Goal", "10:10 C"], ["10:00 Goal", "10:00 Goal"], "Goal Goal C"),
        # An edit leaves the headline, half of the words, or a long text.
        (["10:00 One: Said so.", "10:10 C"], ["10:00 One: Said nothing.", "10:10 C"], "One* C"),
        (
            ["10:00 One: Said so.", "10:00 One: Said it twice."],
            ["10:00 One: Said no such thing."],
            "One One One",
        ),
        (["10:00 _: A bell rang.", "10:10 C"], ["10:00 _: A bell rang out.", "10:10 C"], "* C"),
        (["10:00 _: The bell rang.", "10:10 C"], ["10:00 _: The geese came.", "10:10 C"], "  C"),
        ([f"10:00 A: {LONG}", "10:10 C"], [f"10:00 B: {LONG}", "10:10 C"], "A* C"),
        ([f"10:00 A: {LONG}", "10:10 C"], [f"10:01 B: {LONG}", "10:10 C"], "A B C"),
        (["10:00 A: Short.", "10:10 C"], ["10:00 B: Short.", "10:10 C"], "A B C"),
        # Of one time the older page's come first, in their order.
        (
            ["09:00 One #post-a", "10:00 Two #post-b"],
            ["10:00 Three #post-c", "10:00 Four #post-d", "10:20 Five #post-e"],
            "One Two Three Four Five",
        ),
    ],
)
def test_posts_are_the_same_by_id_address_or_content(
    early: list[str], late: list[str], posts: str
) -> None:
    assert told(source(*early), source(*late), saved=True) == posts.split(" ")


def test_other_words_are_an_edit_only_where_it_is_known_when_the_pages_were_saved() -> None:
    early, late = source("10:00 One: Said so."), source("10:00 One: Said nothing.")
    assert told(early, late, saved=False) == ["One", "One"]


def test_a_source_without_ids_holds_posts_that_another_has_ids_for() -> None:
    page = source("10:00 One #post-a", "10:10 Two #post-b")
    copied = source("10:00 One", "10:10 Two", "10:20 Three")
    for sources in ((page, copied), (copied, page)):
        (one,) = join(sources)
        assert [each.headline for each in one.posts] == ["One", "Two", "Three"]
        assert {each.id for each in one.posts} == {"post-a", "post-b", ""}


def test_an_id_that_one_source_gives_a_post_finds_it_again_after_an_edit() -> None:
    copied = source("10:00 One: Said so.", "10:10 Two")
    page = source("10:00 One: Said so. #post-aaaaaa", "10:10 Two #post-bbbbbb")
    edited = source("10:00 Once: No more. #post-aaaaaa", "10:10 Two #post-bbbbbb")
    assert told(copied, page, edited, saved=True) == ["One*", "Two"]


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
    (joined,) = join([piece._replace(url=LIVE) for piece in pieces])
    assert sorted(map(content_of, joined.posts)) == sorted(map(content_of, one.posts))


def test_posts_that_are_only_counted_do_not_make_one_blog_of_two() -> None:
    bell = source("10:00 One: A bell. #post-000001", "10:10 Two: Hay. #post-000002")
    geese = source("10:20 Three: Geese. #post-000001", "10:30 Four: Rye. #post-000002")
    assert len(join([bell, geese._replace(url="https://news.example/geese")])) == 2
