"""A widget of styled rows that repaints only the cells that changed."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import override

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.strip import Strip

from tui.screen.drawing.layers import repaint
from tui.screen.drawing.page_compositor import RowWidget
from tui.screen.drawing.strips import strip
from tui.screen.drawing.styles import Styles

type Piece = tuple[str, str]
"""A text and the name of its style in styles.py, without the widget's prefix."""
type TextRow = tuple[Piece, ...]


_DRAWN: LRUCache[tuple[object, ...], Strip] = LRUCache(1000)
"""Drawn rows, for all widgets of the process that have the same row to draw."""


class LineWidget(RowWidget):
    """Subclasses define `text_rows` and call `update_rows` when its result may have changed."""

    PREFIX = ""
    """The start of the names of this widget's styles."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[TextRow, ...] = ()
        self._rows_size = Size(0, 0)
        self._styles = Styles(self)

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        """The rows from the top; those beyond `size.height` are not drawn."""
        raise NotImplementedError

    def update_rows(self) -> None:
        """Repaints the cells that differ from the last drawing."""
        size = self.size
        if not size or size != self._rows_size:
            # A full drawing follows: the first, or the one after a resize or while hidden.
            self._rows_size = Size(0, 0)
            return
        old, self._rows = self._rows, self._fitted(size)
        regions = []
        for y, (before, after) in enumerate(zip(old, self._rows, strict=True)):
            if before != after and (span := changed_cells(before, after, size.width)):
                regions.append(Region(span[0], y, span[1] - span[0], 1))
        if regions:
            repaint(self, *regions)

    @override
    def prepare(self) -> None:
        if self.size != self._rows_size:
            self._rows_size = self.size
            self._rows = self._fitted(self.size)

    @property
    @override
    def picture(self) -> Hashable:
        return self._rows, self.PREFIX, self._rows_size.width, self._styles.look

    @override
    def row(self, y: int) -> Strip:
        row, width = self._rows[y], self._rows_size.width
        key = (row, self.PREFIX, width, self._styles.look)
        if (drawn := _DRAWN.get(key)) is None:
            segments = [Segment(text, self._style(name)) for text, name in row if text]
            drawn = _DRAWN[key] = strip(segments, width, self._style("text"))
        return drawn

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def _fitted(self, size: Size) -> tuple[TextRow, ...]:
        rows = self.text_rows(size)[: size.height]
        return (*rows, *[()] * (size.height - len(rows)))

    def _style(self, name: str) -> Style:
        return self._styles(f"{self.PREFIX}--{name}")


@lru_cache(1024)
def changed_cells(before: TextRow, after: TextRow, width: int) -> tuple[int, int] | None:
    """The half-open range of cells that differ in two rows, or None."""
    same = _alike(before, after)
    before, after, at = before[same:], after[same:], _width(before[:same])
    same = _alike(before[::-1], after[::-1])
    old, new = _cells(before[: len(before) - same]), _cells(after[: len(after) - same])
    pairs = enumerate(zip(old, new, strict=False), at)
    differ = [x for x, (one, other) in pairs if one != other]
    if len(old) != len(new):  # all that follows has moved
        differ += [at + min(len(old), len(new)), width - 1]
    first, end = (min(differ), min(max(differ) + 1, width)) if differ else (width, width)
    return (first, end) if first < end else None


def _alike(row: TextRow, other: TextRow) -> int:
    """How many pieces two rows begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(row, other, strict=False)))


def _width(row: TextRow) -> int:
    return sum(cell_len(text) for text, _ in row)


def _cells(row: TextRow) -> list[tuple[str, str, int]]:
    """What stands in each cell: a character with its style, or where some are wide or have no
    width the whole piece, and the cell's number in it."""
    cells: list[tuple[str, str, int]] = []
    for text, style in row:
        if text.isascii() or all(cell_len(character) == 1 for character in text):
            cells += [(character, style, 0) for character in text]
        else:
            cells += [(text, style, cell) for cell in range(cell_len(text))]
    return cells
