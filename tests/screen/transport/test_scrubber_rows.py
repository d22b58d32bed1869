"""The scrubber as drawn: what was played, marks, bars, times."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from strip_cells import text_of

from tui.screen.transport.scale import Label
from tui.screen.transport.scrubber import Track
from tui.screen.transport.scrubber_rows import line_row, times_row, track_row


@given(st.text("pdk-", min_size=1, max_size=200), st.floats(0, 1))
def test_the_scrubber_has_one_head_and_the_given_cells(cells: str, fraction: float) -> None:
    row = text_of(track_row(Track(cells), fraction))
    assert len(row) == cell_len(row) == len(cells)
    assert row.count("●") == 1


def test_the_part_played_is_heavy_and_every_mark_is_there() -> None:
    row = track_row(Track("p-dk-p-dkp"), 0.45)
    assert text_of(row) == "╋━·◆●┼─·┼┼", "a key event to come is a post like others"
    assert dict(row)["·"] == "dim-mark"
    assert dict(row)["◆"] == "key-event"


def test_hours_have_a_tick_where_no_post_is() -> None:
    assert text_of(track_row(Track("p----p---p"), 0.5, hours={2, 5, 7})) == "╋━┳━━●─┬─┼"


def test_two_sources_stand_up_and_hang_down() -> None:
    one, other, both = frozenset({0}), frozenset({1}), frozenset({0, 1})
    nothing = frozenset[int]()
    track = Track("ppp-ppp", sources=(one, other, both, nothing, one, other, both))
    row = track_row(track, 0.5)
    assert text_of(row) == "┻┳╋●┴┬┼"
    assert [name for _, name in row][:2] == ["source-0", "source-1"]


def test_bars_count_posts_and_the_head_is_among_them() -> None:
    track = Track("ppppkk", levels=(1, 7, 3, 2, 1, 4))
    assert text_of(track_row(track, 0.4)) == "▁▇●▂▁▄"
    assert text_of(track_row(track, 0.4, head=False)) == "▁▇▃▂▁▄"
    assert text_of(track_row(track, 1.0)) == "▁▇▃▂◆●"


def test_the_line_under_the_bars_has_the_times_and_the_head() -> None:
    assert text_of(line_row(24, 0.5, [Label(0, "06:01"), Label(17, "08:00")])) == (
        "06:01 ━━━━━━●─── 08:00 ─"
    )


def test_the_head_hides_a_time_that_it_passes() -> None:
    assert text_of(line_row(12, 0.5, [Label(4, "08:00")])) == "━━━━━━●─────"


def test_a_time_in_the_track_hides_no_post() -> None:
    labels = [Label(1, "10"), Label(4, "11")]
    assert text_of(track_row(Track("-----p--"), 1.0, set_in=labels)) == "━10━━╋━●"
    assert text_of(track_row(Track("--------"), 0.2, set_in=labels)) == "━●──11──"


def test_the_times_below() -> None:
    assert text_of(times_row(14, [Label(0, "09:26"), Label(8, "10:00")])) == "09:26   10:00 "
