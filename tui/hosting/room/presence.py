"""People in a room: followers, guests on their own, presenters, raised hands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from tui.model.safe_text import printable

MOST_NAMES = 50  # of presenters that one worker tells the others
MOST_LISTED = 12  # of guests
RELAYED_NAME_CHARACTERS = 40
MOST_GUESTS = 1_000_000  # of one worker
COUNTS, NAMES = ("following", "on_their_own", "hands"), ("presenters", "names", "raised")
"""Fields of Presence."""


@dataclass(eq=False, slots=True, kw_only=True)
class Seat:
    """One guest's part in a room: following, presenting, or on their own."""

    key_name: str = ""  # of a presenter's key, which several may share; such a guest may drive
    following: bool = True  # the room's clock; else their own
    scrolled: bool = False  # moved in the feed: the driver no longer moves it
    hand: bool = False
    presenter: str = ""  # a presenter's name, which nobody else has
    name: str = ""  # chosen by the guest

    @property
    def follows(self) -> bool:
        return self.following and not self.scrolled


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
    def of(cls, seats: Collection[Seat]) -> "Presence":
        guests = [seat for seat in seats if not seat.presenter]
        hands = [guest for guest in guests if guest.hand]
        following = sum(guest.follows for guest in guests)
        return cls(
            following,
            len(guests) - following,
            len(hands),
            _names((seat.presenter for seat in seats), MOST_NAMES),
            _names((guest.name for guest in guests), MOST_LISTED),
            _names((guest.name for guest in hands), MOST_LISTED),
        )

    @classmethod
    def total(cls, every: Collection["Presence"]) -> "Presence":
        counts = (sum(getattr(each, field) for each in every) for field in COUNTS)
        names = (sorted(name for each in every for name in getattr(each, field)) for field in NAMES)
        return cls(*counts, *map(tuple, names))

    @property
    def here(self) -> int:
        return self.following + self.on_their_own + len(self.presenters)


def _names(names: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(sorted(filter(None, names))[:most])


def read_presence(message: Any) -> Presence:
    """Read a worker's guests from JSON. Raises ValueError, KeyError or TypeError."""
    counts = [int(message[field]) for field in COUNTS]
    if not all(0 <= count <= MOST_GUESTS for count in counts):
        raise ValueError("a number of guests that no worker has")
    names = (map(str, message[field][:MOST_NAMES]) for field in NAMES)
    cleaned = (tuple(printable(name)[:RELAYED_NAME_CHARACTERS] for name in each) for each in names)
    return Presence(counts[0], counts[1], counts[2], *cleaned)
