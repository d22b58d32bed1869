"""The values of a room that workers share, its state and its people, as JSON in form VERSION."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any, NamedTuple

from tui.model.safe_text import one_line
from tui.playback.glide import Clock
from tui.playback.tempo import Tempo
from tui.playback.view import TextPlace

VERSION = 11
MOST_SAID_CHARACTERS = 200
CURTAINS = LOBBY, ENDED = "lobby", "ended"
MOST = 1e12  # of a clock's numbers; its anchor is in seconds since 1970
MOST_COUNT = 1 << 50  # one more is still exact in JSON
COUNTS = ("revision", "posts", "hands_seen")
MOST_NAMES = 50  # of a kind that one worker tells the others
PEOPLE = "following", "on_their_own", "hands"
LISTS = "presenters", "names", "raised"
"""Fields of Presence."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """The state that all workers share; `clock.anchor` is in the room's seconds. Each press
    increments `revision`; the `driver` has the wheel."""

    revision: int
    clock: Clock
    posts: int = 0  # of the live blog when the clock was set
    driver: str = ""
    begun: bool = False  # a presenter pressed play: the lobby is over
    point: TextPlace | None = None  # shown to all, in followers' feeds; None: the clock's
    said: str = ""  # a presenter's line to everybody
    curtain: str = ""  # LOBBY, ENDED or ""
    join_card: bool = False  # on the projector
    hands_seen: int = 0  # times that all hands were taken down
    picture: tuple[int, int] | None = None  # over all pages: a post, and which of its pictures
    by: str = ""  # the worker of the press

    @property
    def rank(self) -> tuple[int, str, float]:
        """The highest state counts everywhere: the latest press, or the first start."""
        return self.revision, self.by, -self.clock.anchor


def said_line(typed: str) -> str:
    """One cleaned line of at most 200 characters."""
    return one_line(typed)[:MOST_SAID_CHARACTERS].strip()


def state_value(state: RoomState) -> dict[str, Any]:
    moment, tempo = state.clock.moment.isoformat(), state.clock.tempo._asdict()
    return asdict(state) | {"clock": state.clock._asdict() | {"moment": moment, "tempo": tempo}}


def read_state(message: Any) -> RoomState:
    """Read a state. Raises ValueError, KeyError or TypeError if it is invalid."""
    point, picture, curtain = message["point"], message["picture"], message["curtain"]
    return RoomState(
        **{name: _count(message[name]) for name in COUNTS},
        clock=_read_clock(message["clock"]),
        driver=said_line(str(message["driver"])),
        begun=bool(message["begun"]),
        point=None if point is None else TextPlace(*map(_count, point)),
        picture=None if picture is None else (_count(picture[0]), _count(picture[1])),
        said=said_line(str(message["said"])),
        curtain=curtain if curtain in CURTAINS else "",
        join_card=bool(message["join_card"]),
        by=str(message["by"]),
    )


def _read_clock(message: Any) -> Clock:
    moment = datetime.fromisoformat(message["moment"])
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    anchor, read = float(message["anchor"]), float(message["read"])
    pace, speed = float(message["tempo"]["pace"]), float(message["tempo"]["speed"])
    possible = all(abs(each) <= MOST for each in (anchor, read, pace, speed))  # false for NaN
    if not possible or not (speed > 0 and pace > 0 and read >= 0):
        raise ValueError("a number that no clock has")
    tempo = Tempo(pace=pace, speed=speed, reading=bool(message["tempo"]["reading"]))
    return Clock(anchor, moment, tempo, bool(message["playing"]), read)


def _count(number: Any) -> int:
    count = int(number)
    if not 0 <= count <= MOST_COUNT:
        raise ValueError("a count that no room comes to")
    return count


@dataclass(frozen=True, slots=True)
class Presence:
    """Counts of guests without presenters; names of presenters, of guests, of raised hands in the
    order in which they were raised, each with seconds since 1970."""

    following: int = 0
    on_their_own: int = 0
    hands: int = 0
    presenters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    raised: tuple[tuple[float, str], ...] = ()

    @classmethod
    def total(cls, every: Collection["Presence"]) -> "Presence":
        counts = (sum(getattr(each, field) for each in every) for field in PEOPLE)
        lists = (sorted(one for each in every for one in getattr(each, field)) for field in LISTS)
        return cls(*counts, *map(tuple, lists))

    @property
    def here(self) -> int:
        return self.following + self.on_their_own + len(self.presenters)


class Sight(NamedTuple):
    """One guest's view of the room; only a presenter's shows at once that others came or left."""

    state: RoomState
    driver: str = ""
    name: str = ""  # this guest's
    shared: bool = True
    presence: Presence | None = None
    in_lobby: bool = False


def listed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, names))[:MOST_NAMES])


def free_name(wanted: str, present: str, *taken: Collection[str]) -> str:
    """The wanted name, else the present "Ada (3)", else the first such; "" stays."""
    own = [present] if present.startswith(f"{wanted} (") else []
    tries = chain([wanted], own, (f"{wanted} ({number})" for number in count(2)))
    return next(x for x in tries if not x or not any(x in names for names in taken))


def read_presence(message: Any) -> Presence:
    """Read a worker's guests from JSON. Raises ValueError, KeyError or TypeError."""
    presenters, names, raised = (message[field][:MOST_NAMES] for field in LISTS)
    return Presence(
        **{name: _count(message[name]) for name in PEOPLE},
        presenters=tuple(said_line(str(name)) for name in presenters),
        names=tuple(said_line(str(name)) for name in names),
        raised=tuple((float(at), said_line(str(name))) for at, name in raised),
    )
