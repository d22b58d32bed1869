"""Key hints as a row of the bar, of the shelf, and of a card; a click runs the action."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.geometry import Size
from textual.reactive import reactive

from tui.screen.drawing.line_widget import CLICK, LineWidget, Piece, TextRow
from tui.screen.drawing.wrap import fitted
from tui.screen.keys import FIRST_OF_PAIR, HINT_PAIRS, Hint, action_of_hint

BETWEEN = "   "
KEPT = ("play", "help", "screen.help", "clear", "follow")
"""Ids that a narrow row keeps, the first longest."""
MOST_NOTE_ROWS = 6


class HintsRow(LineWidget):
    hints: reactive[tuple[Hint, ...]] = reactive((), init=False)
    note = reactive("", layout=True, init=False)

    def text_rows(self, size: Size) -> list[TextRow]:
        if self.note:
            return note_rows(self.note, Size(size.width, MOST_NOTE_ROWS))
        return [hints_row(self.hints, size.width)]


def note_rows(note: str, size: Size) -> list[TextRow]:
    return [((f" {row}", "name"),) for row in fitted(note, size.width - 2, size.height)]


def hints_row(hints: tuple[Hint, ...], width: int) -> TextRow:
    """Hints that fit in the row; those of KEPT get room first."""
    chosen: set[str] = set()
    used = 1
    for hint in sorted(hints, key=lambda x: KEPT.index(x.id) if x.id in KEPT else len(KEPT)):
        used += cell_len(f"{hint.keys} {hint.word}") + (len(BETWEEN) if chosen else 0)
        if used > width:
            break
        chosen.add(hint.id)
    return hint_row(hint for hint in hints if hint.id in chosen)


def hint_row(hints: Iterable[Hint]) -> TextRow:
    """Keys and words; on the first key of two a click runs the action before."""
    row: list[Piece] = []
    for hint in hints:
        keys, click = hint.keys, CLICK + action_of_hint(hint.id)
        row.append((BETWEEN, "key") if row else (" ", "text"))
        if keys == HINT_PAIRS.get(hint.id):
            row.append((keys[0], f"key {CLICK}{action_of_hint(FIRST_OF_PAIR[hint.id])}"))
            keys = keys[1:]
        row += [(keys, f"key {click}"), (f" {hint.word}", f"muted {click}")]
    return tuple(row)
