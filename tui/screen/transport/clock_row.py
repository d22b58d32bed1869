"""The row of chip, clock and numbers."""

from collections.abc import Hashable
from typing import override

from rich.cells import cell_len
from textual.geometry import Size

from tui.screen.drawing.line_widget import LineWidget, Piece, TextRow
from tui.screen.drawing.wrap import truncate_quoted
from tui.screen.transport.hints import hint_row
from tui.screen.transport.state import BarState

WIDE_CELLS = 100  # texts three cells apart, else two
LEAST_CELLS_TOLD = 8  # a shorter search or filter is left out
BESIDE_NOTE = 2  # cells beside a note in its own row
_MARGIN = 1


class ClockRow(LineWidget):
    state = BarState()

    @override
    def facts(self) -> Hashable:
        return self.state, self.screen.has_class("-low")

    def text_rows(self, size: Size) -> list[TextRow]:
        state = self.state
        help_hint: TextRow = ()
        if self.screen.has_class("-low"):  # no row for hints
            help_hint = hint_row([hint for hint in state.hints if hint.id == "help"])[1:]
        if state.note and not note_fits(state, size.width, help_hint):
            if help_hint:
                return [note_row(state.note, size.width)]
            state = state._replace(note="")
        return [clock_row(state, size.width, help_hint)]


class _Line:
    """Texts that fit beside one another, `gap` cells apart."""

    def __init__(self, room: int, gap: int) -> None:
        self.room, self.gap = room, gap

    def take(self, text: TextRow, *, cut: bool = False) -> TextRow:
        """Text after a gap; () without room. `cut` shortens a text of one piece."""
        free = self.room - self.gap
        if cut and len(text) == 1 and cells(text) > free >= LEAST_CELLS_TOLD:
            text = ((truncate_quoted(text[0][0], free), text[0][1]),)
        if not 0 < cells(text) <= free:
            return ()
        self.room -= self.gap + cells(text)
        return ((" " * self.gap, "text"), *text)


def clock_row(state: BarState, width: int, help_hint: TextRow = ()) -> TextRow:
    """Chip, clock, words, numbers. Dropped first: next post, then span, time left, posts."""
    start = _essentials(state, width)
    line = _Line(width - cells(start) - _MARGIN, _gap(width))
    end = line.take(help_hint)
    words = [((state.note, "note"),)] if state.note else [*state.words]
    of_room: TextRow = ()
    if not state.note:
        texts = (line.take(((text, "room"),)) for text in state.room)
        of_room = next(filter(None, texts), ())
    told = [*of_room]
    for number, word in enumerate(words):
        told += line.take(word, cut=not number and not of_room)
    posts, left, span = (
        line.take(((text, role),))
        for text, role in ((state.posts, "text"), (state.left, "muted"), (state.span, "muted"))
    )
    more = () if state.note else line.take(((state.next, "muted"),))
    space = (" " * max(0, line.room), "text")
    return (*start, *told, *more, space, *posts, *span, *left, *end)


def note_fits(state: BarState, width: int, help_hint: TextRow = ()) -> bool:
    line = _Line(width - cells(_essentials(state, width)) - _MARGIN, _gap(width))
    line.take(help_hint)
    return bool(line.take(((state.note, "note"),)))


def note_row(note: str, width: int) -> TextRow:
    return ((f" {truncate_quoted(note, width - BESIDE_NOTE)}", "note"),)


def cells(row: TextRow) -> int:
    return sum(cell_len(text) for text, _ in row)


def _gap(width: int) -> int:
    return 3 if width >= WIDE_CELLS else 2


def _essentials(state: BarState, width: int) -> TextRow:
    """Chip, clock, zone, rate; without room drop the rate, then the day, then the zone."""
    sign, blank = f" {state.chip.text} ", (" ", "text")
    if not state.clock:
        return (blank, (sign, state.chip.role), blank)
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone: Piece = (f" {state.zone}", "text")
    forms: list[TextRow] = [
        ((state.clock, "name"), zone, (f" {state.beside}", "muted")),
        ((state.clock, "name"), zone),
        ((time, "name"), zone),
        ((time, "name"),),
    ]
    chip_cells = cell_len(sign) + 2
    kept = min(cells(state.words[0]) if state.words else 0, 2 * LEAST_CELLS_TOLD)
    room = width - chip_cells - kept - _MARGIN
    form = next((form for form in forms[not state.beside :] if cells(form) <= room), forms[-1])
    if chip_cells + cells(form) > width:  # the sign alone
        sign = f" {state.chip.text[:1]} "
    return (blank, (sign, state.chip.role), blank, *form)
