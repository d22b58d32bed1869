"""The state of a room: one small value that all its workers share, and its form as JSON.

`VERSION` is that of the form; a state in another form is refused in a sentence.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from tui.model.safe_text import one_line, printable
from tui.playback.glide import Clock
from tui.playback.tempo import Tempo

VERSION = 5
MOST_SAID_CHARACTERS = 200
CURTAINS = LOBBY, ENDED, JOIN = "lobby", "ended", "join"
MOST = 1e12
"""No number of a clock is larger: its anchor is in seconds since 1970."""
MOST_COUNT = 1 << 50
"""No count is larger: one more than that is a number that JSON still has exactly."""
COUNTS = ("revision", "posts", "jumps", "points", "hands_seen")


class StateVersionError(ValueError):
    """The state was written by another version of the host, in a form that this one does not
    know."""


class Point(NamedTuple):
    """The place that is shown to all: character `start` of part `part` of a post."""

    post: int
    part: int
    start: int


@dataclass(frozen=True, slots=True)
class RoomState:
    """The state that all workers share. `clock.anchor` is in the room's seconds.

    Each press makes the next `revision`; `jumps` counts the presses that moved the moment; `driver`
    is the presenter who has the wheel.
    """

    revision: int
    clock: Clock
    posts: int = 0
    """The posts of the live blog when the clock was set; a longer state of it has more."""
    jumps: int = 0
    driver: str = ""
    begun: bool = False
    """Whether a presenter has let the clock play: the lobby is over."""
    point: Point | None = None
    """Where the feeds of all who follow are; None: each follows what is being read."""
    points: int = 0
    """Counts the times that a point was shown, so that the same one can be shown again."""
    said: str = ""
    """A line from a presenter to everybody."""
    curtain: str = ""
    """The cover of the page: LOBBY, ENDED, or nothing; JOIN: the projector shows how to join."""
    hands_seen: int = 0
    """Counts the times that a presenter took all raised hands down."""


def said_line(typed: str) -> str:
    """Make a typed text fit to be shown to everybody: one line, at most 200 characters."""
    return one_line(typed)[:MOST_SAID_CHARACTERS].strip()


def state_value(state: RoomState) -> dict[str, Any]:
    """Return a state in its form as JSON."""
    clock, tempo = state.clock, state.clock.tempo
    return asdict(state) | {
        "version": VERSION,
        "clock": {
            "anchor": clock.anchor,
            "moment": clock.moment.isoformat(),
            "playing": clock.playing,
            "read": clock.read,
            "pace": tempo.pace,
            "speed": tempo.speed,
            "reading": tempo.reading,
        },
    }


def read_state(message: Any) -> RoomState:
    """Read a state.

    Raises StateVersionError for one of another version of the host; ValueError, KeyError or
    TypeError for an invalid one.
    """
    if not isinstance(message, dict):
        raise TypeError("no object")
    version = int(message["version"])
    if version != VERSION:
        raise StateVersionError(
            f"The room's state has version {version}, and this host reads version {VERSION}: "
            "run the same version on all machines, or give this host a store of its own."
        )
    point, curtain = message["point"], message["curtain"]
    return RoomState(
        **{name: _count(message[name]) for name in COUNTS},
        clock=_read_clock(message["clock"]),
        driver=printable(str(message["driver"])),
        begun=bool(message["begun"]),
        point=None if point is None else Point(*map(_count, point)),
        said=said_line(str(message["said"])),
        curtain=curtain if curtain in CURTAINS else "",
    )


def _read_clock(message: Any) -> Clock:
    moment = datetime.fromisoformat(message["moment"])
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    numbers = [float(message[name]) for name in ("anchor", "speed", "pace", "read")]
    anchor, speed, pace, read = numbers
    possible = all(abs(number) <= MOST for number in numbers)  # not a number is not
    if not possible or not (speed > 0 and pace > 0 and read >= 0):
        raise ValueError("a number that no clock has")
    tempo = Tempo(pace=pace, speed=speed, reading=bool(message["reading"]))
    return Clock(anchor, moment, tempo, bool(message["playing"]), read)


def _count(number: Any) -> int:
    count = int(number)
    if not 0 <= count <= MOST_COUNT:
        raise ValueError("a count that no room comes to")
    return count
