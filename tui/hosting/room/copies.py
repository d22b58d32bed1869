"""Copies of a room: one in each process, equal by the lines that neighbours exchange. A line is a
JSON object: `room` and one of `state` (after a press), `presence` of the worker `from` (null: it
has ended), `offset` of the store's clock, `shared` (true: the store answers)."""

import asyncio
import json
from collections.abc import Callable, Collection
from dataclasses import asdict
from hashlib import sha256
from typing import NamedTuple

from tui.hosting.door.links import Line
from tui.hosting.monitoring import EventLog
from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence, read_presence
from tui.hosting.room.state import StateVersionError, read_state, state_value
from tui.hosting.turns import NOBODY
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo

PRESENCE_SECONDS = 0.5  # between two lines about a worker's guests, at least
LEAST_WAIT_SECONDS = 0.05  # from one change of a room by itself to the next
WORKER_NAME_CHARACTERS = 64
MEANINGLESS = (ValueError, KeyError, TypeError, OverflowError, RecursionError, OptionError)

type Send = Callable[[Line], object]


class Neighbour(NamedTuple):
    """`leads`: of two presses at once the neighbour's counts, and it knows more than this copy."""

    send: Send
    leads: bool


class RoomCopy:
    """A room in one process. A worker's neighbour is the first process; the neighbours of that are
    all workers and the store. A copy applies each line that it hears, and passes it on."""

    def __init__(self, room: Room, name: str) -> None:
        self.room, self.id, self._name = room, blog_id(room.blog), name
        self._loop = asyncio.get_running_loop()
        self._neighbours: dict[str, Neighbour] = {}
        self._told = Presence()
        self._presence_timer: asyncio.TimerHandle | None = None
        self._change_timer: asyncio.TimerHandle | None = None
        room.seats.worker = name
        room.on_press = lambda: self._tell(self._state_line())
        room.on_presence = self._tell_presence
        room.onlookers[self._await_change] = None
        self._await_change()

    def add(self, name: str, send: Send, *, leads: bool = False) -> None:
        """Exchange lines with a neighbour; one that does not lead gets all that is known."""
        self._neighbours[name] = Neighbour(send, leads)
        if leads:
            return
        if self.room.offset is not None:  # first: the store's clock anchors the state
            send(self._line(offset=self.room.offset))
        for line in (self._state_line(), self._line(shared=self.room.shared)):
            send(line)
        for line in self.presence_lines():
            if line["from"] != name:
                send(line)

    def remove(self, name: str) -> None:
        """Forget a neighbour and its guests."""
        if name in self._neighbours:
            self.hear(self._line(presence=None, **{"from": name}), name)
            del self._neighbours[name]

    def hear(self, line: Line, source: str) -> None:
        """Apply a neighbour's line and pass it on. Of two presses at once the first counts, and the
        worker that sent the other hears it."""
        send, leads = self._neighbours[source]
        if "state" in line and not self.room.adopt(read_state(line["state"]), wins_tie=leads):
            if not leads:
                send(self._state_line())
            return
        self._tell(line, but=source)
        match line:
            case {"from": worker, "presence": here}:
                self.room.note_worker(worker, None if here is None else read_presence(here))
            case {"offset": offset}:
                self.room.set_offset(offset)
            case {"shared": shared}:
                self.room.set_shared(shared)

    def presence_lines(self) -> list[Line]:
        """Guests of each worker that is known."""
        seats = self.room.seats
        every = {**seats.elsewhere, self._name: Presence.of(seats.here)}
        return [self._line(presence=asdict(here), **{"from": name}) for name, here in every.items()]

    def _line(self, **about: object) -> Line:
        return {"room": self.id, **about}

    def _state_line(self) -> Line:
        return self._line(state=state_value(self.room.state))

    def _tell(self, line: Line, *, but: str = "") -> None:
        for name, neighbour in self._neighbours.items():
            if name != but:
                neighbour.send(line)

    def _await_change(self) -> None:
        """Set the timer for the room's next change by itself."""
        if self._change_timer is not None:
            self._change_timer.cancel()
            self._change_timer = None
        if (wait := self.room.next_change_in) is not None:
            wait = max(wait, LEAST_WAIT_SECONDS)
            self._change_timer = self._loop.call_later(wait, self.room.show_change, context=NOBODY)

    def _tell_presence(self) -> None:
        """Report the guests here, twice a second at most."""
        if self._presence_timer is None:
            self._presence_timer = self._loop.call_later(
                PRESENCE_SECONDS, self._presence_over, context=NOBODY
            )
            self._told = here = Presence.of(self.room.seats.here)
            self._tell(self._line(presence=asdict(here), **{"from": self._name}))

    def _presence_over(self) -> None:
        self._presence_timer = None
        if Presence.of(self.room.seats.here) != self._told:
            self._tell_presence()


def checked_line(data: bytes, rooms: Collection[str], log: EventLog) -> Line | None:
    """Read a store's line; None for an invalid line. Raises StateVersionError."""
    try:
        line = json.loads(data)
        if line["room"] not in rooms:
            return None
        if "state" in line:
            read_state(line["state"])
            return {"room": line["room"], "state": line["state"]}
        worker, here = str(line["from"])[:WORKER_NAME_CHARACTERS], line["presence"]
        if here is not None:
            here = asdict(read_presence(here))
    except StateVersionError:
        raise
    except MEANINGLESS as error:
        log.record("store nonsense", reason=type(error).__name__)
        return None
    return {"room": line["room"], "from": worker, "presence": here}


def blog_id(blog: LiveBlog) -> str:
    """An id that differs between the live blogs in a store."""
    # Moments depend on how long each post takes to read, so the map is part of it.
    times = ReadingPlan.of(blog).map(Tempo())
    about = f"{blog.title}\n{blog.start.isoformat()}\n{blog.end.isoformat()}\n{len(blog.posts)}"
    named = f"{about}\n{times.watch.tobytes().hex()}"
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]
