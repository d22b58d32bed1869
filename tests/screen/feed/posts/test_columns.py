"""The feed's columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.posts.columns import LEAST_ROWS_WITH_RULES, MOST_TEXT_CELLS, columns_for
from tui.screen.feed.posts.post_lines import Heads


@given(st.integers(2, 400), st.integers(1, 100))
def test_the_columns_fit_beside_the_bar_and_the_text_is_not_too_wide(
    width: int, height: int
) -> None:
    columns = columns_for(width, height)
    assert 1 <= columns.text <= MOST_TEXT_CELLS <= 80
    assert columns.margin + columns.gutter + columns.text < width or width < 4


@given(st.integers(56, 400))
def test_both_margins_are_equal(width: int) -> None:
    columns = columns_for(width, 40)
    left, right = columns.margin, width - 1 - columns.margin - columns.gutter - columns.text
    assert 2 <= right - left <= 3
    assert columns.text == MOST_TEXT_CELLS or left == 0


@pytest.mark.parametrize(
    ("width", "height", "heads"),
    [
        (80, LEAST_ROWS_WITH_RULES, Heads.RULED),
        (80, LEAST_ROWS_WITH_RULES - 1, Heads.COMPACT),
        (55, 50, Heads.NARROW),
    ],
)
def test_the_shape_of_the_heads_is_that_of_the_window(
    width: int, height: int, heads: Heads
) -> None:
    assert columns_for(width, height).heads is heads
