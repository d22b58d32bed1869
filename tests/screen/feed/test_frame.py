"""The cells of the feed to repaint: each that differs, and as few others as can be."""

from textual.geometry import Region, Size

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.frame import Frame, changed_regions, pill_text
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.rows import Row

SIZE = Size(60, 10)
ROWS = tuple(Row(Place(0, line)) for line in range(10))
FRAME = Frame(ROWS, range(2, 5))


def test_the_same_frame_needs_no_repaint() -> None:
    assert changed_regions(FRAME, FRAME, SIZE, 9) == []


def test_a_row_that_differs_is_repainted() -> None:
    rows = (*ROWS[:3], Row(Place(1, 0), PostState.NEW), *ROWS[4:])
    assert changed_regions(FRAME, FRAME._replace(rows=rows), SIZE, 9) == [Region(0, 3, 60, 1)]


def test_a_mark_alone_is_one_cell() -> None:
    rows = (*ROWS[:3], ROWS[3]._replace(marked=True), *ROWS[4:])
    assert changed_regions(FRAME, FRAME._replace(rows=rows), SIZE, 9) == [Region(9, 3, 1, 1)]


def test_of_the_scroll_bar_the_rows_that_the_thumb_left_or_reached() -> None:
    regions = changed_regions(FRAME, FRAME._replace(thumb=range(3, 6)), SIZE, 9)
    assert set(regions) == {Region(0, 2, 60, 1), Region(0, 5, 60, 1)}


def test_a_frame_of_another_height_is_drawn_whole() -> None:
    assert changed_regions(Frame(), FRAME, SIZE, 9) == [SIZE.region]


def test_the_pill_takes_the_last_row() -> None:
    assert changed_regions(FRAME, FRAME._replace(pill=" 1 new "), SIZE, 9) == [Region(0, 9, 60, 1)]


def test_the_pill_counts_posts() -> None:
    assert pill_text(0, "↓", "f") == ""
    assert pill_text(1, "↓", "f") == " ↓ 1 new post · f follow "
    assert pill_text(12, "↑", "x") == " ↑ 12 new posts · x follow "
