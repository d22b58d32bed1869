"""Key hints of the bar: choice, order, clicks."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.transport.state import BarState, Hint

KEY_PAIRS = ("←→", "[ ]")  # the first key goes backwards
BETWEEN_HINTS = "   "
ORDER = (  # ids from left to right; others follow
    "follow", "clear", "next-match", "previous-match", "play", "turn", "forward", "jump",
    "search", "help", "quit", "next-post", "authors", "summary", "picture", "mark", "copy", "links",
)  # fmt: skip
KEPT = ("play", "help", "clear", "follow")  # ids kept in a narrow bar, the first longest
ONLY_IN_A_SEARCH = {"next-match", "previous-match"}


def shown_hints(hints: Sequence[Hint], width: int, state: BarState) -> list[Hint]:
    """Hints that fit in the row; the play key names its current action."""
    if state.hints:
        return fitting(state.hints, width, KEPT)
    word = "again" if state.ended else "pause" if state.playing else ""
    shown = [
        hint._replace(word=word or hint.word) if hint.id == "play" else hint
        for hint in hints
        if (state.clearing or hint.id != "clear")
        and (state.searching or hint.id not in ONLY_IN_A_SEARCH)
        and (state.turns or hint.id != "turn")
        and (state.scrolled or hint.id != "follow")
    ]
    shown.sort(key=lambda hint: ORDER.index(hint.id) if hint.id in ORDER else len(ORDER))
    return fitting(shown, width, KEPT)


def fitting(hints: Sequence[Hint], width: int, kept: Sequence[str] = ()) -> list[Hint]:
    """Hints that fit in the row; ids in `kept` get room first."""
    chosen: set[str] = set()
    used = 1
    for hint in sorted(hints, key=lambda x: kept.index(x.id) if x.id in kept else len(kept)):
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
    row = hint_row(hints)[1:]
    start = 1
    for hint, key, word in zip(hints, row[::2], row[1::2], strict=False):
        end = start + cell_len(key[0]) + cell_len(word[0])
        begin = start + cell_len(key[0]) - cell_len(hint.keys)
        if begin <= x < end:
            return hint.id, hint.keys in KEY_PAIRS and x <= begin
        start = end
    return None
