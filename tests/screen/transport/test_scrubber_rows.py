"""The scrubber as drawn: what was played, marks, bars, times."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from strip_cells import text_of

from tui.screen.transport.scale import Label
from tui.screen.transport.scrubber_rows import line_row, times_row, track_row
from tui.screen.transport.track import Track


@given(st.text("pdk-", min_size=1, max_size=200), st.floats(0, 1))
def test_the_scrubber_has_one_head_and_the_given_cells(cells: str, fraction: float) -> None:
    row = text_of(track_row(Track(cells), fraction))
    assert len(row) == cell_len(row) == len(cells)
    assert row.count("●") == 1


def test_the_part_played_is_heavy_and_every_mark_is_there() -> None:
    row = track_row(Track("p-dk-p-dkp"), 0.45)
    assert text_of(row) == "┿━·◆●┼─·◆┼"
    assert row[0] == ("┿━", "played")
    assert dict(row)["·"] == "rule"


def test_where_time_stands_the_part_played_has_the_colour_of_text() -> None:
    row = track_row(Track("p--------p"), 0.45, standing=True)
    assert row[0] == ("┿━━━", "text")


def test_two_sources_stand_up_and_hang_down() -> None:
    one, other, both = frozenset({0}), frozenset({1}), frozenset({0, 1})
    nothing = frozenset[int]()
    track = Track("ppp-ppp", sources=(one, other, both, nothing, one, other, both))
    row = track_row(track, 0.5)
    assert text_of(row) == "┴┬┿●┴┬┼"
    assert [name for _, name in row][:2] == ["source-0", "source-1"]


def test_bars_count_posts_and_the_head_is_among_them() -> None:
    track = Track("pppp-k", levels=(1, 7, 3, 2, 0, 4))
    assert text_of(track_row(track, 0.4)) == "▁▇●▂ ◆"
    assert text_of(track_row(track, 0.4, head=False)) == "▁▇▃▂ ◆"


def test_the_line_under_the_bars_has_the_times_and_the_head() -> None:
    assert text_of(line_row(24, 0.5, [Label(0, "06:01"), Label(17, "08:00")])) == (
        "06:01 ━━━━━━●─── 08:00 ─"
    )


def test_the_head_hides_a_time_that_it_passes() -> None:
    assert text_of(line_row(12, 0.5, [Label(4, "08:00")])) == "━━━━━━●─────"


def test_a_time_in_the_track_hides_no_post_and_has_a_free_cell_on_each_side() -> None:
    labels = [Label(3, "10:00"), Label(12, "11:00")]
    free = "-" * 20
    assert text_of(track_row(Track(free), 1.0, set_in=labels)) == "━━ 10:00 ━━ 11:00 ━●"
    crowded = "--p" + "-" * 17
    assert text_of(track_row(Track(crowded), 1.0, set_in=labels)) == "━━┿━━━━━━━━ 11:00 ━●"


def test_the_times_below() -> None:
    assert text_of(times_row(14, [Label(0, "09:26"), Label(8, "10:00")])) == "09:26   10:00 "
