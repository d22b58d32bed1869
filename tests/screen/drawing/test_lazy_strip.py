"""A row is drawn when Textual takes a piece of it, and no other row is."""

from rich.segment import Segment
from textual.strip import Strip

from tui.screen.drawing.lazy_strip import lazy_strips


class Rows:
    """Rows with their numbers, and which of them were drawn."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def draw(self, y: int) -> Strip:
        self.drawn.append(y)
        return Strip([Segment(f"row {y}")])


def test_only_the_rows_that_are_written_are_drawn() -> None:
    rows = Rows()
    strips = lazy_strips(rows.draw, range(2, 6))
    assert len(strips) == 4
    assert rows.drawn == []
    left, right = strips[1].divide([3, 5])
    assert (left.text, right.text) == ("row", " 3")
    assert rows.drawn == [3]


def test_a_single_row_is_one_that_can_be_looked_into() -> None:
    (strip,) = lazy_strips(Rows().draw, range(2, 3))
    assert [segment.text for segment in strip] == ["row 2"]
