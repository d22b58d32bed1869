"""Rows of the shelf, and the choice of one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

LIVE, REFUSED = "●", "×"  # being recorded; cannot be played


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A live blog on the shelf, or a marked post."""

    group: str
    words: tuple[str, ...]  # arguments of `replay`; empty: cannot be opened
    title: str
    facts: str = ""
    share: float | None = None  # watched share; None: never opened
    left: str = ""  # time left to watch, or the reason of a refusal
    about: tuple[str, ...] = ()  # more lines for the panel
    sign: str = " "

    def holds(self, words: Iterable[str]) -> bool:
        text = " ".join((self.title, self.facts, *self.about, *self.words)).casefold()
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class ShelfChoice:
    words: tuple[str, ...]
    from_start: bool = False


def refused_row(row: ShelfRow, reason: str) -> ShelfRow:
    first, *others = reason.split("\n")
    return replace(row, words=(), left=first, sign=REFUSED, about=(first, *others))


def grouped(groups: Iterable[Iterable[ShelfRow]]) -> list[ShelfRow]:
    """Rows of all groups; a blog stays in its first group."""
    rows: dict[tuple[str, ...], ShelfRow] = {}
    for row in (row for group in groups for row in group):
        rows.setdefault(row.words, row)
    return list(rows.values())
