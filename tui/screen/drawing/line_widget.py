"""Widgets of styled rows; only changed cells are redrawn."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise, zip_longest
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

_DRAWN: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(2000)  # shared by all guests


class RowWidget[Row: Hashable](Widget):
    """Define `row_keys` and `row_content`. Bypasses Textual's cache to share rows among guests."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._look: tuple[Hashable, ...] = ()

    def row_keys(self, size: Size) -> Sequence[Row]:
        """Cache key of each row: everything except the widget's width and colours."""
        raise NotImplementedError

    def row_content(self, row: Row) -> Content:
        raise NotImplementedError

    def update_rows(self) -> None:
        """Redraw changed cells; call after any change of the rows."""
        if not self.size or self._look != self._look_now():
            self._look = ()  # hidden, resized or recoloured: all is drawn anew
            self.refresh()
            return
        old, self._rows = self._rows, self.row_keys(self.size)
        rows = enumerate(zip_longest(old, self._rows))
        regions = [
            Region(x, y, cells, 1)
            for y, (before, after) in rows
            if before != after
            for x, cells in _changed_cells(self._strip(before), self._strip(after))
        ]
        if regions:
            self.refresh(*regions)

    @override
    def render_line(self, y: int) -> Strip:
        if self._look != (look := self._look_now()):
            self._rows, self._look = self.row_keys(self.size), look
        # Textual may ask for a row of the size before or after this one.
        return self._strip(self._rows[y] if y < len(self._rows) else None)

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip.crop(*crop.column_span))
        return strips

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

    def _look_now(self) -> tuple[Hashable, ...]:
        app, style = self.app, self.visual_style
        return self.size, style, app.theme, app.no_color, app.console.color_system

    def _strip(self, row: Row | None) -> Strip:
        width = self.size.width
        key = (row, width, *self._look[1:])
        if (strip := _DRAWN.get(key)) is None:
            style, content = self.visual_style, self.row_content(row) if row else Content("")
            segments = Strip(content.render_segments(style), content.cell_length)
            strip = segments.adjust_cell_length(width, style.rich_style).simplify()
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
    before, after = (dict(_segments(strip)) for strip in (old, new))
    ends = sorted(({*before} & {*after}) | {new.cell_length})
    for start, end in pairwise(ends):
        if before.get(start) != after.get(start) or end - start > after[start].cell_length:
            yield start, end - start


def _segments(strip: Strip) -> Iterator[tuple[int, Segment]]:
    x = 0
    for segment in strip:
        yield x, segment
        x += segment.cell_length
