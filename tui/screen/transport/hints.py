"""Key hints of the bar: choice, order, clicks."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.keys import HINT_PAIRS, Hint

BETWEEN_HINTS = "   "
KEPT = ("play", "help", "clear", "follow")  # ids kept in a narrow bar, the first longest


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Hints that fit in the row; those of KEPT get room first."""
    chosen: set[str] = set()
    used = 1
    for hint in sorted(hints, key=lambda x: KEPT.index(x.id) if x.id in KEPT else len(KEPT)):
        between = len(BETWEEN_HINTS) if chosen else 0
        used += between + cell_len(hint.keys) + 1 + cell_len(hint.word)
        if used > width:
            break
        chosen.add(hint.id)
    return [hint for hint in hints if hint.id in chosen]


def hint_row(hints: Sequence[Hint]) -> TextRow:
    row: list[Piece] = []
    for hint in hints:
        row += [(f"{BETWEEN_HINTS if row else ''}{hint.keys}", "key"), (f" {hint.word}", "hint")]
    return ((" ", "text"), *row)


def hint_at(hints: Sequence[Hint], x: int) -> tuple[str, bool] | None:
    """Hint id at cell `x`; True on the first key of two."""
    begin = 1
    for hint in hints:
        end = begin + cell_len(hint.keys) + 1 + cell_len(hint.word)
        if begin <= x < end:
            return hint.id, hint.keys in HINT_PAIRS.values() and x == begin
        begin = end + len(BETWEEN_HINTS)
    return None
