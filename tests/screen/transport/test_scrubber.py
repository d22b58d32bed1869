"""The scrubber: a mark for each post, the moments of clicks, and the rows as drawn."""

import re

import pytest
from drawn_screen import text_of
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_blogs import blogs, many, two_sources
from screen_stage import Stage, on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.playback.timeline import Timeline
from tui.screen.transport.scale import cell_of
from tui.screen.transport.track import DIM, KEY, POST, Track, moment_of, track, track_row

widths = st.integers(1, 200)


@given(blogs(), widths, st.data())
def test_every_post_has_a_mark_in_the_cell_the_playhead_reaches_with_it(
    entry: LiveBlog, width: int, data: st.DataObject
) -> None:
    every = Timeline.of(entry)
    chosen = data.draw(st.sets(st.integers(0, len(entry.posts) - 1)))
    timeline = every.select(tuple(sorted(chosen)))
    cells = track(timeline, every, width).cells
    assert len(cells) == width
    for index in range(len(entry.posts)):
        cell = cell_of(every.fraction(every.published(index)), width)
        # The cell's edge, to the microsecond, may fall to either side.
        near = cells[max(0, cell - 1) : cell + 2]
        assert set(near) & ({POST, KEY} if index in chosen else {POST, KEY, DIM})


@given(blogs(), widths, st.data())
def test_a_click_on_a_mark_goes_to_its_post_and_any_other_to_its_cell(
    entry: LiveBlog, width: int, data: st.DataObject
) -> None:
    every = Timeline.of(entry)
    assume(every.start < every.end)
    chosen = data.draw(st.sets(st.integers(0, len(entry.posts) - 1), min_size=1))
    timeline = every.select(tuple(sorted(chosen)))
    for cell, sign in enumerate(track(timeline, every, width).cells):
        moment = moment_of(cell, timeline, width)
        newest = timeline.newest_at(moment)
        assert (sign in {POST, KEY}) == (
            newest is not None and timeline.published(newest) == moment
        )
        assert abs(cell_of(every.fraction(moment), width) - cell) <= (sign in {POST, KEY})


ONE, OTHER, BOTH = (0,), (1,), (0, 1)


@pytest.mark.parametrize(
    ("track", "head", "row"),
    [
        (Track("p-dk-p-dkp"), 4, "┿━·◆●┼─·◆┼"),
        (Track("ppp-ppp", sources=(ONE, OTHER, BOTH, (), ONE, OTHER, BOTH)), 3, "┴┬┿●┴┬┼"),
        (Track("pppp-k", levels=(1, 7, 3, 2, 0, 4)), 2, "▁▇●▂ ◆"),
        (Track("pppp--", levels=(1, 7, 3, 2, 0, 0), newest=3), 3, "▁▇▃●┄┄"),
        (Track("p-p---", newest=2), 2, "┿━●┄┄┄"),
    ],
)
def test_marks_key_events_sources_bars_and_the_unknown(track: Track, head: int, row: str) -> None:
    assert text_of(track_row(track, head, standing=False)) == row
    for standing, role in ((False, "played"), (True, "text")):
        roles = [name for _, name in track_row(Track("p-dk-p"), 3, standing=standing)]
        assert roles[0] == role


def scrubber_of(stage: Stage) -> str:
    return stage.rows()[stage.app.transport.region.y]


async def test_on_the_page_each_source_has_its_sign_and_posts_of_a_filter_stand_out() -> None:
    async with on_stage(two_sources(), (80, 24), paused_at("start")) as stage:
        marks = re.sub("[^┴┬◆●·]", "", scrubber_of(stage))
        assert marks == "●┬◆"
    async with on_stage(size=(120, 40), options=paused_at("start", authors=("Tan",))) as stage:
        assert scrubber_of(stage).count("·") == 9


async def test_where_posts_are_closer_than_cells_bars_count_them() -> None:
    async with on_stage(many(400), (100, 30), paused_at("start")) as stage:
        assert set(scrubber_of(stage).strip()) == set("●▅▆▇")
