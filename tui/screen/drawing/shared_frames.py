"""Changes of a page, drawn once for all guests who see the same. Private names of Textual 8.2: its
compositor's `_dirty_regions`, a widget's `_exchange_repaint_regions`."""

from collections.abc import Hashable
from typing import Any, override

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual.cache import LRUCache
from textual.containers import Container, Vertical
from textual.geometry import Region
from textual.screen import Screen

from tui.screen.drawing.line_widget import LineWidget

BLANK_WIDGETS = (Screen, Container, Vertical)  # only a ground


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


class SharedCompositor(Compositor):
    """Renders a change of a page once for all guests with the same page before and after."""

    @override
    def render_update(
        self,
        full: bool = False,
        screen_stack: list[Screen[Any]] | None = None,
        simplify: bool = False,
    ) -> Any:
        self._note_drawn(full or self.size.region in self._dirty_regions)
        key = None if full or screen_stack else self._key(frozenset(self._dirty_regions))
        if key is not None and (shared := _UPDATES.get(key)) is not None:
            self._dirty_regions.clear()
            return shared
        update = super().render_update(full, screen_stack, simplify)
        if key is None or not isinstance(update, CompositorUpdate):
            return update
        _UPDATES[key] = shared = _SharedUpdate(update)
        return shared

    def _note_drawn(self, every: bool) -> None:
        """Drop the requests of widgets that are drawn: Textual would draw them once more."""
        for widget, (region, _) in self.visible_widgets.items():
            if every or region in self._dirty_regions:
                widget._exchange_repaint_regions()

    def _key(self, dirty: frozenset[Region]) -> Hashable | None:
        """All that an update of dirty regions depends on; None with widgets of other kinds, such as
        a notice."""
        parts: list[Hashable] = [self.size, dirty]
        for widget, place in self.visible_widgets.items():
            if isinstance(widget, LineWidget):
                parts.append((place, widget.drawn_rows))
            elif isinstance(widget, BLANK_WIDGETS):
                parts.append((place, widget.visual_style))
            else:
                return None
        return tuple(parts)
