"""Wraps text to a width in cells; clusters: characters that are a single sign, such as joined emoji
and flags. Calls rich's private `divide_line`."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise

from rich._wrap import divide_line
from rich.cells import cell_len, chop_cells, split_text
from rich.segment import Segment

from tui.model.safe_text import FLAG, JOINER, SELECTOR

_HELD = str.maketrans("\u00a0\u202f", "__")  # no-break spaces, of which rich knows nothing
_WIDE = chr(0x3042) + SELECTOR  # two characters, a sign of two cells
_rich_split_cells = Segment.split_cells  # it knows the last cuts: guests cut the same rows


def whole_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range of characters to whole clusters."""
    text = with_whole_flags(text)
    while _is_inside(text, start):
        start -= 1
    while _is_inside(text, end):
        end += 1
    return start, end


def with_whole_flags(text: str) -> str:
    """A text of the same length and width without flags, each of which is two signs to Rich."""
    return text if text.isascii() else FLAG.sub(_WIDE, text)


def _is_inside(text: str, cut: int) -> bool:
    return 0 < cut < len(text) and (text[cut - 1] == JOINER or not cell_len(text[cut]))


def unjoined(text: str) -> str:
    """Strip characters that would join the text to its neighbours."""
    end = next((n for n, x in enumerate(text) if cell_len(x)), len(text))
    first = text[:end].replace(JOINER, "").replace(SELECTOR, "")
    return first + text[end:].rstrip(JOINER)


def split_cells(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """Replaces Rich's, which cuts wrongly at joiners. A sign across the cut becomes two spaces."""
    text, style, control = segment
    if cut >= segment.cell_length or (JOINER not in text and SELECTOR not in text):
        return _rich_split_cells(segment, cut)
    start = 0
    while text[start : start + 1] == JOINER:  # Rich counts no cells for the two signs
        start += 2
    left, right = split_text(text[start:], cut)
    return Segment(text[:start] + left, style, control), Segment(right, style, control)


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


def fitted(text: str, width: int, most: int) -> list[str]:
    """At most so many rows of a text, the last with an ellipsis if it is cut."""
    rows = [row for _, row in islice(wrap(text, max(1, width)), most + 1)]
    return [*rows[: most - 1], truncate(" ".join(rows[most - 1 :]), width)] if rows[most:] else rows


def truncate(text: str, width: int) -> str:
    """Text on a single row, with an ellipsis if cut."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    return text[: len(chop_cells(with_whole_flags(text), width - 1)[0])].rstrip() + "…"
