"""The pages of a post: where they begin, and at which line they are turned."""

from collections.abc import Sequence
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.playback.view import PostRead
from tui.screen.feed.layout import BLANK, PostLine, PostLines
from tui.screen.feed.pages import (
    LEAST_NEW,
    SLOWER,
    STAYING_ROWS,
    Measure,
    Pages,
    PageTurn,
    next_turn,
    words_end,
)
from tui.screen.feed.viewport import Document, RowRef


def laid_out(sizes: Sequence[int], width: int, empty: int) -> PostLines:
    """Parts of these lengths, wrapped anywhere; lines without words and a blank line at the end."""
    lines = [
        PostLine("text", "x" * min(width, size - start), part=part, start=start)
        for part, size in enumerate(sizes)
        for start in range(0, size, width)
    ]
    parts = ["x" * size for size in sizes] + [""] * empty
    lines += [PostLine("text", part=len(sizes) + n) for n in range(empty)]
    lines.append(PostLine(BLANK, part=len(parts) - 1, start=len(parts[-1]) + 1))
    return PostLines(tuple(lines), tuple(parts))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=9), st.integers(5, 30), st.integers(0, 3))
def test_both_readers_find_their_line_on_each_page_and_none_is_torn_that_fits_with_theirs(
    sizes: list[int], height: int, empty: int
) -> None:
    """The one at the pace has some rows left, the slower one as much as two thirds can hold."""
    post = laid_out(sizes, 10, empty)
    measure, top, before = Measure(post), 0, -1.0
    while (turn := next_turn(measure, top, height)) is not None:
        below, last = top + height, words_end(post) - height
        assert before <= turn.at < below
        assert top < turn.top <= min(below - STAYING_ROWS, last)
        paragraph = [each for each in measure.paragraphs if each.start <= turn.at][-1]
        torn = paragraph.start < turn.at < paragraph.stop - 0.1
        slower = int(measure.row_after(paragraph.start, SLOWER))
        assert not torn or paragraph.stop - slower > height or slower <= top
        assert (turn.begins is None) == torn
        if turn.top > top + ceil(height * LEAST_NEW):
            assert measure.row_after(turn.at, SLOWER) >= turn.top
        top, before = turn.top, turn.at


def apart(*paragraphs: int) -> PostLines:
    """A post of paragraphs of so many rows, with a blank row between them."""
    lines: list[PostLine] = []
    for part, rows in enumerate(paragraphs):
        text = [PostLine("text", "x" * 10, part=part, start=10 * row) for row in range(rows)]
        lines += [*text, PostLine(BLANK, part=part, start=10 * rows + 1)]
    parts = tuple("x" * 10 * rows for rows in paragraphs)
    return PostLines(tuple(lines), parts)


@pytest.mark.parametrize(
    ("paragraphs", "turn"),
    [
        ((7, 30), PageTurn(6, 8.0, 8)),  # the end next to where the page would be turned
        ((5, 3, 9), PageTurn(6, 9.95, 10)),  # the next paragraph is not in the window
        ((6, 8), PageTurn(5, 7.0, 7)),  # it fits, but ends below: it comes wholly to the new page
        ((3, 30), PageTurn(7, 8.5)),  # it fits no window
    ],
)
def test_a_page_is_turned_between_paragraphs(paragraphs: tuple[int, ...], turn: PageTurn) -> None:
    found = next_turn(Measure(apart(*paragraphs)), 0, 10)
    assert found is not None
    assert (found.at, found.begins) == (turn.at, turn.begins)
    assert found.top <= turn.top


def test_the_line_above_what_is_new_is_known_until_the_next_page() -> None:
    post = apart(6, 8, 8)
    pages = pages_of(post, 10)
    seams = []
    for row in (0, 5, 7, 9, 14, 16, 0):
        pages.spot = PostRead(0, Measure(post).share_before(row))
        pages.turn_to_spot(anew=not row)
        seams.append(pages.seam)
    assert seams == [None, None, *[RowRef(0, 6)] * 3, RowRef(0, 15), None]


def pages_of(post: PostLines, height: int) -> Pages:
    pages = Pages(lambda _: post)
    pages.document, pages.height = Document((0,), 1), height
    return pages
