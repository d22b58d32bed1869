"""The page under a box: each frame draws only the cells that changed. Private names of Textual.

In Textual 8.2 a page under a modal screen, once wholly dirty, stays so, and the modal screen draws
all of the page anew for each of its frames.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Self, override

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.events import Resize, ScreenResume
from textual.geometry import Region
from textual.screen import ModalScreen, Screen, ScreenResultCallbackType
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.page_compositor import PageCompositor
from tui.screen.window_sizes import set_size_classes


def repaint(widget: Widget, *regions: Region) -> None:
    """Has regions of a widget that was drawn before, by default all of it, painted next.

    On the page this costs no message; Textual's `refresh` takes two for each widget.
    """
    screen = widget.screen
    if isinstance(screen, PageScreen):
        screen.repaint(widget, *regions)
    else:
        widget.refresh(*regions)


class PageScreen(Screen[None]):
    """A screen that, under a box, passes on what changed of it, and then is clean."""

    _compositor: PageCompositor

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._compositor = PageCompositor()
        self._paints = False
        self._box_comes = False

    def repaint(self, widget: Widget, *regions: Region) -> None:
        """Paints these regions of a widget on it, or all of the widget, with the next frame."""
        if widget.display:
            widget._set_dirty(*regions)
            self._dirty_widgets.add(widget)
            if not self._paints:
                self.check_idle()

    @contextmanager
    def box_comes(self) -> Iterator[None]:
        """Paints nothing for a box that is pushed within it: Textual paints all of the page."""
        self._box_comes = True
        try:
            yield
        finally:
            self._box_comes = False

    @override
    def refresh(self, *regions: Region, **options: Any) -> Self:
        return self if self._box_comes else super().refresh(*regions, **options)

    @contextmanager
    def painting(self) -> Iterator[None]:
        """Paints at its end what is repainted within it.

        Textual paints later, by a message and a timer: three steps of other tasks.
        """
        self._paints = True
        try:
            yield
        finally:
            self._paints = False
        self._on_timer_update()
        if self._dirty_widgets:  # Textual waits for something else
            self.check_idle()

    async def _on_resize(self, event: Resize) -> None:
        event.prevent_default()
        set_size_classes([self], event.size)
        await super()._on_resize(event)

    def _compositor_refresh(self) -> None:
        top = self.app.screen
        if not isinstance(top, OverPage):
            super()._compositor_refresh()
            return
        top.page_changed(self._compositor._dirty_regions)
        self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()

    def drawn(self, region: Region) -> Strip:
        """What stands in a piece of a row, without links and what can be clicked.

        Cells that a resize has brought are blank until the page is laid out for them.
        """
        strips = (strip for _, strip in self._compositor.drawn([region]))
        return _plain(Strip.join(strips)).adjust_cell_length(region.width)


class OverPage[Result](ModalScreen[Result]):
    """A screen over a page, which is drawn where no box covers it."""

    _compositor: PageCompositor

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._compositor = PageCompositor()
        self._made_for = self.app.size
        self._page_is_shown = True
        """Whether the terminal shows the page as it is: until the first frame of this screen."""
        self._opens = False

    @property
    def page(self) -> PageScreen:
        """The page under the box."""
        page = self.app.screen_stack[0]
        assert isinstance(page, PageScreen)
        return page

    async def open(self, closed: ScreenResultCallbackType[Result] | None = None) -> None:
        """Shows itself over the page, or over another box; `closed` gets what it closes with."""
        # Read here, as Textual would style all of the page anew after it.
        styles = self.app.stylesheet
        for path in self.css_path:
            if not styles.has_source(str(path)):
                styles.read(path)
        below = self.app.screen
        with below.box_comes() if isinstance(below, PageScreen) else nullcontext():
            mounted = self.app.push_screen(self, closed)
        await mounted

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Lays the box out, and paints its rows: Textual paints all of the window, twice."""
        event.prevent_default()
        self._opens = self._page_is_shown and len(self.app.screen_stack) == 2
        self._page_is_shown = False
        super()._on_screen_resume(event)
        if self._opens:
            self._opens = False
            self._exchange_repaint_regions()

    async def _on_resize(self, event: Resize) -> None:
        """Lays box and page out at a new size; Textual does it for each box that opens too."""
        event.prevent_default()
        known = {self._made_for, self._compositor.size, self.page._compositor.size}
        if known != {event.size}:
            set_size_classes(self.app.screen_stack, event.size)
            await super()._on_resize(event)

    def _compositor_refresh(self) -> None:
        if self._opens:
            self._compositor.spare(self)
        super()._compositor_refresh()

    @override
    def refresh(self, *regions: Region, **options: Any) -> Self:
        if self._opens:
            return self
        if options and not regions:
            # A new layout or style changes nothing of what is drawn beside the box: the page.
            options.setdefault("repaint", False)
        return super().refresh(*regions, **options)

    def note_lost_page(self) -> None:
        """Has the first frame paint the page too, which the terminal may not show any more."""
        self._page_is_shown = False

    def page_changed(self, regions: Iterable[Region]) -> None:
        """Paints what is seen of these regions of the page with the next frame."""
        self._page_is_shown = False
        seen = self._compositor.seen(regions)
        if uncovered := [piece for piece, widget, _ in seen if widget is self]:
            self._compositor._dirty_regions.update(uncovered)
            self._dirty_widgets.add(self)
            self.check_idle()

    def render_lines(self, crop: Region) -> list[Strip]:
        page = self.page
        return [page.drawn(Region(crop.x, y, crop.width, 1)) for y in crop.line_range]

    def on_unmount(self) -> None:
        """Gives back what was drawn, as this screen is closed.

        Textual keeps the last thousand widgets' drawn rows with two colours of each, in a cache of
        the process.
        """
        StylesCache.get_inner_outer.cache_clear()


def _plain(strip: Strip) -> Strip:
    segments = [
        Segment(text, style and style.clear_meta_and_links(), control)
        for text, style, control in strip
    ]
    return Strip(segments, strip.cell_length)
