"""Wraps text to a width in terminal cells. Calls rich's private `divide_line`."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rich._wrap import divide_line
from rich.cells import cell_len, chop_cells

from tui.screen.drawing.clusters import with_whole_flags

_HELD = str.maketrans("\u00a0\u202f", "__")  # no-break spaces, of which rich knows nothing


@lru_cache(1024)  # guests wrap the same texts
def wrap(text: str, width: int, taken: int = 0) -> Sequence[tuple[int, str]]:
    """Rows with their offsets; `taken` cells of the first are in use. Only end spaces are lost."""
    rows: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        before = "" if rows or not taken else "_" * (min(taken, width - 1) - 1) + " "
        held = with_whole_flags(line.translate(_HELD))
        cuts = [0, *divide_line(before + held, max(1, width))]
        places = [max(0, cut - len(before)) for cut in cuts]
        for number, (first, end) in enumerate(pairwise([*places, len(line)])):
            row = line[first:end].rstrip()
            if number and row:
                rows.append((start + end - len(line[first:end].lstrip()), row.lstrip()))
            elif not number:
                rows.append((start + first, row))
        start += len(line) + 1
    return rows


def truncate(text: str, width: int) -> str:
    """Text on a single row, with an ellipsis if cut."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    return text[: len(chop_cells(with_whole_flags(text), width - 1)[0])].rstrip() + "…"
