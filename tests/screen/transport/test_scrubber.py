"""The scrubber: a mark for each post, the moments of clicks, and the rows as drawn."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_blogs import blog, blogs, bundled_like, many, two_sources
from strip_cells import text_of

from tui.model.blog import LiveBlog
from tui.playback.timeline import Timeline
from tui.screen.transport.scale import Label, cell_of
from tui.screen.transport.track import (
    DIM,
    KEY,
    NONE,
    POST,
    Track,
    line_row,
    moment_of,
    times_row,
    track,
    track_row,
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
    assert max(levels) == 7
    assert min(levels) > 0


@given(blogs(), widths)
def test_a_bar_stands_where_a_post_does(entry: LiveBlog, width: int) -> None:
    every = Timeline.of(entry)
    found = track(every, every, width)
    if found.levels:
        assert [level > 0 for level in found.levels] == [cell != NONE for cell in found.cells]


@given(st.text("pdk-", min_size=1, max_size=200), st.data())
def test_the_scrubber_has_one_head_and_the_given_cells(cells: str, data: st.DataObject) -> None:
    head = data.draw(st.integers(0, len(cells) - 1))
    row = text_of(track_row(Track(cells), head, standing=False))
    assert len(row) == cell_len(row) == len(cells)
    assert row.count("●") == 1


def test_the_part_played_is_heavy_and_has_the_colour_of_text_while_time_stands() -> None:
    row = track_row(Track("p-dk-p-dkp"), 4, standing=False)
    assert text_of(row) == "┿━·◆●┼─·◆┼"
    assert row[0] == ("┿━", "played")
    assert track_row(Track("p--------p"), 4, standing=True)[0] == ("┿━━━", "text")


def test_two_sources_stand_up_and_hang_down() -> None:
    one, other, both = (0,), (1,), (0, 1)
    sources = (one, other, both, (), one, other, both)
    row = track_row(Track("ppp-ppp", sources=sources), 3, standing=False)
    assert text_of(row) == "┴┬┿●┴┬┼"
    assert [name for _, name in row][:2] == ["source-0", "source-1"]


def test_bars_count_posts_over_a_line_with_the_times_and_the_head() -> None:
    dense = Track("pppp-k", levels=(1, 7, 3, 2, 0, 4))
    assert text_of(track_row(dense, 2, standing=False)) == "▁▇▃▂ ◆"
    labels = [Label(0, "06:01"), Label(10, "07:00"), Label(17, "08:00")]
    below = line_row(Track("-" * 24), 12, labels, standing=False)
    assert text_of(below) == "06:01 ━━━━━━●─── 08:00 ─"


def test_nothing_is_known_between_the_newest_post_of_a_live_blog_and_now() -> None:
    dense = Track("pppp--", levels=(1, 7, 3, 2, 0, 0), newest=3)
    assert text_of(track_row(dense, 3, standing=False)) == "▁▇▃▂┄┄"
    assert text_of(line_row(dense, 3, (), standing=False)) == "━━━●┄┄"
    assert text_of(track_row(Track("p-p---", newest=2), 2, standing=False)) == "┿━●┄┄┄"


def test_a_time_in_the_track_hides_no_post_and_has_a_free_cell_on_each_side() -> None:
    labels = [Label(3, "10:00"), Label(12, "11:00")]
    free = track_row(Track("-" * 20), 19, standing=False, set_in=tuple(labels))
    assert text_of(free) == "━━ 10:00 ━━ 11:00 ━●"
    crowded = track_row(Track("--p" + "-" * 17), 19, standing=False, set_in=tuple(labels))
    assert text_of(crowded) == "━━┿━━━━━━━━ 11:00 ━●"


def test_the_times_below() -> None:
    assert text_of(times_row(14, [Label(0, "09:26"), Label(8, "10:00")])) == "09:26   10:00 "
