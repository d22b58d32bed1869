"""Clusters: characters that Rich measures as one sign, as an emoji of several. Pure.

A cut inside one gives two signs, of another width than the one.
"""

from bisect import bisect_right

from rich.cells import cell_len
from rich.segment import Segment

from tui.model.safe_text import JOINER, SELECTOR

_rich_split_cells = Segment.split_cells


def index_at(text: str, cell: int) -> int:
    """The index of the character in that cell of the text, its length for cells behind it.

    Of a sign that a selector makes wider, the selector is in the second cell.
    """
    return bisect_right(range(1, len(text) + 1), cell, key=lambda end: cell_len(text[:end]))


def whole_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of characters, widened to all of the clusters that it begins and ends in."""
    if text.isascii():
        return start, end
    while _is_inside(text, start):
        start -= 1
    while _is_inside(text, end):
        end += 1
    return start, end


def _is_inside(text: str, cut: int) -> bool:
    return 0 < cut < len(text) and (text[cut - 1] == JOINER or not cell_len(text[cut]))


def unjoined(text: str) -> str:
    """The text without what would join it to one before it, or one after it to it."""
    return text.lstrip(JOINER + SELECTOR).rstrip(JOINER)


def split_cells(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """The segment cut at a cell. A sign that lies on both sides of the cut becomes two spaces.

    Stands for Rich's method, which gives pieces of wrong widths where joiners or selectors are.
    """
    text, style, control = segment
    if JOINER not in text and SELECTOR not in text:
        return _rich_split_cells(segment, cut)
    if cut >= segment.cell_length:
        return segment, Segment("", style, control)
    end = index_at(text, cut)
    left, right = text[:end], text[end:]
    if cell_len(left) < cut or right[0] == SELECTOR:
        left = text[: index_at(text, cut - 1)] + " "
        right = " " + text[index_at(text, cut + 1) :]
    return Segment(left, style, control), Segment(right, style, control)
