"""Who is in a room: those who follow, those on their own, presenters, and raised hands."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from tui.model.safe_text import printable

MOST_NAMES = 50  # of presenters that one worker tells the others
MOST_LISTED = 12  # of guests
MOST_NAME_CHARACTERS = 40
MOST_GUESTS = 1_000_000  # of one worker


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

    @classmethod
    def sum(cls, presences: Iterable["Presence"]) -> "Presence":
        """Count the guests of several workers together."""
        every = list(presences)
        return cls(
            sum(each.following for each in every),
            sum(each.on_their_own for each in every),
            sum(each.hands for each in every),
            tuple(sorted(name for each in every for name in each.presenters)),
            tuple(sorted(name for each in every for name in each.names)),
            tuple(sorted(name for each in every for name in each.raised)),
        )

    @property
    def here(self) -> int:
        """How many people are here in all."""
        return self.following + self.on_their_own + len(self.presenters)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a presenter's name that tells them from others: "Ada", or else "Ada (2)"."""
    names = (f"{name} ({number})" if number > 1 else name for number in count(1))
    return next(each for each in names if each not in taken)


def presence_value(presence: Presence) -> dict[str, Any]:
    """Return a worker's guests in their form as JSON."""
    return asdict(presence)


def read_presence(message: Any) -> Presence:
    """Read a worker's guests. Raises ValueError, KeyError or TypeError for an invalid message."""
    following, on_their_own, hands = (
        int(message[name]) for name in ("following", "on_their_own", "hands")
    )
    if not all(0 <= each <= MOST_GUESTS for each in (following, on_their_own, hands)):
        raise ValueError("a number of guests that no worker has")
    presenters, names, raised = (
        tuple(printable(str(name))[:MOST_NAME_CHARACTERS] for name in message[each][:MOST_NAMES])
        for each in ("presenters", "names", "raised")
    )
    return Presence(following, on_their_own, hands, presenters, names, raised)
