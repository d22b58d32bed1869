"""Wraps and cuts: no row is too wide, no sign is torn, only white space between rows is dropped."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import answers
from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style

from tui.model.safe_text import clean
from tui.screen.drawing.wrap import split_cells, truncate, whole_clusters, wrap

letters = st.sampled_from("abc .,-   \n漢字한é\u0301\u0308🎉👩‍💻🇬🇧\u00a0\u3000مرح")
texts = st.one_of(
    st.text(letters, max_size=80), st.text("ab  \n", max_size=80), st.text(max_size=40)
).map(clean)
widths = st.integers(1, 30)


@given(texts, widths)
@example("漢字", 1)
@example("\u0301\u0301", 1)
@example("   ", 1)
@example("", 1)
@example("a " * 20, 1)
def test_rows_fit_drop_only_the_white_space_between_them_and_cut_no_word_that_fits(
    text: str, width: int
) -> None:
    end, last = 0, -1
    for start, row in wrap(text, width):
        assert text[start : start + len(row)] == row
        assert start >= end
        assert start > last
        assert not text[end:start].strip()
        assert cell_len(row) <= width or len(chop_cells(row, width)) <= 2, row
        assert "\n" not in row
        if 0 < end == start and text[end - 1] != "\n":
            word = text[:end].rsplit(None, 1)[-1] + (text[end:].split(None, 1) or [""])[0]
            assert cell_len(word) > width
        end, last = start + len(row), start
    assert not text[end:].strip()


@pytest.mark.parametrize(("text", "width", "rows"), answers("wrapped-rows"))
def test_rows(text: str, width: int, rows: list[str]) -> None:
    assert [row for _, row in wrap(text, width)] == rows


@given(texts, st.integers(0, 30))
def test_truncated_text_fits_and_ends_in_an_ellipsis(text: str, width: int) -> None:
    shown = truncate(text, width)
    assert cell_len(shown) <= width
    assert "\n" not in shown
    if cell_len(text.replace("\n", " ")) <= width:
        assert shown == text.replace("\n", " ")
    elif width:
        assert shown.endswith("…")


HEART = "❤\ufe0f"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
signs = st.text(st.sampled_from("ab 漢❤👩👦🏽🇬1\u200d\ufe0f\u200c\u0301\u20e3가ᅡ"), max_size=14)
PLAIN = Style(color="red")


@given(signs, st.integers(0, 20))
@example(HEART, 1)
@example(FAMILY, 1)
@example(f"ab{FAMILY}{HEART}", 3)
@example("\u200d漢a", 0)
@example("\u200d❤👩", 1)
def test_both_sides_of_a_cut_have_their_widths(text: str, cut: int) -> None:
    width = cell_len(text)
    before, after = split_cells(Segment(text, PLAIN), cut)
    assert cell_len(before.text) == min(cut, width)
    assert cell_len(after.text) == max(width - cut, 0)
    assert before.style == after.style == PLAIN


@pytest.mark.parametrize("width", [2, 3, 5])
def test_no_flag_is_cut_at_the_end_of_a_row(width: int) -> None:
    flags = "🇬🇧🇫🇷🇩🇪"
    rows = [*(row for _, row in wrap(flags, width)), truncate(flags, width)]
    for row in rows:
        assert cell_len(row) <= width
        assert len(row.rstrip("…")) % 2 == 0


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (f"a{HEART}b", "❤", HEART),
        (f"a{FAMILY}b", "👧", FAMILY),
        ("cafe\u0301s", "cafe", "cafe\u0301"),
        (f"{HEART}{HEART}", HEART, HEART),
        ("🇬🇧🇫🇷", "🇷", "🇫🇷"),
    ],
)
def test_a_part_of_a_cluster_takes_all_of_it(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    first, end = whole_clusters(text, start, start + len(part))
    assert text[first:end] == whole
