"""Draws of a screen only the cells that changed. Private names of Textual.

Textual's compositor asks each widget for all its rows at every update, and the blank screen below
them too, and writes each row that changed from the edge of a widget on.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, override

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate, ReflowResult
from textual._context import visible_screen_stack
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget


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
        return [self.row(y).crop(crop.x, crop.right) for y in crop.line_range]


type Seen = tuple[Region, Widget, Offset]
"""A piece of a row, the widget that is seen there, and where that begins."""


class RowsUpdate(CompositorUpdate):
    """Pieces of rows with the cells where they begin, in the order of reading."""

    def __init__(self, pieces: Iterable[tuple[Region, Strip]]) -> None:
        self._pieces = pieces
        self._written: str | None = None

    @override
    def render_segments(self, console: Console) -> str:
        """What a terminal gets."""
        if self._written is None:
            self._written = self._render(console)
            self._pieces = ()
        return self._written

    def _render(self, console: Console) -> str:
        written = []
        next_to = (-1, -1)
        for (x, y, _, _), strip in self._pieces:
            if (x, y) != next_to:
                written.append(f"\x1b[{y + 1};{x + 1}H")
            written.append(strip.render(console))
            next_to = (x + strip.cell_length, y)
        return "".join(written)


_PAINTED: LRUCache[Hashable, RowsUpdate] = LRUCache(64)
"""Updates of all pages of the process: where many see the same, each is painted once."""


class PageCompositor(Compositor):
    """Paints the cells that changed, each as the widget that is seen there draws it."""

    def __init__(self) -> None:
        super().__init__()
        self._resized: set[Widget] = set()
        """The widgets to be painted wholly: Textual remembers the cells of their old sizes, whose
        edge may cut a wide letter."""

    @override
    def update_widgets(self, widgets: set[Widget]) -> None:
        """Paints what these widgets ask for with the next update."""
        for widget in widgets & self._resized:
            widget._set_dirty()
        self._resized -= widgets
        super().update_widgets(widgets)

    @override
    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lays out the screen anew; where a widget has come or gone, whole rows are painted, as its
        edge may have cut a wide letter of what is below."""
        dirty = self._dirty_regions.copy()
        result = super().reflow(parent, size)
        self._resized.update(each for each in result.shown | result.resized if each.outer_size)
        if self._dirty_regions != dirty:
            rows = ((y, height) for _, y, _, height in self._dirty_regions)
            self._dirty_regions = {Region(0, y, size.width, height) for y, height in rows}
        return result

    def spare(self, below: Widget) -> None:
        """Paints with the next update only the rows in which anything is above that widget."""
        shown = self.visible_widgets.items()
        pieces = (each.intersection(clip) for widget, (each, clip) in shown if widget is not below)
        rows = {(y, height) for _, y, _, height in pieces}
        self._dirty_regions = {Region(0, y, self.size.width, height) for y, height in rows}

    @override
    def render_update(
        self, full: bool = False, screen_stack: list[Any] | None = None, simplify: bool = False
    ) -> Any:
        """What has changed, or None; with `full` a picture of all, as Textual makes it.

        Of a page that changed wholly Textual draws what is below the widgets too. A box that did is
        left to Textual: its widgets draw all their rows faster than one after the other.
        """
        if full or screen_stack:
            return super().render_update(full, screen_stack, simplify)
        visible_screen_stack.set([])
        return self.render_partial_update()

    @override
    def render_partial_update(self) -> Any:
        """What has changed, or None."""
        seen = list(self.seen(self._dirty_regions))
        self._dirty_regions.clear()
        if not seen:
            return None
        widgets = _ready(seen)
        key = (
            *((piece, at, widgets.index(widget)) for piece, widget, at in seen),
            *(widget.picture if isinstance(widget, RowWidget) else object() for widget in widgets),
        )
        if (update := _PAINTED.get(key)) is None:
            update = _PAINTED[key] = RowsUpdate(_pieces(seen))
        return update

    def drawn(self, regions: Iterable[Region]) -> list[tuple[Region, Strip]]:
        """What stands in these regions: pieces of rows, in the order of reading."""
        seen = list(self.seen(regions))
        _ready(seen)
        return _pieces(seen)

    def seen(self, regions: Iterable[Region]) -> Iterator[Seen]:
        """The pieces of rows in these regions, each with the widget that is seen there and where
        that begins."""
        layers = self.layers_visible
        for y, start, end in self._regions_to_spans(regions):
            x = start
            while x < end and y < len(layers):
                stop = end
                for widget, shown, region in layers[y]:
                    if shown.x <= x < shown.right:
                        stop = min(stop, shown.right)
                        yield Region(x, y, stop - x, 1), widget, region.offset
                        break
                    if x < shown.x:
                        stop = min(stop, shown.x)
                x = stop


def _ready(seen: Iterable[Seen]) -> list[Widget]:
    """The widgets, ready to draw."""
    widgets = list(dict.fromkeys(widget for _, widget, _ in seen))
    for widget in widgets:
        if isinstance(widget, RowWidget):
            widget.prepare()
    return widgets


def _pieces(seen: Sequence[Seen]) -> list[tuple[Region, Strip]]:
    """What those widgets draw."""
    others = _drawn_by_others(each for each in seen if not isinstance(each[1], RowWidget))
    pieces = []
    for piece, widget, at in seen:
        if isinstance(widget, RowWidget):
            crop = piece.translate(-at)
            pieces.append((piece, widget.row(crop.y).crop(crop.x, crop.right)))
        else:
            pieces.append((piece, others[widget, piece]))
    return pieces


def _drawn_by_others(seen: Iterable[Seen]) -> dict[tuple[Widget, Region], Strip]:
    """The pieces of widgets that do not draw row by row: of rows below each other at once, as each
    call takes Textual longer than a row."""
    columns: dict[tuple[Widget, int, int, Offset], list[int]] = {}
    for (x, y, width, _), widget, at in seen:
        columns.setdefault((widget, x, width, at), []).append(y)
    drawn = {}
    for (widget, x, width, at), ys in columns.items():
        for first, last in _runs(ys):
            crop = Region(x, first, width, last - first + 1).translate(-at)
            for y, strip in enumerate(widget.render_lines(crop), first):
                drawn[widget, Region(x, y, width, 1)] = strip
    return drawn


def _runs(ascending: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of the numbers that follow each other."""
    runs: list[tuple[int, int]] = []
    for number in ascending:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
