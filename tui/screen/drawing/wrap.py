"""Wraps text to a width in terminal cells."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len, chop_cells

_WORD = r"\S+"
_UNBROKEN_WORDS = "\\S+(?:[\u00a0\u202f]+\\S+)*"  # joined by no-break spaces


@lru_cache(1024)  # guests wrap the same texts
def wrap(text: str, width: int, taken: int = 0) -> Sequence[tuple[int, str]]:
    """Rows with their offsets; `taken` cells of the first are in use. Only end spaces are lost."""
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
    """Text on a single row, with an ellipsis if cut."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0].rstrip() + "…") if width > 1 else "…"[:width]


def _wrap_line(line: str, width: int, taken: int) -> list[tuple[int, str]]:
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
            *pieces, last = _pieces(word[0], width)
            for piece in pieces:
                rows.append((row_start, piece))
                row_start += len(piece)
            size = cell_len(last)
        row_end, used = word.end(), size
    rows.append((row_start, line[row_start:row_end]))
    return rows


def _pieces(word: str, width: int) -> list[str]:
    """Pieces of a word wider than a row. Rich puts an empty piece before a character wider than the
    row, and none if joiners precede it."""
    return [piece for piece in chop_cells(word, width) if piece] or [word]


def _words(
    line: str, width: int, cells: Callable[[str], int]
) -> Iterator[tuple[re.Match[str], int]]:
    """Words and their widths; no-break spaces hold if the row has room."""
    for words in re.finditer(_UNBROKEN_WORDS, line):
        size = cells(words[0])
        if size <= width:
            yield words, size
        else:
            for word in re.compile(_WORD).finditer(line, *words.span()):
                yield word, cells(word[0])
