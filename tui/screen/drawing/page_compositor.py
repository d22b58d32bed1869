"""Draws of the page only what changed. Private names of Textual.

Textual's compositor asks each widget for all its rows at every update, and the blank screen below
them too, and cuts them at the edges of all widgets. Widgets that draw row by row need none of it.
"""

from collections.abc import Mapping
from typing import Any, override

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
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

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        self.prepare()
        whole = crop.width == self.size.width

        def draw(y: int) -> Strip:
            return self.row(y) if whole else self.row(y).crop(crop.x, crop.right)

        return lazy_strips(draw, range(crop.y, crop.bottom))


class RowsUpdate(CompositorUpdate):
    """Pieces of rows with the cells where they begin, in the order of reading."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self._pieces = pieces

    @override
    def render_segments(self, console: Console) -> str:
        """What a terminal gets."""
        written = []
        next_to = (-1, -1)
        for x, y, strip in self._pieces:
            if (x, y) != next_to:
                written.append(f"\x1b[{y + 1};{x + 1}H")
            written.append(strip.render(console))
            next_to = (x + strip.cell_length, y)
        return "".join(written)


class PageCompositor(Compositor):
    """Paints changes of widgets that draw row by row, where nothing covers them; Textual the
    rest."""

    def __init__(self) -> None:
        super().__init__()
        self._uncovered: tuple[Mapping[Widget, object], list[tuple[Region, RowWidget]]] = ({}, [])

    @override
    def render_partial_update(self) -> Any:
        """What has changed, or None."""
        widgets = self._row_widgets()
        pieces = []
        prepared = set()
        for y, start, end in self._regions_to_spans(self._dirty_regions):
            for (left, top, width, height), widget in widgets:
                if left <= start < left + width and top <= y < top + height:
                    if widget not in prepared:
                        widget.prepare()
                        prepared.add(widget)
                    stop = min(end, left + width)
                    pieces.append((start, y, widget.row(y - top).crop(start - left, stop - left)))
                    start = stop
            if start < end:
                return super().render_partial_update()
        self._dirty_regions.clear()
        return RowsUpdate(pieces) if pieces else None

    def _row_widgets(self) -> list[tuple[Region, RowWidget]]:
        """The widgets that draw row by row and are wholly seen, from left to right."""
        visible = self.visible_widgets
        if self._uncovered[0] is not visible:
            found: list[tuple[Region, RowWidget]] = []
            above: list[Region] = []
            for widget, (region, clip) in visible.items():
                seen = clip.contains_region(region) and not any(map(region.overlaps, above))
                if seen and isinstance(widget, RowWidget):
                    found.append((region, widget))
                above.append(region)
            found.sort(key=lambda pair: pair[0])
            self._uncovered = visible, found
        return self._uncovered[1]
