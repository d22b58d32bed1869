"""The rows of the feed: how a width is divided."""

from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.rows import MOST_TEXT_CELLS, columns_for


@given(st.integers(2, 400))
def test_the_columns_fit_beside_the_bar_and_the_text_is_never_too_wide_to_read(width: int) -> None:
    columns = columns_for(width)
    assert 1 <= columns.text <= MOST_TEXT_CELLS <= 90
    assert columns.margin + columns.gutter + columns.text < width or width < 4


@given(st.integers(56, 400))
def test_what_is_left_over_stands_on_both_sides_alike(width: int) -> None:
    columns = columns_for(width)
    left, right = columns.margin, width - 1 - columns.margin - columns.gutter - columns.text
    assert 2 <= right - left <= 3
    assert columns.text == MOST_TEXT_CELLS or left == 0
