"""Wraps text into rows of a given width in terminal cells. Pure."""

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len, chop_cells

LEAST_CELLS_QUOTED = 6
"""Fewer of what is quoted do not show what it was."""
_WORD = r"\S+"
_UNBROKEN_WORDS = "\\S+(?:[\u00a0\u202f]+\\S+)*"
"""Words with no-break spaces between them."""


def wrap(text: str, width: int, taken: int = 0) -> list[tuple[int, str]]:
    """The rows of `text` at `width` cells, each with the offset of its first character; of the
    first row `taken` cells are not free.

    Every newline begins a row. No row is wider than `width`, unless a single character is. Only
    the white space at the ends of rows is dropped.
    """
    rows: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        before = min(taken, width - 1) if not rows else 0
        rows.extend(
            (start + offset, row) for offset, row in _wrap_line(line, max(1, width), before)
        )
        start += len(line) + 1
    return rows


def truncate(text: str, width: int) -> str:
    """The text on one row of at most `width` cells, with an ellipsis if it was cut."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0].rstrip() + "…") if width > 1 else "…"[:width]


def truncate_quoted(text: str, width: int) -> str:
    """The text on one row; if it does not fit, what is quoted is cut, as long as a few letters of
    it stay, and what is said of that is kept: "“a very long se…” not found".
    """
    quoted, mark, said = text.replace("\n", " ").rpartition("”")
    room = width - cell_len(mark + said)
    if not mark or room < LEAST_CELLS_QUOTED:
        return truncate(text, width)
    return truncate(quoted, room) + mark + said


def _wrap_line(line: str, width: int, taken: int) -> list[tuple[int, str]]:
    """Wraps one line: words are measured, and too long ones are cut."""
    rows: list[tuple[int, str]] = []
    cells = len if line.isascii() else cell_len
    row_start, row_end, used = 0, 0, taken
    for word, size in _words(line, width, cells):
        gap = cells(line[row_end : word.start()])
        if used + gap + size <= width:
            row_end, used = word.end(), used + gap + size
            continue
        if row_end > row_start or (taken and not rows):
            rows.append((row_start, line[row_start:row_end]))
        row_start = word.start()
        if size > width:
            # Before a character wider than the row, Rich puts an empty piece; joiners before such
            # a character leave it without any piece.
            pieces = [piece for piece in chop_cells(word[0], width) if piece] or [word[0]]
            for piece in pieces[:-1]:
                rows.append((row_start, piece))
                row_start += len(piece)
            size = cell_len(pieces[-1])
        row_end, used = word.end(), size
    rows.append((row_start, line[row_start:row_end]))
    return rows


def _words(
    line: str, width: int, cells: Callable[[str], int]
) -> Iterator[tuple[re.Match[str], int]]:
    """The words of a line with their cells; no-break spaces join words if the row has room."""
    for words in re.finditer(_UNBROKEN_WORDS, line):
        size = cells(words[0])
        if size <= width:
            yield words, size
        else:
            for word in re.compile(_WORD).finditer(line, *words.span()):
                yield word, cells(word[0])
