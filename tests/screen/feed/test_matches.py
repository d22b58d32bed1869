"""Posts that a search finds, as they are known at a moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, at, blog, blogs, post

from tui.model.blog import Author, Embed, Image, LiveBlog, Version
from tui.playback.player import Player
from tui.playback.search import occurrences
from tui.screen.feed.matches import Matches


def found(entry: LiveBlog, words: str, changed: int = 0) -> list[int]:
    """The post of each match."""
    search = Matches(Player(entry, now=FakeClock()))
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
    search = Matches(Player(sample, now=FakeClock()))
    search.start(words)
    indices = range(len(sample.posts))
    for count in counts:
        expected = [
            index
            for index in indices[:count]
            if any(occurrences(text, words) for text in sample.posts[index].words)
        ]
        search.update(indices, count)
        assert list(dict.fromkeys(match.post for match in search.every)) == expected


def test_each_post_is_searched_as_it_is_known() -> None:
    edited = post("10:00", "Bells", "Six.")
    entry = blog(
        post("10:00", "Bells", "Five.", versions=(Version(at("10:31"), edited),)), "11:00 x"
    )
    assert found(entry, "six", changed=0) == []
    assert found(entry, "six", changed=1) == [0]


@pytest.mark.parametrize(
    ("near", "step", "to"), [(0, 1, 1), (2, 1, 3), (4, 1, 3), (0, -1, 3), (2, -1, 1), (4, -1, 3)]
)
def test_it_starts_at_the_nearest_match(near: int, step: int, to: int) -> None:
    entry = blog("10:00 Calm", "10:01 Bells", "10:02 Calm", "10:03 Bells", "10:04 Calm")
    search = Matches(Player(entry, now=FakeClock()))
    search.start("bells")
    search.update(range(5), 5)
    match = search.step(step, near)
    assert match is not None
    assert match.post == to
