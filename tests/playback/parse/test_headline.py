"""A post found by its headline: all of it, its beginning, or words inside it."""

import pytest
from sample_blogs import post

from tui.playback.parse.headline import headline_index

POSTS = [
    post("10:00", "The ban of ‘TikTok’ in the US"),
    post("10:01", "TikTok here to stay"),
    post("10:02", "A visit stripped of fanfare"),
    post("10:03", "Stop-start talks, says Xi"),
]


@pytest.mark.parametrize(
    ("typed", "index"),
    [
        ("tiktok", 1),
        ("TikTok here", 1),
        ("fanfare", 2),
        ("stripped of", 2),
        ("start", 3),
        ("here to", 1),
        ("'tiktok", 0),
        ("anfare", None),
        ("xi", None),
        ("nothing of this", None),
    ],
)
def test_the_beginning_comes_before_words_inside(typed: str, index: int | None) -> None:
    assert headline_index(POSTS, typed) == index
