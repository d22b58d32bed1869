"""Card at the end of a blog: a sentence, and useful keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.layout import BLANK, CAP, Columns, Heads, PostLine, PostLines
from tui.screen.hint_row import BETWEEN, hint_row
from tui.screen.keys import Hint


@dataclass(frozen=True, slots=True)
class Card:
    title: str = ""
    facts: str = ""
    hints: tuple[Hint, ...] = ()


def card_lines(card: Card, width: int) -> PostLines:
    """Lines of the card; the last line is blank, as in a post."""
    texts = [
        *(("name card", row) for _, row in wrap(card.title, width)),
        *(("muted card", row) for _, row in wrap(card.facts, width) if row),
        *(("keys", row) for row in _hint_rows(card.hints, width)),
        (CAP, CARD_BOTTOM),
        (BLANK, ""),
    ]
    lines = (PostLine(role, text, start=n) for n, (role, text) in enumerate(texts))
    return PostLines((PostLine(CAP, CARD_TOP, start=-1), *lines), ("",), ((),))


def card_row(card: Card, line: PostLine, columns: Columns) -> TextRow:
    """Row on the card's own ground, which starts in the gutter's mark."""
    is_narrow = columns.heads is Heads.NARROW
    inset = 1 if is_narrow else 2
    before = (" " * (columns.margin + columns.gutter - inset), "text")
    cells = columns.text + 2 * inset - is_narrow
    if line.role == BLANK:
        return ()
    if line.role == CAP:
        return before, (line.text * cells, "cap")
    pieces: TextRow = ((line.text, line.role),)
    if line.role == "keys":
        here = [hint for hint in card.hints if f"{hint.keys} {hint.word}" in line.text]
        pieces = tuple((text, f"{role} card") for text, role in hint_row(here)[1:])
    left = cells - inset - cell_len(line.text)
    return before, (" " * inset, "text card"), *pieces, (" " * max(0, left), "text card")


def _hint_rows(hints: Sequence[Hint], width: int) -> list[str]:
    rows: list[str] = []
    for _, keys, word in hints:
        hint = f"{keys} {word}"
        if rows and len(rows[-1]) + len(BETWEEN) + len(hint) <= width:
            rows[-1] += BETWEEN + hint
        else:
            rows.append(hint)
    return rows
