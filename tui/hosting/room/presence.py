"""People in a room: followers, guests on their own, presenters, raised hands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from tui.model.safe_text import printable

MOST_NAMES = 50  # of a kind that one worker tells the others
RELAYED_NAME_CHARACTERS = 40
MOST_GUESTS = 1_000_000  # of one worker
COUNTS, NAMES = ("following", "on_their_own", "hands"), ("presenters", "names", "raised")
"""Fields of Presence."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Counts of guests without presenters; names of presenters, of guests, of raised hands."""

    following: int = 0
    on_their_own: int = 0
    hands: int = 0
    presenters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()

    @classmethod
    def total(cls, every: Collection["Presence"]) -> "Presence":
        counts = (sum(getattr(each, field) for each in every) for field in COUNTS)
        names = (sorted(name for each in every for name in getattr(each, field)) for field in NAMES)
        return cls(*counts, *map(tuple, names))

    @property
    def here(self) -> int:
        return self.following + self.on_their_own + len(self.presenters)


def listed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, names))[:MOST_NAMES])


def read_presence(message: Any) -> Presence:
    """Read a worker's guests from JSON. Raises ValueError, KeyError or TypeError."""
    counts = [int(message[field]) for field in COUNTS]
    if not all(0 <= count <= MOST_GUESTS for count in counts):
        raise ValueError("a number of guests that no worker has")
    names = (map(str, message[field][:MOST_NAMES]) for field in NAMES)
    cleaned = (tuple(printable(name)[:RELAYED_NAME_CHARACTERS] for name in each) for each in names)
    return Presence(counts[0], counts[1], counts[2], *cleaned)
