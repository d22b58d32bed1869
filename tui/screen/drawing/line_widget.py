"""Widgets of styled rows; only changed cells are redrawn. Private names of Textual 8.2: a widget's
`_set_dirty` and a screen's `_dirty_widgets`, in place of two messages a widget and frame."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple, Self, override
from weakref import WeakValueDictionary

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tui.screen.drawing.clusters import unjoined
from tui.screen.drawing.styles import STYLES, shown_text

type Piece = tuple[str, str]  # text, roles of styles.py
type TextRow = tuple[Piece, ...]

FILL: Piece = ("", "")  # pads a row, so that the pieces after it end at its right edge
LINK = "link="  # with an address: role of a link's text
CLICK = "click="  # with an action without spaces: role of a text that runs it
PIXELS = "pixels="  # with two colours, "#aabbcc/#ddeeff": role of half blocks


@dataclass(frozen=True, slots=True, eq=False)
class Colours:
    """All that a widget's colours depend on; widgets with equal colours have the same object."""

    style: Style
    ground: Color
    filters: tuple[LineFilter, ...]
    theme: str
    depth: str | None
    bare: bool
    no_color: bool


class WidgetLook(NamedTuple):
    outer_size: Size
    size: Size
    colours: Colours


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DrawnRows:
    """Drawn rows; widgets with equal rows and looks have the same object."""

    look: WidgetLook | None = None
    strips: Sequence[Strip] = ()


NOT_DRAWN = DrawnRows()
# Guests share these as long as a widget shows them.
_DRAWN: WeakValueDictionary[Hashable, DrawnRows] = WeakValueDictionary()
_colours = lru_cache(256)(Colours)


class LineWidget(Widget):
    """Define `text_rows`; `refresh` compares them with those drawn.

    Bypasses Textual's cache: guests share equal rows and drawn widgets.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._drawn = NOT_DRAWN
        self._look: WidgetLook | None = None

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        raise NotImplementedError

    @property
    def drawn_rows(self) -> DrawnRows:
        if self._drawn.look != (look := self._look_now()):
            self._drawn = self._draw(look)
        return self._drawn

    @override
    def refresh(self, *regions: Region, repaint: bool = True, **more: bool) -> Self:
        """Redraw changed cells; hidden, resized or recoloured, all is drawn anew."""
        before = self._drawn
        look = self._look_now() if before.look is not None and self.is_attached else None
        if not (repaint and self.size and before.look == look is not None):
            self._drawn = NOT_DRAWN if repaint else before
            return super().refresh(*regions, repaint=repaint, **more)
        self._drawn = self._draw(look)
        if changed := changes(before, self._drawn):
            self._set_dirty(*changed)
            self.screen._dirty_widgets.add(self)
            self.screen.check_idle()
        return super().refresh(repaint=False, **more) if any(more.values()) else self

    @override
    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = None

    @override
    def render_line(self, y: int) -> Strip:
        strips = self._drawn.strips
        if y < len(strips):
            return strips[y]
        look = self._look_now()  # Textual may ask for a row of the size before or after this one
        return _strip((), look.size.width, look.colours)

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        assert self.drawn_rows
        return [self.render_line(y).crop(*crop.column_span) for y in crop.line_range]

    def _look_now(self) -> WidgetLook:
        look, size = self._look, self.outer_size
        if look is None or look.outer_size != size:
            app, ground, filters = self.app, self.background_colors[1], self.get_line_filters()
            depth, bare, no_color = app.console.color_system, app.native_ansi_color, app.no_color
            own = self.visual_style, ground, tuple(filters), app.theme
            colours = _colours(*own, depth, bare, no_color)
            look = self._look = WidgetLook(size, size - self.gutter.totals, colours)
        return look

    def _draw(self, look: WidgetLook) -> DrawnRows:
        shown, height = self.text_rows(look.size), look.size.height
        rows = (*shown, *repeat((), height - len(shown)))[:height]
        key = type(self), rows, look
        if (drawn := _DRAWN.get(key)) is None:
            strips = [_strip(row, look.size.width, look.colours) for row in rows]
            drawn = _DRAWN[key] = DrawnRows(look, strips)
        return drawn


@lru_cache(2000)
def _strip(row: TextRow, width: int, colours: Colours) -> Strip:
    fill = row.index(FILL) if FILL in row else len(row)
    end = list(_segments(row[fill:], colours))
    room = max(0, width - Segment.get_line_length(end))
    begin = list(_segments(row[:fill], colours))
    line = Segment.adjust_line_length(begin, room, _style("", colours)) + end
    return Strip(Segment.simplify(line), width)


def _segments(row: TextRow, colours: Colours) -> Iterator[Segment]:
    for text, roles in row:
        if text:
            shown = shown_text(text, roles, bare=colours.bare, no_color=colours.no_color)
            yield Segment(unjoined(shown), _style(roles, colours))


@lru_cache(2000)
def _style(roles: str, colours: Colours) -> RichStyle:
    """Style of roles, as the line filters change it."""
    style, action = colours.style, ""
    for role in roles.split(" ") if roles else ():  # an address may hold other spaces
        if role.startswith(LINK):
            style += Style(underline=True, link=role.removeprefix(LINK))
        elif role.startswith(CLICK):
            action = role.removeprefix(CLICK)
        elif role.startswith(PIXELS):
            upper, lower = map(Color.parse, role.removeprefix(PIXELS).split("/"))
            style += Style(lower, upper)
        else:
            style += Style.parse(STYLES[role])
    segments = [Segment("x", style.rich_style)]
    for line_filter in colours.filters:
        segments = line_filter.apply(segments, colours.ground)
    drawn = segments[0].style or RichStyle.null()
    return drawn + RichStyle.from_meta({"@click": action}) if action else drawn


def row_cells(row: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in row)


def flowing(parts: Iterable[TextRow], between: Piece, width: int) -> list[TextRow]:
    """Rows of as many parts as fit."""
    rows: list[TextRow] = []
    for part in parts:
        longer = (*rows[-1], between, *part) if rows else part
        rows[-1:] = [longer] if row_cells(longer) <= width else [*rows[-1:], part]
    return rows


def centred(row: TextRow, width: int) -> TextRow:
    return (" " * max(0, (width - row_cells(row)) // 2), "text"), *row


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


@lru_cache(256)  # guests see the same changes
def changes(before: DrawnRows, after: DrawnRows) -> Sequence[Region]:
    """Cells that differ from earlier rows of the same look."""
    regions: list[Region] = []
    for y, (old, new) in enumerate(zip(before.strips, after.strips, strict=True)):
        if old is new:
            continue
        known, start = dict(_placed(old)), 0  # the first changed cell
        for x, segment in _placed(new):
            if known.get(x) == segment:
                if start < x:
                    regions.append(Region(start, y, x - start, 1))
                start = x + segment.cell_length
        if start < new.cell_length:
            regions.append(Region(start, y, new.cell_length - start, 1))
    return regions


def _placed(strip: Strip) -> Iterator[tuple[int, Segment]]:
    x = 0
    for segment in strip:
        yield x, segment
        x += segment.cell_length
