"""The page under a box: each frame draws only the rows that changed. Private names of Textual.

In Textual 8.2 a page under a modal screen, once wholly dirty, stays so, and the modal screen draws
all of the page anew for each of its frames.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.geometry import Region, Size
from textual.messages import Update
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.page_compositor import PageCompositor


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

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._compositor = PageCompositor()
        self._paints = False

    def repaint(self, widget: Widget, *regions: Region) -> None:
        """Paints these regions of a widget on it, or all of the widget, with the next frame."""
        if widget.display:
            widget._set_dirty(*regions)
            self._dirty_widgets.add(widget)
            if not self._paints:
                self.check_idle()

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

    def _compositor_refresh(self) -> None:
        top = self.app.screen
        if not isinstance(top, OverPage):
            super()._compositor_refresh()
            return
        if regions := self._compositor._dirty_regions:
            top.page_changed(regions)
        regions.clear()
        self._dirty_widgets.clear()

    def rows(self, numbers: range) -> list[Strip]:
        """What stands in these rows, without links and what can be clicked.

        Rows that a resize has brought are blank until the page is laid out for them.
        """
        whole = Region(0, numbers.start, self.size.width, len(numbers))
        chops = self._compositor._render_chops(whole, numbers.__contains__)
        blank = Strip.blank(self.size.width)
        return [_plain(Strip.join(chops[y].values())) if y < len(chops) else blank for y in numbers]


class OverPage[Result](ModalScreen[Result]):
    """A screen over a page, whose rows it keeps until they change."""

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._under: dict[int, Strip] = {}
        self._under_size = Size(0, 0)

    def page_changed(self, regions: Iterable[Region]) -> None:
        """Draws these regions of the page anew."""
        for region in regions:
            for y in region.line_range:
                self._under.pop(y, None)
        # `refresh` would have this screen forget which of its own widgets are to be painted.
        self._set_dirty(*regions)
        self.post_message(Update(self))

    def render_lines(self, crop: Region) -> list[Strip]:
        page = self.app.screen_stack[0]
        if self.size != self._under_size:
            self._under.clear()
            self._under_size = self.size
        missing = [y for y in crop.line_range if y not in self._under]
        if missing and isinstance(page, PageScreen):
            together = len(missing) == missing[-1] + 1 - missing[0]
            for y in missing[:1] if together else missing:
                rows = range(y, y + (len(missing) if together else 1))
                self._under |= zip(rows, page.rows(rows), strict=True)
        return [self._under[y].crop(crop.x, crop.right) for y in crop.line_range]

    def on_unmount(self) -> None:
        """Gives back what was drawn, as this screen is closed.

        Textual keeps the last thousand widgets' drawn rows with two colours of each, in a cache of
        the process.
        """
        self._under.clear()
        StylesCache.get_inner_outer.cache_clear()


def _plain(strip: Strip) -> Strip:
    segments = [
        Segment(text, style and style.clear_meta_and_links(), control)
        for text, style, control in strip
    ]
    return Strip(segments, strip.cell_length)
