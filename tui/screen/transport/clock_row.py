"""The row of chip, clock and numbers."""

from collections.abc import Sequence
from itertools import chain

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.wrap import truncate_quoted
from tui.screen.transport.state import BarState

WIDE_CELLS = 100  # texts three cells apart, else two
LEAST_CELLS_TOLD = 8  # a shorter search or filter is left out
_MARGIN = 1


def clock_row(state: BarState, width: int, *, help_hint: TextRow = ()) -> TextRow:
    """Chip, clock, words, numbers. Dropped first: next post, then span, time left, posts."""
    gap = 3 if width >= WIDE_CELLS else 2
    row = _essentials(state, width)
    hint = cells(help_hint) + gap if help_hint else 0
    room = width - cells(row) - _MARGIN
    room -= hint if room > hint else 0
    important: Sequence[TextRow] = state.words
    fits = (text for text in state.room if cell_len(text) + gap <= room)
    if text := next(fits, ""):
        important = (((text, "room"),), *important)
    if state.note:
        important = (((state.note, "note"),),)
    words, room = _fitting(important, room, gap)
    numbers: list[Piece] = []
    texts = ((state.posts, "text"), (state.left, "muted"), (state.span, "muted"))
    for text, role in texts:
        if text and cell_len(text) + gap <= room:
            room -= cell_len(text) + gap
            numbers.append((text, role))
    # In the order of their sizes: posts, span, time left.
    numbers.sort(key=lambda piece: (piece[0] == state.left, piece[0] == state.span))
    least: tuple[TextRow, ...] = (((state.next, "muted"),),) if state.next else ()
    more, room = _fitting(() if state.note else least, room, gap, cut=False)
    right = chain.from_iterable(((" " * gap, "text"), piece) for piece in numbers)
    end = [(" " * gap, "text"), *help_hint] if help_hint and width - cells(row) > hint else []
    return (*row, *words, *more, (" " * max(0, room), "text"), *right, *end)


def room_for_note(state: BarState, width: int, help_hint: TextRow = ()) -> int:
    gap = 3 if width >= WIDE_CELLS else 2
    hint = cells(help_hint) + gap if help_hint else 0
    return width - cells(_essentials(state, width)) - _MARGIN - gap - hint


def cells(row: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in row)


def _fitting(
    words: Sequence[TextRow], room: int, gap: int, *, cut: bool = True
) -> tuple[list[Piece], int]:
    """Words that fit, and the room left; the first word may be cut."""
    told: list[Piece] = []
    for number, word in enumerate(words):
        free = room - gap
        if cells(word) > free:
            if number or not cut or free < LEAST_CELLS_TOLD or len(word) > 1:
                continue
            word = ((truncate_quoted(word[0][0], free), word[0][1]),)
        told += [(" " * gap, "text"), *word]
        room -= gap + cells(word)
    return told, room


def _essentials(state: BarState, width: int) -> list[Piece]:
    """Chip, clock, zone, rate; without room drop the rate, then the day, then the zone."""
    chip: list[Piece] = [(" ", "text"), (f" {state.chip.text} ", state.chip.role), (" ", "text")]
    if not state.clock:
        return chip
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone: Piece = (f" {state.zone}", "text")
    beside: Piece = (f" {state.beside}", "muted")
    forms: tuple[list[Piece], ...] = (
        [(state.clock, "name"), zone, *([beside] if state.beside else [])],
        [(state.clock, "name"), zone],
        [(time, "name"), zone],
        [(time, "name")],
    )
    kept = min(cells(state.words[0]) if state.words else 0, 2 * LEAST_CELLS_TOLD)
    fits = (form for form in forms if cells(chip) + cells(form) + kept + _MARGIN <= width)
    form = next(fits, forms[-1])
    if cells(chip) + cells(form) > width:  # the sign alone
        chip = [(f" {state.chip.text[:1]} ", state.chip.role), (" ", "text")]
    return [*chip, *form]
