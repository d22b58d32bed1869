"""Widgets of styled rows; only changed cells are redrawn."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Self, override

from rich.segment import Segment
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.styles import shown_text, style_of
from tui.screen.fixes import PageScreen

type Piece = tuple[str, str]  # text, roles of styles.py
type TextRow = tuple[Piece, ...]
type _Look = tuple[Size, *tuple[Hashable, ...]]  # rows are drawn anew for another one

_DRAWN: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(2000)  # shared by all guests


class RowWidget[Row: Hashable](Widget):
    """Define `row_keys` and `row_content`. Bypasses Textual's cache to share rows among guests."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._strips: list[Strip] = []
        self._look: _Look | None = None

    def row_keys(self, size: Size) -> Sequence[Row]:
        """Cache key of each row: everything except the widget's width and colours."""
        raise NotImplementedError

    def row_content(self, row: Row) -> Content:
        raise NotImplementedError

    def update_rows(self) -> None:
        """Redraw changed cells; call after any change of the rows."""
        look = self._look and self._look_now()
        if not look or not look[0] or self._look != look:
            self._look = None  # hidden, resized or recoloured: all is drawn anew
            self.refresh()
            return
        old = self._strips
        self._draw(look)
        regions = [
            Region(x, y, cells, 1)
            for y, (before, after) in enumerate(zip(old, self._strips, strict=True))
            if before is not after
            for x, cells in _changed_cells(before, after)
        ]
        if regions:
            self.refresh(*regions)

    @override
    def render_line(self, y: int) -> Strip:
        # Textual may ask for a row of the size before or after this one.
        return self._strips[y] if y < len(self._strips) else self._strip(None, self._look_now())

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        if self._look != (look := self._look_now()):
            self._draw(look)
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
        screen.repaint(self, *regions)
        return self

    def _look_now(self) -> _Look:
        app, style, filters = self.app, self.visual_style, tuple(self.get_line_filters())
        return self.size, style, app.theme, app.no_color, app.console.color_system, filters

    def _draw(self, look: _Look) -> None:
        self._rows, self._look = self.row_keys(look[0]), look
        blank = [None] * (look[0].height - len(self._rows))
        self._strips = [self._strip(row, look) for row in (*self._rows, *blank)]

    def _strip(self, row: Row | None, look: _Look) -> Strip:
        width = look[0].width
        key = (row, width, *look[1:])
        if (strip := _DRAWN.get(key)) is None:
            style, content = self.visual_style, self.row_content(row) if row else Content("")
            segments = Strip(content.render_segments(style), content.cell_length)
            strip = segments.adjust_cell_length(width, style.rich_style).simplify()
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            _DRAWN[key] = strip
        return strip


class LineWidget(RowWidget[TextRow]):
    """Subclasses define `text_rows`."""

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        raise NotImplementedError

    def role_of(self, role: str) -> str:
        """Hook: a subclass may change roles by theme."""
        return role

    @override
    def row_keys(self, size: Size) -> Sequence[TextRow]:
        return [
            tuple((text, self.role_of(role)) for text, role in row)
            for row in self.text_rows(size)[: size.height]
        ]

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
