"""The rows of the bar: chip, clock and numbers; and the key hints."""

from functools import lru_cache

from rich.cells import cell_len
from textual.geometry import Size
from textual.reactive import var

from tui.screen.drawing.line_widget import LineWidget, Piece, TextRow, row_cells
from tui.screen.drawing.styles import chip
from tui.screen.drawing.wrap import truncate_quoted
from tui.screen.hint_row import HintsRow, hint_row, note_row
from tui.screen.transport.state import BarState

WIDE_CELLS = 100  # texts three cells apart, else two
LEAST_CELLS_TOLD = 8  # a shorter search or filter is left out
_MARGIN = 1


class ClockRow(LineWidget):
    bar = var(BarState(), init=False)

    def watch_bar(self) -> None:
        self.update_rows()

    def text_rows(self, size: Size) -> list[TextRow]:
        state = self.bar
        help_hint: TextRow = ()
        if self.screen.has_class("-low"):  # no row for hints
            help_hint = hint_row([hint for hint in state.hints if hint.id == "help"])[1:]
        if state.note and not note_fits(state, size.width, help_hint):
            if help_hint:
                return [note_row(state.note, size.width)]
            state = state._replace(note="")
        return [clock_row(state, size.width, help_hint)]


class BarHints(HintsRow):
    """Useful keys, a note too long for the clock's row, or words about the cell under the mouse."""

    bar = var(BarState(), init=False)

    def watch_bar(self) -> None:
        self.hints = self.bar.hints
        self.update_rows()

    def text_rows(self, size: Size) -> list[TextRow]:
        note = self.bar.note
        if note and not note_fits(self.bar, size.width):
            return [note_row(note, size.width)]
        return super().text_rows(size)


class _Line:
    """Texts that fit beside one another."""

    def __init__(self, start: TextRow, width: int, end: TextRow) -> None:
        self.gap = 3 if width >= WIDE_CELLS else 2
        self.room = width - row_cells(start) - _MARGIN
        self.end = self.take(end)

    def take(self, text: TextRow, *, cut: bool = False) -> TextRow:
        """Text after a gap; () without room. `cut` shortens a text of one piece."""
        free = self.room - self.gap
        if cut and len(text) == 1 and row_cells(text) > free >= LEAST_CELLS_TOLD:
            text = ((truncate_quoted(text[0][0], free), text[0][1]),)
        if not 0 < row_cells(text) <= free:
            return ()
        self.room -= self.gap + row_cells(text)
        return ((" " * self.gap, "text"), *text)


@lru_cache(64)  # guests have the same bars
def clock_row(state: BarState, width: int, help_hint: TextRow = ()) -> TextRow:
    """Chip, clock, words, numbers. Dropped first: next post, then span, time left, posts."""
    start = _essentials(state, width)
    line = _Line(start, width, help_hint)
    if state.note:
        state = state._replace(room=(), words=(((state.note, "name"),),), next="")
    texts = (line.take(((text, "room"),)) for text in state.room)
    of_room = next(filter(None, texts), ())
    told = [*of_room]
    for word in state.words:
        told += line.take(word, cut=word[0][1] == "name" and not of_room)
    posts, left, span, more = (
        line.take(((text, role),))
        for text, role in (
            (state.posts, "text"),
            (state.left, "muted"),
            (state.span, "muted"),
            (state.next, "muted"),
        )
    )
    space = (" " * max(0, line.room), "text")
    return (*start, *told, *more, space, *posts, *span, *left, *line.end)


def note_fits(state: BarState, width: int, help_hint: TextRow = ()) -> bool:
    return bool(_Line(_essentials(state, width), width, help_hint).take(((state.note, "name"),)))


def _essentials(state: BarState, width: int) -> TextRow:
    """Chip, clock, zone, rate; without room drop the rate, then the day, then the zone."""
    text, role = state.chip
    blank = (" ", "text")
    if not state.clock:
        return (blank, *chip(text, role), blank)
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone: Piece = (f" {state.zone}", "text")
    forms: list[TextRow] = [
        ((state.clock, "name"), zone, (f" {state.beside}", "muted")),
        ((state.clock, "name"), zone),
        ((time, "name"), zone),
        ((time, "name"),),
    ]
    chip_cells = cell_len(text) + 4
    kept = min(row_cells(state.words[0]) if state.words else 0, 2 * LEAST_CELLS_TOLD)
    room = width - chip_cells - kept - _MARGIN
    form = next((form for form in forms[not state.beside :] if row_cells(form) <= room), forms[-1])
    if chip_cells + row_cells(form) > width:  # the sign or number alone
        text = text.split()[0]
    return (blank, *chip(text, role), blank, *form)
