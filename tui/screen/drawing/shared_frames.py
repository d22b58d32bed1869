"""Drawn rows and changes of a page, made once for all guests who see the same. Private names of
Textual 8.2: its compositor's `_dirty_regions`, a widget's `_exchange_repaint_regions`."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, override

from rich.console import Console
from rich.segment import Segment
from textual._compositor import Compositor, CompositorUpdate
from textual.cache import LRUCache
from textual.color import Color
from textual.containers import Container, Vertical
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

BLANK_WIDGETS = (Screen, Container, Vertical)  # only a ground


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Colours:
    """A widget's own style, and the conversion to the terminal's depth."""

    style: Style
    ground: Color
    filters: tuple[LineFilter, ...]


class WidgetLook(NamedTuple):
    outer_size: Size
    size: Size
    colours: Colours


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DrawnRows:
    """Drawn rows; widgets with equal rows and looks have the same object."""

    look: WidgetLook | None = None
    strips: Sequence[Strip] = ()

    def changes(self, before: "DrawnRows") -> Iterator[Region]:
        """Cells that differ from earlier rows of the same look."""
        for y, (old, new) in enumerate(zip(before.strips, self.strips, strict=True)):
            if old is not new:
                yield from (Region(x, y, cells, 1) for x, cells in _changed_cells(old, new))


NOT_DRAWN = DrawnRows()


class FramedWidget(Widget):
    """Widget with its rows as drawn, and as they are on the terminal."""

    painted = NOT_DRAWN

    @property
    def drawn_rows(self) -> DrawnRows:
        raise NotImplementedError


class _SharedUpdate(CompositorUpdate):
    def __init__(self, update: CompositorUpdate) -> None:
        self._update: CompositorUpdate | None = update
        self._text = ""

    @override
    def render_segments(self, console: Console) -> str:
        if self._update is not None:
            self._text, self._update = self._update.render_segments(console), None
        return self._text


_UPDATES: LRUCache[Hashable, _SharedUpdate] = LRUCache(64)
_PLAIN: LRUCache[Hashable, Sequence[Strip]] = LRUCache(32)


class SharedCompositor(Compositor):
    """Renders a change of a page once for all guests with the same page before and after."""

    def mark_changes(self) -> None:
        """Mark the cells that differ from the terminal."""
        for widget, (region, clip) in self.visible_widgets.items():
            if isinstance(widget, FramedWidget):
                before, widget.painted = widget.painted, widget.drawn_rows
                if before is not widget.painted and before.look == widget.painted.look:
                    changes = widget.painted.changes(before)
                    moved = (clip.intersection(each.translate(region.offset)) for each in changes)
                    self._dirty_regions.update(filter(None, moved))

    @override
    def update_widgets(self, widgets: set[Widget]) -> None:
        """Leave out widgets that the terminal shows already: Textual repeats the first frame."""
        painted = {each for each in widgets if _is_painted(each)}
        for each in painted:  # else the next change would draw all of it
            each._exchange_repaint_regions()
        super().update_widgets(widgets - painted)

    @override
    def render_update(
        self,
        full: bool = False,
        screen_stack: list[Screen[Any]] | None = None,
        simplify: bool = False,
    ) -> Any:
        key = None if full or screen_stack else self._key(before=True)
        if key is not None and (shared := _UPDATES.get(key)) is not None:
            self._dirty_regions.clear()
            for widget in self.visible_widgets:
                if isinstance(widget, FramedWidget):
                    widget.painted = widget.drawn_rows
            return shared
        self.mark_changes()
        update = super().render_update(full, screen_stack, simplify)
        if key is None or not isinstance(update, CompositorUpdate):
            return update
        _UPDATES[key] = shared = _SharedUpdate(update)
        return shared

    def plain_strips(self) -> Sequence[Strip]:
        """Rows of the page as the ground of a box."""
        if (key := self._key(before=False)) is None:
            return [plain(strip) for strip in self.render_strips()]
        if (strips := _PLAIN.get(key)) is None:
            strips = _PLAIN[key] = [plain(strip) for strip in self.render_strips()]
        return strips

    def _key(self, *, before: bool) -> Hashable | None:
        """Everything that the page, or an update of the page `before`, depends on.

        None with widgets of other kinds, such as a notice.
        """
        parts: list[Hashable] = [self.size]
        if before:
            parts.append(frozenset(self._dirty_regions))
        for widget, place in self.visible_widgets.items():
            if isinstance(widget, FramedWidget):
                parts.append((place, widget.drawn_rows, widget.painted if before else None))
            elif isinstance(widget, BLANK_WIDGETS):
                parts.append((place, widget.visual_style))
            else:
                return None
        return tuple(parts)


def _is_painted(widget: Widget) -> bool:
    return isinstance(widget, FramedWidget) and widget.painted is widget.drawn_rows


def plain(strip: Strip) -> Strip:
    """Row without links and places of text."""
    return Strip(
        Segment(
            text, style.clear_meta_and_links() if style and (style.meta or style.link) else style
        )
        for text, style, _ in strip
    )


def _changed_cells(old: Strip, new: Strip) -> Iterator[tuple[int, int]]:
    """First cell and length of each changed stretch."""
    before, start = dict(_segments(old)), 0
    for x, segment in _segments(new):
        if before.get(x) == segment:
            if start < x:
                yield start, x - start
            start = x + segment.cell_length
    if start < new.cell_length:
        yield start, new.cell_length - start


def _segments(strip: Strip) -> Iterator[tuple[int, Segment]]:
    x = 0
    for segment in strip:
        yield x, segment
        x += segment.cell_length
