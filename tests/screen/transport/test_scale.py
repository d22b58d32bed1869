"""Round moments along the scrubber, and the scale of posts where sources lie years apart."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from rich.cells import cell_len
from sample_blogs import at, blog, blogs, post
from screen_stage import on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline
from tui.screen.transport.scrubber import APART_CELLS, PostAxis, scale, years_apart


@pytest.mark.parametrize(("posts", "width", "face", "texts"), answers("labels-of-the-scale"))
def test_the_times_at_the_ends_and_at_round_moments(
    posts: list[str], width: int, face: int, texts: str
) -> None:
    entry = blog(*posts)
    row = scale(clock_faces(entry)[face], Timeline.of(entry), width)
    assert re.sub("  +", " | ", row) == texts


@given(blogs(), st.integers(1, 250))
def test_labels_stay_on_the_row(entry: LiveBlog, width: int) -> None:
    row = scale(clock_faces(entry)[0], Timeline.of(entry), width)
    assert cell_len(row) == width or "  " not in row


@given(st.integers(1, 20_000), st.integers(20, 250))
def test_round_moments_stand_apart(minutes: int, width: int) -> None:
    entry = blog("2024-05-01 09:07 One")
    later = entry.posts[0]._replace(published=entry.start + timedelta(minutes=minutes))
    entry = entry._replace(posts=(*entry.posts, later))
    row = scale(clock_faces(entry)[0], Timeline.of(entry), width)
    labels = [*re.finditer(r"\S+( \S+)*", row)][1:-1]
    middles = [found.start() + len(found[0]) // 2 for found in labels]
    assert all(later - earlier >= APART_CELLS - 1 for earlier, later in pairwise(middles))


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
    axis = PostAxis(Timeline.of(FAR))
    moments = [entry.published for entry in FAR.posts]
    assert [axis.fraction(moment) for moment in moments] == pytest.approx([n / 5 for n in range(6)])


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


async def test_the_page_says_so_at_its_start() -> None:
    async with on_stage(FAR, (120, 40), paused_at("2024-04-26 09:10")) as stage:
        assert "2 years apart: the scrubber counts posts" in stage.last_row()
        row = stage.rows()[stage.app.transport.region.y]
        marks = [x for x, sign in enumerate(row) if sign in "┴┬●"]
        steps = [later - earlier for earlier, later in pairwise(marks)]
        assert (len(steps), max(steps) - min(steps) <= 1) == (5, True)
