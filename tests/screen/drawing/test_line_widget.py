"""Repainting the changed cells gives the same row as repainting all of it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from strip_cells import Cell, cells_of

from tui.screen.drawing.line_widget import TextRow, changed_cells
from tui.screen.drawing.strips import strip

pieces = st.tuples(
    st.text(st.sampled_from("ab ─漢"), max_size=6), st.sampled_from(["clock", "speed", "zone"])
)
rows = st.lists(pieces, max_size=6).map(tuple)
STYLES = {
    "clock": Style(color="red"),
    "speed": Style(color="blue", bgcolor="white"),
    "zone": Style(color="green", underline=True),
}
WIDTH = 20


def drawn(row: TextRow) -> list[Cell]:
    """The cells of a row as they look."""
    return cells_of(
        strip([Segment(text, STYLES[name]) for text, name in row if text], WIDTH, Style())
    )


@given(rows, rows)
def test_repainting_the_changed_cells_gives_the_new_row(before: TextRow, after: TextRow) -> None:
    screen, wanted = drawn(before), drawn(after)
    assert len(screen) == len(wanted) == WIDTH
    if span := changed_cells(before, after, WIDTH):
        start, end = span
        assert 0 <= start < end <= WIDTH
        screen[start:end] = wanted[start:end]
    assert screen == wanted


@given(rows)
def test_an_unchanged_row_is_not_repainted(row: TextRow) -> None:
    assert changed_cells(row, row, WIDTH) is None


def test_a_new_second_repaints_only_the_clock() -> None:
    before = ((" ► ", "clock"), ("10:26:30", "clock"), (" BST", "zone"))
    after = ((" ► ", "clock"), ("10:26:31", "clock"), (" BST", "zone"))
    assert changed_cells(before, after, WIDTH) == (10, 11)


def test_two_changes_are_one_range_because_the_cells_between_are_written_anyway() -> None:
    before = (("10:26:30", "clock"), (" BST", "zone"), (" 9 s", "speed"), (" end", "zone"))
    after = (("10:26:31", "clock"), (" BST", "zone"), (" 8 s", "speed"), (" end", "zone"))
    assert changed_cells(before, after, WIDTH) == (7, 14)
