"""The mark at the paragraph being read: it is there when a reader at the pace comes to it."""

from collections.abc import Iterator

import pytest
from sample_blogs import bundled_like, post
from screen_stage import Stage, on_stage

from tui.model.blog import LiveBlog, Paragraph
from tui.playback.reading_time import CHARACTERS_A_SECOND, FINDING_SECONDS, reading_seconds
from tui.replay import ReplayOptions
from tui.screen.feed.layout import Heads
from tui.screen.feed.layout_cache import LayoutCache

LATE_SECONDS = 0.2


def paragraphs(blog: LiveBlog) -> Iterator[tuple[tuple[int, int], float]]:
    """Each post and part with the second of watching in which it comes to its turn."""
    came, layouts = 0.0, LayoutCache(blog)
    for number, entry in enumerate(blog.posts):
        before, first = came + FINDING_SECONDS, bool(entry.labels)  # which are in the rule
        for part, text in enumerate(layouts.lines(number, 60, Heads.RULED).parts):
            if part >= first:
                yield (number, part), before if part > first else came
            before += (len(text) + 1) / CHARACTERS_A_SECOND
        came += reading_seconds(entry)


async def marks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> dict[object, float]:
    """When the mark first stood at each paragraph; the app is looked at when it asks to be."""
    waits: list[float] = []
    monkeypatch.setattr(stage.app, "wake_in", lambda seconds, _: waits.append(seconds))
    began, seen = stage.clock(), dict[object, float]()
    stage.app.show_moment()
    while stage.clock() - began < seconds:
        seen.setdefault(stage.app.feed.reading.mark, stage.clock() - began)
        stage.clock.advance(waits[-1])
        stage.app.tick_now()
    return seen


@pytest.mark.parametrize("newest_first", [False, True])
async def test_the_mark_is_at_each_paragraph_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch, newest_first: bool
) -> None:
    long = [Paragraph("word " * count) for count in (40, 30, 70, 12, 25, 60)]
    ten = bundled_like()
    sample = ten._replace(posts=(post("09:20", "A headline", body=tuple(long)), *ten.posts))
    options = ReplayOptions()
    async with on_stage(sample, (80, 24), options, newest_first=newest_first) as stage:
        due = dict(paragraphs(sample))
        seen = await marks(stage, monkeypatch, max(due.values()) + 1)
    assert len(due) > 20
    late = {place: seen[place] - at for place, at in due.items() if place in seen}
    assert set(due) <= set(seen)
    assert {
        place: each for place, each in late.items() if not 0 <= each + 1e-6 < LATE_SECONDS
    } == {}
