"""The scale of posts: each is as far from the next, and moments lead there and back."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sample_blogs import at, blog, post
from screen_stage import on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.playback.timeline import Timeline
from tui.screen.transport.scale import PostAxis, axis_of, years_apart
from tui.screen.transport.track import track


def apart(gap: timedelta) -> LiveBlog:
    """Two sources of three posts each, of which the second begins so much later."""
    first = [post(f"09:{n}0", f"Early {n}", source="Then") for n in range(3)]
    later = [
        post("09:30", f"Late {n}", source="Now")._replace(published=at("09:30") + gap * 1 + n * gap)
        for n in range(3)
    ]
    return blog(*first, *later)


FAR = apart(timedelta(days=800))


def test_every_post_is_as_far_from_the_next() -> None:
    axis = axis_of(Timeline.of(FAR))
    moments = [entry.published for entry in FAR.posts]
    assert [axis.fraction(moment) for moment in moments] == pytest.approx([n / 5 for n in range(6)])
    assert track(axis, axis, 11).cells == "p-p-p-p-p-p"
    chosen = axis_of(Timeline.of(FAR).select([1, 4]))
    assert track(chosen, axis, 11).cells == "d-p-d-d-p-d"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (FAR, "2 years"),
        (apart(timedelta(days=370)), "a year"),
        (apart(timedelta(days=30)), ""),
        (blog("09:00 One", "09:30 Two"), ""),
    ],
)
def test_sources_that_lie_years_apart_are_told(entry: LiveBlog, told: str) -> None:
    assert years_apart(entry) == told
    assert isinstance(axis_of(Timeline.of(entry)), PostAxis) == bool(told)


async def test_the_page_says_so_at_its_start() -> None:
    async with on_stage(FAR, (120, 40), paused_at("2024-04-26 09:10")) as stage:
        assert "2 years apart: the scrubber counts posts" in stage.last_row()
        row = stage.rows()[stage.app.transport.region.y]
        marks = [x for x, sign in enumerate(row) if sign in "┴┬●"]
        steps = {later - earlier for earlier, later in pairwise(marks)}
        assert max(steps) - min(steps) <= 1
