"""Fixes for Textual 8.2 and rich; the tests have a minimal program for each fault. Overrides
`Screen._compositor_refresh`, `_on_idle`, `_on_screen_resume` and `_screen_resized`, and calls
`App._load_screen_css` and `Widget._exchange_repaint_regions`."""

from collections.abc import Hashable, Iterator, Sequence
from math import inf
from typing import Any, override
from weakref import WeakKeyDictionary

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.cache import LRUCache
from textual.containers import Container, Vertical
from textual.events import Idle, Ready, Resize, ScreenResume
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen, ScreenResultCallbackType
from textual.strip import Strip
from textual.widgets import OptionList

from tui.screen.drawing.clusters import split_cells
from tui.screen.drawing.line_widget import LineWidget
from tui.screen.window_sizes import ACROSS, DOWN, size_classes

GROUNDS = (Screen, Container, Vertical)  # widgets without text
_UPDATES: LRUCache[Hashable, Any] = LRUCache(64)
_PLAIN: LRUCache[Hashable, Sequence[Strip]] = LRUCache(32)
_TEXTS: WeakKeyDictionary[ChopsUpdate, str] = WeakKeyDictionary()


def _render_changed_cells(update: ChopsUpdate, console: Console) -> str:
    """Changed cells alone: Textual's method draws rows from the widget's left edge on."""
    if (text := _TEXTS.get(update)) is not None:
        return text
    written = []
    for y, first, end in update.spans:
        for right, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            left = max(x, first)
            if strip is not None and left < (right := min(right, end)):
                written.append(f"\x1b[{y + 1};{left + 1}H")
                written.append(strip.crop(left - x, right - x).render(console))
    _TEXTS[update] = text = "".join(written)
    return text


for _broken, _name, _method in (
    (Segment, "split_cells", split_cells),
    (ChopsUpdate, "render_segments", _render_changed_cells),
):
    setattr(_broken, _name, _method)


def _plain(strip: Strip) -> Strip:
    """Row without links and places of text."""
    styled = ((text, style or Style.null()) for text, style, _ in strip)
    return Strip(Segment(text, style.clear_meta_and_links()) for text, style in styled)


class BaseScreen(Screen[Any]):
    """Draws rows once idle, not after Textual's timer and messages; a new layout still waits. Has
    the classes of a size before it is laid out: Textual would lay out once more for them."""

    def __init__(self, *, classes: str = "", **options: Any) -> None:
        super().__init__(classes=f"{size_classes(self.app.size)} {classes}", **options)

    @override
    async def _on_idle(self, event: Idle) -> None:
        if self._dirty_widgets and not (self._layout_required or self._scroll_required):
            self._on_timer_update()

    def _screen_resized(self, size: Size) -> None:
        wanted = size_classes(size).split()
        self.update_classes({name: name in wanted for _, name in ACROSS + DOWN}, animate=False)
        super()._screen_resized(size)

    def _page_drawn(self) -> Iterator[Hashable]:
        """All that an update depends on; a widget of another kind, such as a notice, is like no
        other."""
        yield frozenset(self._compositor._dirty_regions)
        for widget, place in self._compositor.visible_widgets.items():
            yield place
            if isinstance(widget, LineWidget):
                yield widget.drawn_rows
            else:
                yield widget.visual_style if isinstance(widget, GROUNDS) else object()

    def plain_strips(self) -> Sequence[Strip]:
        """Rows as the ground of a box, shared by guests with the same page."""
        key = tuple(self._page_drawn())
        if (strips := _PLAIN.get(key)) is None:
            strips = _PLAIN[key] = list(map(_plain, self._compositor.render_strips()))
        return strips


class PageScreen(BaseScreen):
    """Under a box, passes changes on once: Textual would redraw page and box in each frame. Widgets
    that are drawn whole have no requests left: Textual would draw them once more. Guests with the
    same page before and after share an update."""

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        # Its parts cover it: one blank row stands for all.
        return super().render_lines(crop.crop_size((crop.width, 1))) * crop.height

    def _compositor_refresh(self) -> None:
        top, compositor = self.app.screen, self._compositor
        dirty = compositor._dirty_regions
        if top is not self:
            if dirty:
                top.refresh(*dirty)
        else:
            for widget, (region, _) in compositor.visible_widgets.items():
                if self.size.region in dirty or region in dirty:
                    widget._exchange_repaint_regions()
            key = tuple(self._page_drawn())
            if (update := _UPDATES.get(key)) is None:
                update = _UPDATES[key] = compositor.render_update()
            self.app._display(self, update)
        dirty.clear()
        self._dirty_widgets.clear()

    def _on_screen_resume(self, event: ScreenResume) -> None:
        event.prevent_default()
        is_first = not self.outer_size
        super()._on_screen_resume(event)
        if is_first:  # its layout has drawn all
            self._repaint_required = False


class OverPage[Result](ModalScreen[Result], BaseScreen):
    """Screen over a page."""

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        """The screen below as it was drawn: Textual would draw each of its rows again by rich."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self in stack[1:] else None
        if not isinstance(below, BaseScreen) or self.styles.background.a:
            return super().render_lines(crop)
        if below._compositor.size != self._compositor.size:  # it has not heard of a new size yet
            return super().render_lines(crop)
        strips = below.plain_strips()[crop.y : crop.bottom]
        return [strip.crop(*crop.column_span) for strip in strips]

    async def open(self, closed: ScreenResultCallbackType[Result] | None = None) -> None:
        """Open over the page or another box; `closed` gets the result."""
        self.app._load_screen_css(self)  # before mounting, which matches the styles
        await self.app.push_screen(self, closed)


class WholeRepaint(App[Any]):
    """Mixin before an app: repaints a window of its old size."""

    _first_frame = inf  # time; a driver reports the size before it too

    def _on_ready(self, event: Ready) -> None:
        self._first_frame = event.time

    def on_resize(self, event: Resize) -> None:
        for screen in self.screen_stack[-1:]:
            # The terminal has cut and moved the old picture.
            if screen.size == event.size and event.time > self._first_frame:
                screen.refresh()


class PagedList(OptionList):
    """A list whose page keys do nothing while its window has no room for a row; Textual's raise
    KeyError."""

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool:
        return not action.startswith("page_") or bool(self.scrollable_content_region)
