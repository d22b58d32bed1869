"""Widgets of styled rows of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import NamedTuple, Self, override

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset, Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tui.screen.drawing.colours import SIXTEEN
from tui.screen.drawing.signs import STYLES, shown_text
from tui.screen.drawing.wrap import unjoined

type Piece = tuple[str, str]  # text, roles of signs.py
type TextRow = tuple[Piece, ...]

FILL: Piece = ("", "")  # pads a row, so that the pieces after it end at its right edge
LINK = "link="  # with an address: role of a link's text
CLICK = "click="  # with an action without spaces: role of a text that runs it
SELECTED = "selection"
PIXELS = "pixels="  # with two colours, "#aabbcc/#ddeeff": role of half blocks


class Colours(NamedTuple):
    """All that a widget's colours depend on."""

    style: Style
    ground: Color
    filters: tuple[LineFilter, ...]
    theme: str
    bare: bool
    no_color: bool


class LineWidget(Widget):
    """Define `text_rows`, which are drawn after each `refresh`; guests share equal rows."""

    _strips: Sequence[Strip] = ()
    _selected: tuple[Selection | None, str] = None, ""  # as drawn, with its words
    _drawn: Size | None = None  # size of the strips; None: to be drawn anew
    _colours: Colours | None = None

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        raise NotImplementedError

    def get_content_height(self, _container: Size, viewport: Size, width: int) -> int:
        return len(self.text_rows(Size(width, viewport.height)))

    @override
    def refresh(self, *regions: Region, repaint: bool = True, **more: bool) -> Self:
        if repaint:
            self._drawn = None
            if self.is_attached and not any(more.values()):
                self._set_dirty(*regions)
                self.screen._dirty_widgets.add(self)
                self.screen.check_idle()
                return self
        return super().refresh(*regions, repaint=repaint, **more)

    @override
    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = self._colours = None

    @property
    def strips(self) -> Sequence[Strip]:
        size = self.size
        if self._drawn != size:
            self._drawn = size
            rows = list(islice(chain(self.text_rows(size), repeat(())), size.height))
            colours = self._colours = self._colours or self._colours_now()
            self._strips = [_strip(row, size.width, colours) for row in self._with_selection(rows)]
        return self._strips

    @override
    def render_lines(self, crop: Region) -> list[Strip]:
        return [strip.crop(*crop.column_span) for strip in self.strips[crop.y : crop.bottom]]

    def on_mouse_up(self) -> None:
        """End a drag that has captured the mouse."""
        self.release_mouse()

    # Selection of text

    def _with_selection(self, rows: list[TextRow]) -> list[TextRow]:
        """Rows with the selection, which ends here as other words, or none, are in its place."""
        selection = self.text_selection if self.is_attached else None
        if selection is None:
            self._selected = None, ""
            return rows
        marked = [self.marked(y, row, selection) for y, row in enumerate(rows)]
        words = "".join(map(_selected_words, marked))
        (before, old), self._selected = self._selected, (selection, words)
        if before != selection or (words and old.startswith(words)):  # a row may count new posts
            return marked
        self.screen.selections = {x: y for x, y in self.screen.selections.items() if x is not self}
        return rows

    def marked(self, y: int, row: TextRow, selection: Selection) -> TextRow:
        """A row with its selected characters marked."""
        start, end = selection.get_span(y) or (0, 0)
        fill = " " * (self.size.width - row_cells(row)), ""
        padded = tuple(fill if piece == FILL else piece for piece in row)
        return add_role(padded, start, end if end >= 0 else self.size.width, SELECTED)

    @override
    def render_line(self, y: int) -> Strip:
        """A row with a place for each sign, for the mouse: Textual counts joined emoji apart."""
        text = self.strips[y].text
        signs = (
            Segment(text[first:end], RichStyle.from_meta({"offset": (first, y)}))
            for first, end, _ in split_graphemes(text)[0]
        )
        return Strip(signs, self.size.width)

    @override
    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract("\n".join(strip.text.rstrip() for strip in self.strips)), "\n"

    @override
    def text_select_all(self) -> None:
        """Select the word under a double click: Textual would select all."""
        x, y = self.app.mouse_position - self.region.offset
        text = self.strips[y].text
        for word in re.finditer(r"\w+", text):
            if cell_len(text[: word.start()]) <= x < cell_len(text[: word.end()]):
                ends = Offset(word.start(), y), Offset(word.end(), y)
                self.screen.selections = {self: Selection(*ends)}

    @property
    def select_container(self) -> Widget:
        """Textual's answer to a triple click: the word again, not the whole window."""
        return self

    def _colours_now(self) -> Colours:
        app, ground, filters = self.app, self.background_colors[1], self.get_line_filters()
        look, bare = (self.visual_style, ground, tuple(filters)), app.native_ansi_color
        return Colours(*look, app.theme, bare or SIXTEEN in filters, app.no_color)


def _selected_words(row: TextRow) -> str:
    return "".join(text for text, roles in row if roles.endswith(SELECTED))


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
        if not text:
            pieces.append((text, roles))  # such as FILL
        at += len(text)
    return tuple(pieces)
