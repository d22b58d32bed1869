"""The pages of a post: where they begin, and at which line they are turned."""

import pytest
from feed_reader import laid_out
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.pages.page_turns import Turn, next_turn, row_at, share_before, words_end

TWENTY_LINES = laid_out([200], 10)


@pytest.mark.parametrize(
    ("top", "height", "turn"),
    [
        (0, 8, Turn(5, 6.5)),
        (6, 8, Turn(11, 12.5)),
        (0, 18, Turn(2, 10.0)),  # more rows stay where the last words then fit
        (0, 19, Turn(1, 10.0)),
        (0, 20, None),
        (12, 8, None),
        (-3, 8, Turn(2, 3.5)),  # the post begins on the fourth row of the window
        (0, 2, Turn(1, 1.5)),
        (0, 1, Turn(1, 1.0)),
    ],
)
def test_a_page_is_turned_in_the_middle_of_the_rows_that_stay(
    top: int, height: int, turn: Turn | None
) -> None:
    assert next_turn(TWENTY_LINES, top, height) == turn


def test_the_blank_rows_after_a_post_need_not_fit() -> None:
    assert len(TWENTY_LINES.lines) == 21
    assert words_end(TWENTY_LINES) == 20


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.floats(0, 0.999))
def test_a_line_has_the_share_of_the_characters_before_it(sizes: list[int], part: float) -> None:
    post = laid_out(sizes, 10)
    for line in range(words_end(post)):
        assert row_at(post, share_before(post, line + part)) == pytest.approx(line + part)
    assert share_before(post, 0) == 0.0
    assert share_before(post, len(post.lines)) == 1.0
