"""The people in a room: who follow, who are on their own, presenters, and raised hands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from tui.model.safe_text import printable

MOST_NAMES = 50  # of presenters that one worker tells the others
MOST_LISTED = 12  # of guests
MOST_NAME_CHARACTERS = 40
MOST_GUESTS = 1_000_000  # of one worker
COUNTS, NAMES = ("following", "on_their_own", "hands"), ("presenters", "names", "raised")
"""The fields of Presence."""


@dataclass(eq=False, slots=True)
class Seat:
    """One guest's seat in the room. A guest with a `presenter` name may drive."""

    presenter: str = ""
    follows: bool = True
    """Whether the guest sees what is shown to all; else they are on their own."""
    hand: bool = False
    """Whether the guest has raised a hand."""
    key_name: str = ""
    """The name of the presenter's key, which several may carry; `presenter` is theirs alone."""
    name: str = ""
    """The name that the guest has chosen, if any."""


@dataclass(frozen=True, slots=True)
class Presence:
    """The guests of one worker, presenters apart, the presenters' names, and chosen names: of
    guests, and of those whose hands are up."""

    following: int = 0
    on_their_own: int = 0
    hands: int = 0
    presenters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> "Presence":
        """Count these seats."""
        seats = list(seats)
        guests = [seat for seat in seats if not seat.presenter]
        following = sum(seat.follows for seat in guests)
        return cls(
            following,
            len(guests) - following,
            sum(seat.hand for seat in guests),
            tuple(sorted(seat.presenter for seat in seats if seat.presenter)[:MOST_NAMES]),
            tuple(sorted(seat.name for seat in guests if seat.name)[:MOST_LISTED]),
            tuple(sorted(seat.name for seat in guests if seat.name and seat.hand)[:MOST_LISTED]),
        )

    @property
    def here(self) -> int:
        """All people who are here."""
        return self.following + self.on_their_own + len(self.presenters)


def read_presence(message: Any) -> Presence:
    """Read a worker's guests from their form as JSON.

    Raises ValueError, KeyError or TypeError for an invalid message.
    """
    following, on_their_own, hands = (int(message[name]) for name in COUNTS)
    if not all(0 <= each <= MOST_GUESTS for each in (following, on_their_own, hands)):
        raise ValueError("a number of guests that no worker has")
    names = (
        tuple(printable(str(name))[:MOST_NAME_CHARACTERS] for name in message[kind][:MOST_NAMES])
        for kind in NAMES
    )
    return Presence(following, on_their_own, hands, *names)


class Seats:
    """The seats of this worker, and the guests of the others as last reported."""

    def __init__(self) -> None:
        self.here: set[Seat] = set()
        self.worker = ""
        """This worker's own name among all workers."""
        self.elsewhere: Mapping[str, Presence] = {}
        """The guests in other workers, by worker."""
        self.revision = 0
        """Counts the changes of who is here, in this worker and in the others."""
        self._presence_of = (-1, Presence())

    @property
    def presence(self) -> Presence:
        """The guests of all workers."""
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
        """Return a presenter's name that tells them from others: "Ada", or else "Ada (2)"."""
        taken = self.presence.presenters
        names = (f"{name} ({number})" if number > 1 else name for number in count(1))
        return next(each for each in names if each not in taken)

    def tell_names_apart(self) -> bool:
        """Give presenters here other names whose names came up in an earlier worker too, at the
        same time. Returns whether there were any."""
        earlier = [each for worker, each in self.elsewhere.items() if worker < self.worker]
        taken = {name for presence in earlier for name in presence.presenters}
        twice = [seat for seat in self.here if seat.presenter in taken]
        for seat in twice:
            seat.presenter = self.free_name(seat.key_name)
            self.revision += 1
        return bool(twice)
