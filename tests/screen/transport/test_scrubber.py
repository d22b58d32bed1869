"""The scrubber: a cell for each period, a mark for each post, and the moments of clicks."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_blogs import blog, blogs, bundled_like, many, two_sources

from tui.model.blog import LiveBlog
from tui.playback.timeline import Timeline
from tui.screen.transport.track import (
    DIM,
    KEY,
    LEVELS,
    NONE,
    POST,
    cell_of,
    fraction_of,
    moment_of,
    track,
)

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


@given(blogs(), widths)
def test_no_mark_is_made_up(entry: LiveBlog, width: int) -> None:
    every = Timeline.of(entry)
    cells = track(every, every, width).cells
    assert cells.count(POST) + cells.count(KEY) <= len(entry.posts)
    assert set(cells) <= {POST, KEY, NONE}


@given(widths, st.data())
def test_a_click_on_a_cell_goes_to_that_cell(width: int, data: st.DataObject) -> None:
    cell = data.draw(st.integers(0, width - 1))
    assert cell_of(fraction_of(cell, width), width) == cell


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


@given(st.floats(0, 1), widths)
def test_the_playhead_is_always_on_the_scrubber(fraction: float, width: int) -> None:
    assert 0 <= cell_of(fraction, width) < width


def test_the_ends_are_the_blog_s_ends() -> None:
    assert fraction_of(0, 80) == 0
    assert fraction_of(79, 80) == 1
    assert cell_of(0, 80) == 0
    assert cell_of(1, 80) == 79


def test_filtered_posts_are_dim() -> None:
    every = Timeline.of(bundled_like())
    cells = track(every.select((0, 9)), every, 113).cells
    assert [at for at, cell in enumerate(cells) if cell == POST] == [0, 112]
    assert [at for at, cell in enumerate(cells) if cell == DIM] == [6, 12, 19, 31, 45, 60, 77, 97]


@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_scrubber_of_a_few_cells(width: int) -> None:
    every = Timeline.of(bundled_like())
    assert track(every, every, width).cells == POST * width


def test_a_blog_of_one_moment_has_its_mark() -> None:
    single = Timeline.of(blog("09:26 Only one"))
    assert POST in track(single, single, 40).cells


def test_key_events_stand_out() -> None:
    every = Timeline.of(two_sources())
    assert [at for at, cell in enumerate(track(every, every, 41).cells) if cell == KEY] == [40]


def test_posts_of_two_sources_are_told_apart() -> None:
    every = Timeline.of(two_sources())
    sources = track(every, every, 41).sources
    assert {at: set(found) for at, found in enumerate(sources) if found} == {
        0: {0},
        5: {1},
        40: {0},
    }
    assert track(Timeline.of(bundled_like()), Timeline.of(bundled_like()), 41).sources == ()


def test_where_posts_are_closer_than_cells_bars_count_them() -> None:
    every = Timeline.of(many(400))
    levels = track(every, every, 50).levels
    assert len(levels) == 50
    assert max(levels) == LEVELS
    assert min(levels) > 0
    assert track(every, every, 50).dense


def test_few_posts_are_marks_not_bars() -> None:
    every = Timeline.of(bundled_like())
    assert not track(every, every, 118).dense


@given(blogs(), widths)
def test_a_bar_stands_where_a_post_does(entry: LiveBlog, width: int) -> None:
    every = Timeline.of(entry)
    found = track(every, every, width)
    if found.dense:
        assert [level > 0 for level in found.levels] == [cell != NONE for cell in found.cells]
