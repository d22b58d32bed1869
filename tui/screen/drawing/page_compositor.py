"""Draws of the page only what changed. Private names of Textual.

Textual's compositor asks each widget for all its rows at every update, and the blank screen below
them too, and cuts them at the edges of all widgets. Widgets that draw row by row need none of it.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, override

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.lazy_strip import lazy_strips


class RowWidget(Widget):
    """A widget without borders that draws itself row by row."""

    virtual_size = var(Size(0, 0))
    """Textual's own lays out the page again at a new size, which a widget that does not scroll by
    Textual's means does not need."""

    def prepare(self) -> None:
        """Get ready to draw at the present size."""
        raise NotImplementedError

    def row(self, y: int) -> Strip:
        """The row with that number, as wide as the widget; after `prepare`."""
        raise NotImplementedError

    @property
    def picture(self) -> Hashable:
        """Stands for all that its rows depend on, after `prepare`: widgets with an equal picture,
        also of other pages, have equal rows. By default no picture equals another."""
        return object()

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        self.prepare()
        whole = crop.width == self.size.width

        def draw(y: int) -> Strip:
            return self.row(y) if whole else self.row(y).crop(crop.x, crop.right)

        return lazy_strips(draw, range(crop.y, crop.bottom))


type Span = tuple[int, int, int]
"""A row of the page, the first cell of it, and the one after the last."""
type Placed = tuple[Region, RowWidget]


class RowsUpdate(CompositorUpdate):
    """Pieces of rows with the cells where they begin, in the order of reading."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self._pieces = pieces
        self._written = ""

    @override
    def render_segments(self, console: Console) -> str:
        """What a terminal gets."""
        if self._pieces:
            self._written = self._render(console)
            self._pieces = []
        return self._written

    def _render(self, console: Console) -> str:
        written = []
        next_to = (-1, -1)
        for x, y, strip in self._pieces:
            if (x, y) != next_to:
                written.append(f"\x1b[{y + 1};{x + 1}H")
            written.append(strip.render(console))
            next_to = (x + strip.cell_length, y)
        return "".join(written)


_PAINTED: LRUCache[Hashable, RowsUpdate] = LRUCache(64)
"""Updates of all pages of the process: where many see the same, each is painted once."""


class PageCompositor(Compositor):
    """Paints changes of widgets that draw row by row, where nothing covers them; Textual the
    rest."""

    def __init__(self) -> None:
        super().__init__()
        self._uncovered: tuple[Mapping[Widget, object], list[Placed]] = ({}, [])

    @override
    def render_partial_update(self) -> Any:
        """What has changed, or None."""
        spans = tuple(self._regions_to_spans(self._dirty_regions))
        placed = [each for each in self._row_widgets() if _touches(each[0], spans)]
        for _, widget in placed:
            widget.prepare()
        key = (spans, *((region, widget.picture) for region, widget in placed))
        if (update := _PAINTED.get(key)) is None:
            if (pieces := _pieces(spans, placed)) is None:
                return super().render_partial_update()
            update = _PAINTED[key] = RowsUpdate(pieces)
        self._dirty_regions.clear()
        return update if spans else None

    def _row_widgets(self) -> list[Placed]:
        """The widgets that draw row by row and are wholly seen, from left to right."""
        visible = self.visible_widgets
        if self._uncovered[0] is not visible:
            found: list[Placed] = []
            above: list[Region] = []
            for widget, (region, clip) in visible.items():
                seen = clip.contains_region(region) and not any(map(region.overlaps, above))
                if seen and isinstance(widget, RowWidget):
                    found.append((region, widget))
                above.append(region)
            found.sort(key=lambda pair: pair[0])
            self._uncovered = visible, found
        return self._uncovered[1]


def _touches(region: Region, spans: Sequence[Span]) -> bool:
    left, top, width, height = region
    return any(
        top <= y < top + height and start < left + width and left < end for y, start, end in spans
    )


def _pieces(spans: Sequence[Span], placed: Sequence[Placed]) -> list[tuple[int, int, Strip]] | None:
    """What stands in the spans; None where it is not only those widgets."""
    pieces = []
    for y, start, end in spans:
        for (left, top, width, height), widget in placed:
            if left <= start < left + width and top <= y < top + height:
                stop = min(end, left + width)
                pieces.append((start, y, widget.row(y - top).crop(start - left, stop - left)))
                start = stop
        if start < end:
            return None
    return pieces
