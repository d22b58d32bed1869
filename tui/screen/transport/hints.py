"""The key hints of the transport bar: which of them, in which order, and what is clicked. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.screen.drawing.line_widget import Piece, TextRow

KEY_PAIRS = ("←→", "[ ]")
"""Hints of two keys: the first goes backwards."""
BETWEEN_HINTS = "   "
FIRST = ("play", "turn", "jump", "authors", "search", "help", "quit")
"""The ids of the hints that come first."""
FIRST_TO_CLEAR = ("play", "turn", "search", "next-match", "previous-match", "clear", "help", "quit")
"""Those that come first while a search or a filter stands."""
KEPT = ("play", "help", "quit", "jump")
"""The ids of the hints that a narrow bar keeps longest, the first of them longest of all."""
KEPT_TO_CLEAR = ("play", "help", "clear", "next-match")
"""Those that it keeps longest while a search or a filter stands."""
ONLY_IN_A_SEARCH = {"next-match", "previous-match"}


class Hint(NamedTuple):
    """A key hint: the id of its key, the keys as people know them, one word for what they do."""

    id: str
    keys: str
    word: str


def shown_hints(
    hints: Sequence[Hint],
    width: int,
    *,
    playing: bool,
    ended: bool,
    clearing: bool,
    searching: bool,
    turns: bool = True,
) -> list[Hint]:
    """The hints for a state that fit in the row, the most useful first.

    That of the play key names its action now.
    `clearing` says that a search or a filter stands, `searching` that a search does, `turns` that a
    page is left to turn to.
    """
    first = FIRST_TO_CLEAR if clearing else FIRST
    shown = [
        hint._replace(word="again" if ended else "pause" if playing else hint.word)
        if hint.id == "play"
        else hint
        for hint in hints
        if (clearing or hint.id != "clear")
        and (searching or hint.id not in ONLY_IN_A_SEARCH)
        and (turns or hint.id != "turn")
    ]
    shown.sort(key=lambda hint: first.index(hint.id) if hint.id in first else len(first))
    return fitting(shown, width, KEPT_TO_CLEAR if clearing else KEPT)


def fitting(hints: Sequence[Hint], width: int, kept: Sequence[str] = ()) -> list[Hint]:
    """The hints that fit in the row; room is given to the ids in `kept` first, then in order."""
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
    """The key hints, from the second cell of the row."""
    row: list[Piece] = []
    for hint in hints:
        row += [(f"{BETWEEN_HINTS if row else ''}{hint.keys}", "key"), (f" {hint.word}", "hint")]
    return ((" ", "text"), *row)


def hint_at(hints: Sequence[Hint], x: int) -> tuple[str, bool] | None:
    """The id of the hint in cell `x`, and whether its first key of two is there."""
    row = hint_row(hints)[1:]
    start = 1
    for hint, key, word in zip(hints, row[::2], row[1::2], strict=False):
        end = start + cell_len(key[0]) + cell_len(word[0])
        begin = start + cell_len(key[0]) - cell_len(hint.keys)
        if begin <= x < end:
            return hint.id, hint.keys in KEY_PAIRS and x <= begin
        start = end
    return None
