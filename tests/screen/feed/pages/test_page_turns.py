"""The pages of a post: where they begin, and at which line they are turned."""

import pytest
from feed_reader import laid_out
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.pages import page_turns
from tui.screen.feed.pages.page_turns import Measure, Pages, Spot, Turn, next_turn, words_end
from tui.screen.feed.pages.viewport import Document, Viewport
from tui.screen.feed.posts.post_lines import PostLines

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


def pages_of(post: PostLines, height: int) -> Pages:
    viewport = Viewport(lambda _: len(post.lines))
    viewport.document, viewport.height = Document((0,), 1), height
    return Pages(viewport, lambda _: post)


@pytest.mark.parametrize("height", [1, 2, 8, 18, 19])
def test_the_next_page_begins_with_the_first_line_below_the_window(height: int) -> None:
    pages, begin = pages_of(TWENTY_LINES, height), Spot(0, 0.0)
    pages.follow(begin, anew=True)
    page = pages.next_page(begin)
    assert page is not None
    assert Measure(TWENTY_LINES).row_at(page.share) == pytest.approx(height)
    pages.follow(page, anew=False)
    assert pages.in_sight(page)
    assert pages.next_page(Spot(0, 1.0)) is None


def test_the_part_being_read_is_that_of_the_spot() -> None:
    pages = pages_of(laid_out([30, 70], 10), 8)
    parts = [pages.part_of(Spot(0, share)) for share in (0.0, 0.25, 0.35, 1.0)]
    assert parts == [0, 0, 1, 1]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.floats(0, 0.999))
def test_a_line_has_the_share_of_the_characters_before_it(sizes: list[int], part: float) -> None:
    post = laid_out(sizes, 10)
    measure = Measure(post)
    for line in range(words_end(post)):
        share = measure.share_before(line + part)
        assert measure.row_at(share) == pytest.approx(line + part)
        assert int(measure.row_at(measure.share_before(line))) == line
    assert measure.share_before(0) == 0.0
    assert measure.share_before(len(post.lines)) == 1.0
    assert measure.row_at(1.0) == len(post.lines)


def test_a_post_is_measured_anew_only_where_its_lines_are_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured: list[str] = []

    def characters(text: str) -> float:
        measured.append(text)
        return 1.0

    monkeypatch.setattr(page_turns, "characters_to_read", characters)
    laid = [laid_out([200], 10)]
    viewport = Viewport(lambda _: len(laid[0].lines))
    viewport.document, viewport.height = Document((0,), 1), 8
    pages = Pages(viewport, lambda _: laid[0])
    for share in (0.0, 0.2, 0.6):
        pages.follow(Spot(0, share), anew=False)
        assert pages.in_sight(Spot(0, share))
    assert len(measured) == words_end(laid[0])
    laid[0] = laid_out([200], 20)
    assert pages.part_of(Spot(0, 0.9)) == 0
    assert len(measured) > words_end(laid[0])
