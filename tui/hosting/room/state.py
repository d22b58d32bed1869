"""The state of a room: one small value that all its workers share, and its form as JSON.

`VERSION` is that of the form. An older form is read; a newer one is refused in a sentence.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from tui.model.safe_text import one_line, printable
from tui.playback.playhead import Clock
from tui.playback.tempo import DEFAULT_PACE_WPM, Tempo

VERSION = 2
MOST_SAID_CHARACTERS = 200
CURTAINS = LOBBY, ENDED, JOIN = "lobby", "ended", "join"
NUMBERS = {"anchor": "", "speed": "", "pace": DEFAULT_PACE_WPM, "read": 0.0}
"""The numbers of a state, and what they are where an older host left them out."""


MOST = 1e12
"""No number of a clock is larger: its anchor is in seconds since 1970."""


class NewerStateError(ValueError):
    """The state was written by a newer host, in a form that this one does not know."""


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
    """What covers the page: LOBBY, ENDED, or nothing; JOIN: the projector shows how to join."""
    hands_seen: int = 0
    """Counts the times that a presenter took all raised hands down."""


def said_line(typed: str) -> str:
    """Make a typed text fit to be shown to everybody: one line, at most 200 characters."""
    return one_line(typed)[:MOST_SAID_CHARACTERS].strip()


def state_text(state: RoomState) -> str:
    """Write a state as JSON."""
    clock = state.clock
    return json.dumps(
        {
            "version": VERSION,
            "revision": state.revision,
            "anchor": clock.anchor,
            "moment": clock.moment.isoformat(),
            "reading": clock.tempo.reading,
            "pace": clock.tempo.pace,
            "speed": clock.tempo.speed,
            "read": clock.read,
            "playing": clock.playing,
            "jumps": state.jumps,
            "driver": state.driver,
            "begun": state.begun,
            "point": state.point,
            "points": state.points,
            "said": state.said,
            "curtain": state.curtain,
            "hands_seen": state.hands_seen,
        },
        ensure_ascii=False,
    )


def read_state(message: Any) -> RoomState:
    """Read a state.

    Raises NewerStateError for one of a newer host; ValueError, KeyError, TypeError or OptionError
    for an invalid one.
    """
    if not isinstance(message, dict):
        raise TypeError("no object")
    version = int(message.get("version", 1))
    if version > VERSION:
        raise NewerStateError(
            f"The room's state has version {version}; this host reads versions up to {VERSION}: "
            "update it, or give it a store of its own."
        )
    moment = datetime.fromisoformat(message["moment"])
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    # States of before there was a pace have a constant speed alone.
    reading = bool(message.get("reading", False))
    numbers = [float(message.get(name, usual)) for name, usual in NUMBERS.items()]
    anchor, speed, pace, read = numbers
    possible = all(abs(number) <= MOST for number in numbers)  # not a number is not
    if not possible or not (speed > 0 and pace > 0 and read >= 0):
        raise ValueError("a number that no clock has")
    tempo = Tempo(pace=pace, speed=speed, reading=reading)
    revision, point = int(message["revision"]), message.get("point")
    return RoomState(
        revision,
        Clock(anchor, moment, tempo, bool(message["playing"]), read),
        int(message["jumps"]),
        printable(str(message["driver"])),
        begun=bool(message.get("begun", revision > 0)),
        point=None if point is None else _read_point(point),
        points=int(message.get("points", 0)),
        said=said_line(str(message.get("said", ""))),
        curtain=curtain if (curtain := message.get("curtain")) in CURTAINS else "",
        hands_seen=int(message.get("hands_seen", 0)),
    )


def _read_point(numbers: list[Any]) -> Point:
    point = Point(*map(int, numbers))
    if min(point) < 0:
        raise ValueError("a place that no post has")
    return point
