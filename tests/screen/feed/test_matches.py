"""The matches of a search: steps between them and the text that describes them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, post

from tui.model.blog import Author, Embed, Image, LiveBlog, Version
from tui.model.clock_face import clock_faces
from tui.playback.search import occurrences
from tui.screen.feed.matches import Match, Matches, match_lines

FIVE = [1, 3, 4, 6, 8]
counts = st.integers(0, 10)


def ten_posts() -> LiveBlog:
    """Posts 1, 3, 4, 6 and 8 have the word."""
    return blog(*(f"10:0{n} {'About tea' if n in FIVE else 'Nothing'}" for n in range(10)))


def searching(words: str = "tea", count: int = 10, indices: Sequence[int] = range(10)) -> Matches:
    search = Matches(ten_posts())
    search.start(words)
    search.update(indices, count)
    return search


@given(counts)
def test_only_posts_so_far_match(count: int) -> None:
    assert list(searching(count=count).posts) == [index for index in FIVE if index < count]


@given(st.integers(0, 9) | st.none(), st.sampled_from([1, -1]))
def test_the_first_step_goes_to_the_match_nearest_to_the_reader(
    near: int | None, step: int
) -> None:
    if step > 0:
        wanted = min((index for index in FIVE if index >= (near or 0)), default=FIVE[0])
    else:
        wanted = max((index for index in FIVE if index < (near or 0)), default=FIVE[-1])
    assert searching().step(step, near) == Match(wanted, 0)


@given(st.sampled_from([1, -1]), st.integers(0, 9))
def test_stepping_visits_every_match_once_and_then_begins_again(step: int, near: int) -> None:
    search = searching()
    seen = [search.step(step, near) for _ in range(5)]
    assert sorted(match.post for match in seen if match is not None) == FIVE
    assert search.step(step, near) == seen[0]


def test_the_status_counts_the_matches() -> None:
    search = searching()
    assert search.status() == "“tea” 5 matches in 5 posts"
    search.step(1, 2)
    assert search.status() == "“tea” 2 of 5 · post 4"
    search.update(range(10), 4)
    assert search.status() == "“tea” 2 of 2 · post 4"
    search.update(range(10), 2)
    assert search.status() == "“tea” 1 match in 1 post"


def test_each_place_in_a_post_is_a_match() -> None:
    search = Matches(blog("10:00 Tea and tea", "10:01 Nothing", "10:02 A tea, tea, TEA"))
    search.start("tea")
    search.update(range(3), 3)
    assert search.total == 5
    assert [search.step(1, 2) for _ in range(4)] == [(2, 0), (2, 1), (2, 2), (0, 0)]
    assert [search.step(-1, None) for _ in range(2)] == [(2, 2), (2, 1)]
    assert search.status() == "“tea” 4 of 5 · post 3"
    assert [search.go_to(number) for number in range(5)] == [(0, 0), (0, 1), (2, 0), (2, 1), (2, 2)]
    search.update(range(3), 2)
    assert search.status() == "“tea” 2 matches in 1 post"


def test_a_match_of_a_part_of_an_emoji_takes_all_of_it() -> None:
    hearts = blog("10:00 With ❤\ufe0f from London")
    matches = Matches(hearts)
    matches.start("❤")
    matches.update([0], 1)
    (line,) = match_lines(matches, hearts, 0, clock_faces(hearts)[0], 5)
    _, match = line.spans
    assert line.plain[match.start : match.end] == "❤\ufe0f"


def found(entry: LiveBlog, words: str, changed: int = 0) -> list[int]:
    """The post of each match."""
    search = Matches(entry)
    search.start(words)
    search.update(range(len(entry.posts)), len(entry.posts), changed)
    return [match.post for match in search.every]


@pytest.mark.parametrize(
    "words", ["key event", "analysis", "from london", "ann, editor", "a headline", "seven", "embed"]
)
def test_every_word_of_a_post_is_searched(words: str) -> None:
    entry = post(
        headline="A headline",
        kicker="Analysis",
        key_event=True,
        source="From London",
        authors=(Author("Ann", "Editor"),),
        body=(Image("alt", "seven", "eight"), Embed("", "eleven")),
    )
    assert found(blog(entry), words) == [0]
    assert found(blog(entry._replace(headline="", key_event=False)), "headline") == []


@given(
    blogs(),
    st.sampled_from(["a", "e ", "ann", "xi", "漢"]),
    st.lists(st.integers(0, 7), max_size=6),
)
def test_it_agrees_with_looking_at_every_post(
    sample: LiveBlog, words: str, counts: list[int]
) -> None:
    search = Matches(sample)
    search.start(words)
    indices = range(len(sample.posts))
    for count in counts:
        expected = [
            index
            for index in indices[:count]
            if any(occurrences(text, words) for text in sample.posts[index].words)
        ]
        search.update(indices, count)
        assert search.posts == expected


def test_each_post_is_searched_as_it_is_known() -> None:
    edited = post("10:00", "Bells", "Six.")
    entry = blog(
        post("10:00", "Bells", "Five.", versions=(Version(at("10:31"), edited),)), "11:00 x"
    )
    assert found(entry, "six", changed=0) == []
    assert found(entry, "six", changed=1) == [0]


def test_of_a_deleted_post_only_the_headline_is_searched() -> None:
    gone = post("10:00", "Bells", "Five bells.", versions=(Version(at("10:31"), None),))
    assert found(blog(gone, "11:00 x"), "bells") == [0, 0]
    assert found(blog(gone, "11:00 x"), "bells", changed=1) == [0]
