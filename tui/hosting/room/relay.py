"""A room's lines carry a press to the other workers, and through a store to other machines. A line
is a JSON object: `room` and one of `state` (after a press), `presence` of the worker `from` (null:
it has ended), `offset` of the store's clock, `shared` (true: the store answers)."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from typing import Protocol

from tui.hosting.links import Line
from tui.hosting.monitoring.log import EventLog
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
MOST_NAME_CHARACTERS = 64  # of a worker
MEANINGLESS = (ValueError, KeyError, TypeError, OverflowError, RecursionError, OptionError)

type Send = Callable[[Line], object]


class RoomLines:
    """A room's lines in one worker: `send` gets its own, `hear` takes others."""

    def __init__(self, room: Room, worker: str, send: Send) -> None:
        self.room, self.id = room, blog_id(room.blog)
        self._worker, self._send = worker, send
        self._loop = asyncio.get_running_loop()
        self._elsewhere: dict[str, Presence] = {}
        self._told = Presence()
        self._presence_timer: asyncio.TimerHandle | None = None
        room.seats.worker, room.seats.elsewhere = worker, self._elsewhere
        room.on_press = self._tell_state
        room.on_presence = self._tell_presence
        self._change_timer: asyncio.TimerHandle | None = None
        room.onlookers[self._await_change] = None
        self._await_change()

    def _tell_state(self) -> None:
        self._send({"room": self.id, "state": state_value(self.room.state)})

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
            self._tell_presence_now()

    def _presence_over(self) -> None:
        self._presence_timer = None
        if Presence.of(self.room.seats.here) != self._told:
            self._tell_presence()

    def _tell_presence_now(self) -> None:
        self._told = here = Presence.of(self.room.seats.here)
        self._send({"room": self.id, "from": self._worker, "presence": asdict(here)})

    def hear(self, line: Line) -> None:
        match line:
            case {"state": state}:
                self.room.adopt(read_state(state))
            case {"from": worker, "presence": here}:
                self._elsewhere.pop(worker, None)
                if here is not None:
                    self._elsewhere[worker] = read_presence(here)
                self.room.presence_changed()
            case {"offset": offset}:
                self.room.set_offset(offset)
            case {"shared": shared}:
                self.room.set_shared(shared)


class Store(Protocol):
    def put(self, line: Line) -> None: ...


class Relay:
    """Passes lines on, between workers and to the store."""

    def __init__(self, machine: str) -> None:
        self.machine = machine  # this machine's name among those that share rooms
        self.store: Store | None = None
        self._workers: dict[int, Send] = {}
        self._last: dict[tuple[str, str], Line] = {}
        """Last lines by room, and by kind or worker, for workers that start later."""

    def name_of(self, worker: int) -> str:
        """A worker's name among all machines."""
        return f"{self.machine}.{worker}"

    def add(self, worker: int, send: Send) -> None:
        """Send a worker the last line of each kind, and all further lines."""
        self._workers[worker] = send
        # A state from the store is anchored by the store's clock.
        lines = sorted(self._last.values(), key=lambda line: "offset" not in line)
        for line in lines:
            if line.get("from") != self.name_of(worker):
                send(line)

    def remove(self, worker: int) -> None:
        self._workers.pop(worker, None)
        name = self.name_of(worker)
        for room in [room for room, kind in self._last if kind == name]:
            self.receive({"room": room, "from": name, "presence": None}, worker)

    def last_state(self, room: str) -> Line | None:
        return self._last.get((room, "state"))

    def presences_here(self) -> list[Line]:
        return [line for line in self._last.values() if self.is_own(line)]

    def is_own(self, line: Line) -> bool:
        """True for a line about this machine's guests."""
        return str(line.get("from", "")).startswith(f"{self.machine}.")

    def receive(self, line: Line, worker: int | None = None) -> None:
        """Pass a line on: a worker's to others and the store, the store's (None) to all. Of two
        presses at once the first counts, and the sender of the other gets it."""
        if "state" in line and not self._is_next(line, worker):
            return
        key = (line["room"], line.get("from") or next(kind for kind in line if kind != "room"))
        if line.get("presence", ...) is None:
            self._last.pop(key, None)
        else:
            self._last[key] = line
        for number, send in self._workers.items():
            if number != worker:
                send(line)
        if self.store is not None and worker is not None:
            self.store.put(line)

    def _is_next(self, line: Line, worker: int | None) -> bool:
        known = self.last_state(line["room"])
        if known is None:
            return True
        new, old = line["state"]["revision"], known["state"]["revision"]
        if new > old or (new == old and worker is None):
            return True
        if worker in self._workers:
            self._workers[worker](known)
        return False


def checked_line(data: bytes, rooms: set[str], log: EventLog) -> Line | None:
    """Read a store's line; None for an invalid line. Raises StateVersionError."""
    try:
        line = json.loads(data)
        if line["room"] not in rooms:
            return None
        if "state" in line:
            read_state(line["state"])
            return {"room": line["room"], "state": line["state"]}
        worker, here = str(line["from"])[:MOST_NAME_CHARACTERS], line["presence"]
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
    map = ReadingPlan.of(blog).map(Tempo())
    about = f"{blog.title}\n{blog.start.isoformat()}\n{blog.end.isoformat()}\n{len(blog.posts)}"
    named = f"{about}\n{map.watch.tobytes().hex()}"
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]
