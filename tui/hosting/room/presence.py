"""People in a room: followers, guests on their own, presenters, raised hands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from tui.model.safe_text import printable

MOST_NAMES = 50  # of presenters that one worker tells the others
MOST_LISTED = 12  # of guests
RELAYED_NAME_CHARACTERS = 40
MOST_GUESTS = 1_000_000  # of one worker
COUNTS, NAMES = ("following", "on_their_own", "hands"), ("presenters", "names", "raised")
"""Fields of Presence."""


@dataclass(eq=False, slots=True)
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

    @property
    def here(self) -> int:
        return self.following + self.on_their_own + len(self.presenters)


def _names(names: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(sorted(filter(None, names))[:most])


def read_presence(message: Any) -> Presence:
    """Read a worker's guests from JSON. Raises ValueError, KeyError or TypeError."""
    following, on_their_own, hands = (int(message[name]) for name in COUNTS)
    if not all(0 <= each <= MOST_GUESTS for each in (following, on_their_own, hands)):
        raise ValueError("a number of guests that no worker has")
    names = (
        tuple(printable(str(name))[:RELAYED_NAME_CHARACTERS] for name in message[kind][:MOST_NAMES])
        for kind in NAMES
    )
    return Presence(following, on_their_own, hands, *names)


class Seats:
    """Seats of this worker, and the last reports of other workers."""

    def __init__(self) -> None:
        self.here: set[Seat] = set()
        self.worker = ""  # this worker's name among all
        self.elsewhere: dict[str, Presence] = {}  # by worker
        self.revision = 0  # counts changes of presence anywhere
        self._presence_of = (-1, Presence())

    @property
    def presence(self) -> Presence:
        known, presence = self._presence_of
        if known != self.revision:
            every = [Presence.of(self.here), *self.elsewhere.values()]
            counts = (sum(getattr(each, name) for each in every) for name in COUNTS)
            names = (
                tuple(sorted(name for each in every for name in getattr(each, kind)))
                for kind in NAMES
            )
            presence = Presence(*counts, *names)
            self._presence_of = (self.revision, presence)
        return presence

    def free_name(self, name: str) -> str:
        """A name that no present presenter has: "Ada", or else "Ada (2)"."""
        taken = self.presence.presenters
        names = (f"{name} ({number})" if number > 1 else name for number in count(1))
        return next(each for each in names if each not in taken)

    def tell_names_apart(self) -> bool:
        """Rename presenters here whose name an earlier worker gave too. Returns True if any."""
        earlier = [each for worker, each in self.elsewhere.items() if worker < self.worker]
        taken = {name for presence in earlier for name in presence.presenters}
        twice = [seat for seat in self.here if seat.presenter in taken]
        for seat in twice:
            seat.presenter = self.free_name(seat.key_name)
            self.revision += 1
        return bool(twice)
