"""The card at the end of a blog: what is over, and what can be done. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.screen.drawing.wrap import wrap
from tui.screen.feed.posts.post_lines import PostLine, PostLines, Role

BETWEEN = "   "
"""Between two things that can be done."""


class Card(NamedTuple):
    """`title` says what is over, `facts` what it was; `hints` are keys, each with a word: ("space",
    "again")."""

    title: str = ""
    facts: str = ""
    hints: Sequence[tuple[str, str]] = ()


def card_lines(card: Card, width: int) -> PostLines:
    """The lines of the card at `width` cells; the last line is blank, as a post's is."""
    texts = [
        *((Role.CARD, row) for _, row in wrap(card.title, width)),
        *((Role.CARD_FACTS, row) for _, row in wrap(card.facts, width) if row),
        *((Role.CARD_KEYS, row) for row in _hint_rows(card.hints, width)),
        (Role.CARD_BOTTOM, ""),
        (Role.BLANK, ""),
    ]
    lines = (PostLine(role, text, start=n) for n, (role, text) in enumerate(texts))
    return PostLines((PostLine(Role.CARD_TOP, start=-1), *lines), ("",), ((),))


def hint_spans(row: str) -> Iterator[tuple[int, int, int]]:
    """Of each hint of a row: its first character, the first after its key, the first after it."""
    start = 0
    for hint in row.split(BETWEEN):
        yield start, start + hint.find(" "), start + len(hint)
        start += len(hint) + len(BETWEEN)


def hint_at(row: str, x: int) -> str:
    """The hint of a row with character `x`; empty where there is none."""
    return next((row[start:end] for start, _, end in hint_spans(row) if start <= x < end), "")


def _hint_rows(hints: Sequence[tuple[str, str]], width: int) -> list[str]:
    rows: list[str] = []
    for key, word in hints:
        hint = f"{key} {word}"
        if rows and len(rows[-1]) + len(BETWEEN) + len(hint) <= width:
            rows[-1] += BETWEEN + hint
        else:
            rows.append(hint)
    return rows
