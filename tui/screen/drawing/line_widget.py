"""Widgets of styled rows; only rows that change are drawn again."""

from collections.abc import Iterator, Sequence
from typing import override

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.cache import LRUCache
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.styles import shown_text, style_of

type Piece = tuple[str, str]  # text, roles of styles.py
type TextRow = tuple[Piece, ...]

FILL: Piece = ("", "")  # pads a row, so that the pieces after it end at its right edge
LINK = "link="  # with an address: role of a link's text
CLICK = "click="  # with an action: last role of a text that runs it

type Look = tuple[Style, Color, tuple[LineFilter, ...], str, bool]
"""Style and ground of a widget, filters, theme, absence of colours."""

_STYLES: LRUCache[tuple[str, Look], RichStyle] = LRUCache(2000)  # these are shared by all guests
_STRIPS: LRUCache[tuple[TextRow, int, Look], Strip] = LRUCache(2000)


class LineWidget(Widget):
    """Define `text_rows`, and call `update_rows` after any change of the rows."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._strips: Sequence[Strip] = ()  # none: hidden, resized or recoloured

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        raise NotImplementedError

    def update_rows(self) -> None:
        """Redraw changed cells."""
        before = self._drawn
        self._strips = ()
        if not before or not self.size:
            self.refresh()
            return
        self._strips = self._draw()
        changes = (
            Region(x, y, cells, 1)
            for y, (old, new) in enumerate(zip(before, self._strips, strict=True))
            for x, cells in changed_cells(old, new)
        )
        if regions := list(changes):
            self.refresh(*regions)

    @override
    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips = ()

    @override
    def render_line(self, y: int) -> Strip:
        strips = self._strips = self._drawn or self._draw()
        # Textual may ask for a row of the size before or after this one.
        return strips[y] if y < len(strips) else Strip.blank(self.size.width)

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        # Without Textual's cache of each widget, which takes 1.5 MiB a guest.
        return [self.render_line(y).crop(*crop.column_span) for y in crop.line_range]

    @property
    def _drawn(self) -> Sequence[Strip]:
        """Rows as drawn last, if they have the widget's size."""
        strips, size = self._strips, self.size
        return strips if strips and (strips[0].cell_length, len(strips)) == size else ()

    def whole_rows(self, size: Size) -> tuple[TextRow, ...]:
        rows = self.text_rows(size)[: size.height]
        return (*rows, *[()] * (size.height - len(rows)))

    def _draw(self) -> Sequence[Strip]:
        app = self.app
        filters = tuple(self.get_line_filters())
        look = self.visual_style, self.background_colors[1], filters, app.theme, app.no_color
        return [self._strip(row, look) for row in self.whole_rows(self.size)]

    def _strip(self, row: TextRow, look: Look) -> Strip:
        key = row, self.size.width, look
        if (strip := _STRIPS.get(key)) is None:
            fill = row.index(FILL) if FILL in row else len(row)
            begin, end = self._segments(row[:fill], look), self._segments(row[fill:], look)
            room = max(0, self.size.width - Segment.get_line_length(end))
            begin = Segment.adjust_line_length(begin, room, self._style("", look))
            strip = _STRIPS[key] = Strip(Segment.simplify(begin + end), self.size.width)
        return strip

    def _segments(self, row: TextRow, look: Look) -> list[Segment]:
        no_color, bare = self.app.no_color, self.app.native_ansi_color
        shown = (
            (unjoined(shown_text(text, roles, bare=bare, no_color=no_color)), roles)
            for text, roles in row
            if text
        )
        return [Segment(text, self._style(roles, look)) for text, roles in shown]

    def _style(self, roles: str, look: Look) -> RichStyle:
        if (style := _STYLES.get((roles, look))) is None:
            style = _STYLES[roles, look] = self._parsed(roles, look)
        return style

    def _parsed(self, roles: str, look: Look) -> RichStyle:
        """Style of roles, as the line filters change it."""
        style, ground, filters, _, no_color = look
        looks, _, action = roles.partition(f" {CLICK}")  # never within a link, which has no space
        for role in looks.split(" ") if looks else ():
            if role.startswith(LINK):
                style += Style(underline=True, link=role.removeprefix(LINK))
            else:
                style += Style.parse(style_of(role, no_color))
        segments = [Segment("x", style.rich_style)]
        for line_filter in filters:
            segments = line_filter.apply(segments, ground)
        drawn = segments[0].style or RichStyle.null()
        return drawn + RichStyle.from_meta({"@click": action}) if action else drawn


def changed_cells(old: Strip, new: Strip) -> Iterator[tuple[int, int]]:
    """First cell and length of each changed stretch."""
    before, start = dict(_placed(old)), 0
    for x, segment in _placed(new):
        if before.get(x) == segment:
            if start < x:
                yield start, x - start
            start = x + segment.cell_length
    if start < new.cell_length:
        yield start, new.cell_length - start


def _placed(strip: Strip) -> Iterator[tuple[int, Segment]]:
    x = 0
    for segment in strip:
        yield x, segment
        x += segment.cell_length


def add_role(row: TextRow, start: int, end: int, role: str) -> TextRow:
    """Add a role to the characters `start` to `end` of a row."""
    pieces, at = list[Piece](), 0
    for text, roles in row:
        cuts = 0, *(min(max(cut - at, 0), len(text)) for cut in (start, end)), len(text)
        for first, last, more in zip(cuts, cuts[1:], ("", f" {role}", ""), strict=False):
            if first < last:
                pieces.append((text[first:last], roles + more))
        at += len(text)
    return tuple(pieces)
