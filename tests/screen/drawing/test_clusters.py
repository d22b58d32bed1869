"""A cut leaves rows their width, whatever emoji, joiners and marks it meets."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.model.safe_text import SELECTOR
from tui.screen.drawing.clusters import index_at, split_cells, whole_clusters

HEART = "❤\ufe0f"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
texts = st.text(st.sampled_from("ab 漢❤👩👦🏽🇬1\u200d\ufe0f\u200c\u0301\u20e3가ᅡ"), max_size=14)
PLAIN = Style(color="red")


@given(texts, st.integers(0, 20))
@example(HEART, 1)
@example(FAMILY, 1)
@example(f"ab{FAMILY}{HEART}", 3)
@example("\u200d漢a", 0)
def test_both_sides_of_a_cut_have_their_widths(text: str, cut: int) -> None:
    width = cell_len(text)
    before, after = split_cells(Segment(text, PLAIN), cut)
    assert cell_len(before.text) == min(cut, width)
    assert cell_len(after.text) == max(width - cut, 0)
    assert before.style == after.style == PLAIN


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (f"a{HEART}b", "❤", HEART),
        (f"a{FAMILY}b", "👧", FAMILY),
        ("cafe\u0301s", "cafe", "cafe\u0301"),
        (f"{HEART}{HEART}", HEART, HEART),
    ],
)
def test_a_part_of_a_cluster_takes_all_of_it(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    first, end = whole_clusters(text, start, start + len(part))
    assert text[first:end] == whole


def test_each_cell_has_its_character() -> None:
    text = f"a{FAMILY}{HEART}z"
    found = [text[index_at(text, cell)] for cell in range(cell_len(text))]
    assert found == ["a", "👨", "👨", "❤", SELECTOR, "z"]
    assert index_at(text, cell_len(text)) == len(text)
