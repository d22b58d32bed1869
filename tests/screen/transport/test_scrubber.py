"""The scrubber: a mark for each post, the moments of clicks, and the rows as drawn."""

import re

import pytest
from drawn_screen import text_of
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, many, post, two_sources
from screen_stage import Stage, on_stage, paused_at

from tui.model.blog import LiveBlog
from tui.playback.timeline import Timeline
from tui.screen.transport.scrubber import cell_of, moment_of_cell, track, track_row

widths = st.integers(1, 200)
MARKS = set("┼┴┬◆▁▂▃▄▅▆▇")


@given(blogs(), widths, st.data())
def test_every_post_has_a_mark_in_the_cell_the_playhead_reaches_with_it(
    entry: LiveBlog, width: int, data: st.DataObject
) -> None:
    every = Timeline.of(entry)
    chosen = data.draw(st.sets(st.integers(0, len(entry.posts) - 1)))
    timeline = every.select(tuple(sorted(chosen)))
    signs = [to_come[0] for to_come, _ in track(timeline, every, width)]
    assert len(signs) == width
    is_dense = " " in signs
    for index in range(len(entry.posts)):
        cell = cell_of(every.fraction(every.published(index)), width)
        # The cell's edge, to the microsecond, may fall to either side.
        near = set(signs[max(0, cell - 1) : cell + 2])
        assert near & (MARKS if index in chosen else {*MARKS, "·", *" " * is_dense})


@given(blogs(), widths, st.data())
def test_a_click_on_a_mark_goes_to_its_post_and_any_other_to_its_cell(
    entry: LiveBlog, width: int, data: st.DataObject
) -> None:
    every = Timeline.of(entry)
    assume(every.start < every.end)
    chosen = data.draw(st.sets(st.integers(0, len(entry.posts) - 1), min_size=1))
    timeline = every.select(tuple(sorted(chosen)))
    for x, cell in enumerate(track(timeline, every, width)):
        is_mark = cell[0][0] in MARKS
        moment = moment_of_cell(x, timeline, width)
        newest = timeline.newest_at(moment)
        assert is_mark == (newest is not None and timeline.published(newest) == moment)
        assert abs(cell_of(every.fraction(moment), width) - x) <= is_mark


def minutes(posts: str, edge: str = "") -> LiveBlog:
    """Posts at minutes: "3" is a post, "3k" a key event, "3a" and "3b" are of two sources."""
    made = (
        post(f"10:0{each[0]}", key_event="k" in each, source=each[1:].strip("k"))
        for each in posts.split()
    )
    return blog(*made, edge=at(f"10:0{edge}") if edge else None)


@pytest.mark.parametrize(
    ("entry", "hidden", "head", "row"),
    [
        (minutes("0 2 4k 6 7 9"), (1, 4), 5, "┿━·━◆●┼·─┼"),
        (minutes("0a 2b 4a 4b 6a 8b"), (), 5, "┴━┬━┿●┴─┬"),
        (minutes(f"0 {'1 ' * 7} 2 2 2 3 3 5k"), (), 2, "▁▇●▂ ◆"),
        (minutes(f"0 {'1 ' * 7} 2 2 2 3 3", edge="5"), (), 3, "▁▇▃●┄┄"),
        (minutes("0 2", edge="5"), (), 2, "┿━●┄┄┄"),
    ],
)
def test_marks_key_events_sources_bars_and_the_unknown(
    entry: LiveBlog, hidden: tuple[int, ...], head: int, row: str
) -> None:
    every = Timeline.of(entry)
    chosen = every.select([n for n in range(len(entry.posts)) if n not in hidden])
    cells = track(chosen, every, len(row))
    assert text_of(track_row(cells, head, standing=False)) == row
    for standing, role in ((False, "played"), (True, "text")):
        assert track_row(cells, head, standing=standing)[0][1] in {role, "source-0"}


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
