"""Copies of a room: one in each process, equal by the lines that neighbours exchange. A line is a
JSON object: `room` and one of `state` (after a press), `presence` of the worker `from` (null: it
has ended), `shared` (true: the store answers)."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256

from tui.hosting.door.links import Line
from tui.hosting.room.clock import Room
from tui.hosting.room.state import VERSION, Presence, read_presence, read_state, state_value
from tui.hosting.turns import NOBODY
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo

LEAST_WAIT_SECONDS = 0.05  # from one change of a room by itself to the next

type Send = Callable[[Line], object]


class RoomCopy:
    """A room in one process. A worker's neighbour is the first process; the `neighbours` of that
    are all workers and the store. A copy applies each line that it hears, and passes it on."""

    def __init__(self, room: Room, name: str) -> None:
        self.room, self.id, self._name = room, room_id(room), name
        self._loop = asyncio.get_running_loop()
        self.neighbours: dict[str, Send] = {}
        self._change_timer: asyncio.TimerHandle | None = None
        room.worker = name
        room.on_press = lambda: self._tell(self.state_line())
        room.on_presence = lambda: self._tell(self._presence_line(name, room.here))
        room.onlookers[self._await_change] = None
        self._await_change()

    def add(self, name: str, send: Send) -> None:
        """Exchange lines with a new neighbour, which gets all that is known."""
        self.neighbours[name] = send
        store = {"room": self.id, "shared": self.room.shared}
        for line in (store, self.state_line(), *self.presence_lines()):  # in this order
            if line.get("from") != name:
                send(line)

    def remove(self, name: str) -> None:
        if name in self.neighbours:
            self.hear(self._presence_line(name, None), name)
            del self.neighbours[name]

    def hear(self, line: Line, source: str) -> None:
        """Apply a neighbour's line and pass it on. An invalid line raises an error of
        `read_state`."""
        match line:
            case {"state": state}:
                if not self.room.adopt(read_state(state)):
                    return
            case {"shared": shared}:
                self.room.shared = shared
                self.room.show_change()
            case _:
                here, worker = line["presence"], str(line["from"])
                self.room.note_worker(worker, None if here is None else read_presence(here))
        self._tell(line, but=source)

    def presence_lines(self) -> list[Line]:
        """Guests of each worker that is known."""
        every = {**self.room.elsewhere, self._name: self.room.here}
        return [self._presence_line(name, here) for name, here in every.items()]

    def _presence_line(self, name: str, here: Presence | None) -> Line:
        presence = None if here is None else asdict(here)
        return {"room": self.id, "from": name, "presence": presence}

    def state_line(self) -> Line:
        return {"room": self.id, "state": state_value(self.room.state)}

    def _tell(self, line: Line, *, but: str = "") -> None:
        for name, send in self.neighbours.items():
            if name != but:
                send(line)

    def _await_change(self) -> None:
        """Set the timer for the room's next change by itself."""
        if self._change_timer is not None:
            self._change_timer.cancel()
            self._change_timer = None
        if (wait := self.room.next_change_in) is not None:
            wait = max(wait, LEAST_WAIT_SECONDS)
            self._change_timer = self._loop.call_later(
                wait, self.room.change_by_itself, context=NOBODY
            )


def room_id(room: Room) -> str:
    """An id that differs between the rooms in a store."""
    blog = room.blog
    # Moments depend on how long each post takes to read, so the map is part of it.
    times = ReadingPlan.of(blog).map(Tempo())
    about = f"{blog.title}\n{blog.start.isoformat()}\n{blog.end.isoformat()}\n{len(blog.posts)}"
    starts = "" if room.driven or room.start_at is None else room.start_at.timestamp()
    named = f"{VERSION}\n{about}\n{starts}\n{times.watch.tobytes().hex()}"
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:16]
