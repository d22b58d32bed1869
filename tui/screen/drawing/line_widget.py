"""Widgets of styled rows; only changed cells are redrawn."""

from collections.abc import Hashable, Sequence
from typing import Self, override
from weakref import WeakValueDictionary

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.shared_frames import NOT_DRAWN, Colours, DrawnRows, FramedWidget, WidgetLook
from tui.screen.drawing.styles import shown_text, style_of
from tui.screen.fixes import PageScreen

type Piece = tuple[str, str]  # text, roles of styles.py
type TextRow = tuple[Piece, ...]

_COLOURS: WeakValueDictionary[tuple[Hashable, ...], Colours] = WeakValueDictionary()
_ROWS: LRUCache[tuple[Hashable, ...], tuple[TextRow, ...]] = LRUCache(256)
_DRAWN: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(2000)  # shared by all guests
_ALL_DRAWN: WeakValueDictionary[tuple[Hashable, ...], DrawnRows] = WeakValueDictionary()


class RowWidget[Scene: Hashable, Row: Hashable](FramedWidget):
    """Define `scene`, `rows_of` and `row_content`. Bypasses Textual's cache to share among guests.

    Widgets of equal scenes and looks have equal rows, so these are drawn once.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._drawn = NOT_DRAWN
        self._look: WidgetLook | None = None

    def scene(self, size: Size) -> Scene:
        """Everything that the rows depend on, except the widget's size and colours."""
        raise NotImplementedError

    def rows_of(self, scene: Scene) -> Sequence[Row]:
        """Rows of a scene; equal rows are drawn alike in all widgets."""
        raise NotImplementedError

    def row_content(self, row: Row) -> Content:
        raise NotImplementedError

    @property
    def _rows(self) -> Sequence[Row]:
        return self._drawn.rows

    @property
    @override
    def drawn_rows(self) -> DrawnRows:
        if self._drawn.look != (look := self._look_now()):
            self._drawn = self._draw(look)
        return self._drawn

    def update_rows(self) -> None:
        """Redraw changed cells; call after any change of the rows."""
        before = self._drawn
        if before.look is None or before.look != (look := self._look_now()) or not self.size:
            self._drawn = NOT_DRAWN  # hidden, resized or recoloured: all is drawn anew
            self.refresh()
            return
        self._drawn = self._draw(look)
        if self._drawn is before:
            return
        if isinstance(self.screen, PageScreen):
            self.screen.repaint(self)
        else:
            self.refresh(*self._drawn.changes(before))

    @override
    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = None

    @override
    def render_line(self, y: int) -> Strip:
        # Textual may ask for a row of the size before or after this one.
        strips = self._drawn.strips
        return strips[y] if y < len(strips) else self._strip(None, self._look_now())

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        assert self.drawn_rows
        return [self.render_line(y).crop(*crop.column_span) for y in crop.line_range]

    @override
    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        screen = self.screen if self.is_attached else None
        if layout or recompose or not repaint or not isinstance(screen, PageScreen):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        screen.repaint(self)
        return self

    def _look_now(self) -> WidgetLook:
        look, size = self._look, self.outer_size
        if look is None or look.outer_size != size:
            app, style, ground = self.app, self.visual_style, self.background_colors[1]
            filters = tuple(self.get_line_filters())
            key = style, ground, filters, app.theme, app.no_color, app.console.color_system
            if (colours := _COLOURS.get(key)) is None:
                colours = _COLOURS[key] = Colours(style, ground, filters)
            look = self._look = WidgetLook(size, size - self.gutter.totals, colours)
        return look

    def _draw(self, look: WidgetLook) -> DrawnRows:
        scene = self.scene(look.size)
        if (drawn_rows := _ALL_DRAWN.get((scene, look))) is None:
            rows = self.rows_of(scene)
            blank = [None] * (look.size.height - len(rows))
            strips = [self._strip(row, look) for row in (*rows, *blank)]
            drawn_rows = _ALL_DRAWN[scene, look] = DrawnRows(look, rows, strips)
        return drawn_rows

    def _strip(self, row: Row | None, look: WidgetLook) -> Strip:
        width, colours = look.size.width, look.colours
        if (strip := _DRAWN.get((row, width, colours))) is None:
            content = self.row_content(row) if row else Content("")
            segments = Strip(content.render_segments(colours.style), content.cell_length)
            strip = segments.adjust_cell_length(width, colours.style.rich_style).simplify()
            for line_filter in colours.filters:
                strip = strip.apply_filter(line_filter, colours.ground)
            _DRAWN[row, width, colours] = strip
        return strip


class LineWidget(RowWidget[tuple[TextRow, ...], TextRow]):
    """Subclasses define `text_rows`."""

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        raise NotImplementedError

    def facts(self) -> Hashable | None:
        """Facts that decide all rows, if these are known without the rows: guests share the rows.

        With None, each widget makes its rows anew.
        """
        return None

    @override
    def scene(self, size: Size) -> tuple[TextRow, ...]:
        if (facts := self.facts()) is None:
            return tuple(self.text_rows(size)[: size.height])
        if (rows := _ROWS.get((type(self), size, facts))) is None:
            rows = _ROWS[type(self), size, facts] = tuple(self.text_rows(size)[: size.height])
        return rows

    @override
    def rows_of(self, scene: tuple[TextRow, ...]) -> tuple[TextRow, ...]:
        return scene

    @override
    def row_content(self, row: TextRow) -> Content:
        return drawn(self, row)


def drawn(widget: Widget, row: TextRow) -> Content:
    """Row as Textual's content."""
    no_color, bare = widget.app.no_color, widget.app.native_ansi_color
    pieces = (
        (unjoined(shown_text(text, roles, bare=bare, no_color=no_color)), style_of(roles, no_color))
        for text, roles in row
        if text
    )
    return Content.assemble(*pieces)
