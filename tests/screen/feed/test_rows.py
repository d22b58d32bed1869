"""The feed's columns."""

from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.rows import MOST_TEXT_CELLS, columns_for


@given(st.integers(2, 400))
def test_the_columns_fit_beside_the_bar_and_the_text_is_not_too_wide(width: int) -> None:
    columns = columns_for(width)
    assert 1 <= columns.text <= MOST_TEXT_CELLS <= 90
    assert columns.margin + columns.gutter + columns.text < width or width < 4


@given(st.integers(56, 400))
def test_both_margins_are_equal(width: int) -> None:
    columns = columns_for(width)
    left, right = columns.margin, width - 1 - columns.margin - columns.gutter - columns.text
    assert 2 <= right - left <= 3
    assert columns.text == MOST_TEXT_CELLS or left == 0
