"""A room that the workers of one machine share in memory: its state, and each worker's guests.

Every worker looks at the memory a few times a second, which costs microseconds: nothing is sent.
"""

import asyncio
import json
import mmap
import struct
from multiprocessing import get_context
from zlib import crc32

from tui.hosting.monitoring.log import EventLog
from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Presence, presence_text, read_presence
from tui.hosting.room.state import RoomState, read_state, state_text

SLOT_BYTES = 8192  # more than any state, or any worker's guests, as JSON
POLL_SECONDS = 0.05  # between two looks at the other workers
LOCK_SECONDS = 0.5  # to wait for a worker that writes; one that was killed holds the lock for ever
HEADER = struct.Struct("<II")  # length and checksum


class RoomMemory:
    """The memory: a slot for the state, then one for each worker's guests. Make it before forking.

    A slot is read without a lock: half of a new text has not its checksum.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._memory = mmap.mmap(-1, (1 + workers) * SLOT_BYTES)
        self.lock = get_context("fork").Lock()

    def write(self, slot: int, text: str) -> None:
        """Put a text into a slot; slot 0 is the state's, the lock must be held for it."""
        data = text.encode()
        start = slot * SLOT_BYTES
        header = HEADER.pack(len(data), crc32(data))
        self._memory[start : start + HEADER.size + len(data)] = header + data

    def read(self, slot: int) -> bytes:
        """Return the text in a slot; empty if there is none, or another is being written."""
        start = slot * SLOT_BYTES
        length, checksum = HEADER.unpack_from(self._memory, start)
        first = start + HEADER.size
        data = self._memory[first : first + min(length, SLOT_BYTES - HEADER.size)]
        return data if crc32(data) == checksum else b""

    def forget(self, worker: int) -> None:
        """Forget the guests of a worker that has died."""
        self.write(1 + worker, presence_text(str(worker), Presence()))


class RoomOfWorkers:
    """Synchronises a worker's `room` with the memory: `run` it until cancelled, then `close`."""

    def __init__(self, memory: RoomMemory, room: Room, worker: int, log: EventLog) -> None:
        self._memory = memory
        self._room = room
        self._worker = worker
        self._log = log
        self._elsewhere: dict[str, Presence] = {}
        self._seen = [b""] * (1 + memory.workers)
        self._told_state = room.state
        self._told_presence = Presence()
        self._wake = asyncio.Event()
        room.presence_elsewhere, room.worker = self._elsewhere, str(1 + worker)
        room.on_press = self._wake.set

    async def settled(self) -> None:
        """Do nothing: the memory is there at once."""

    async def run(self) -> None:
        """Look at the memory again and again, and at once after a press."""
        while True:
            self.synchronise()
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()

    async def close(self) -> None:
        """Tell the other workers that this one has no guests any more."""
        self._memory.forget(self._worker)

    def synchronise(self) -> None:
        """Take what is new in the memory, and write what is new here."""
        held = self._memory.read(0)
        if held and held != self._seen[0]:
            self._seen[0] = held
            self._adopt(held)
        if self._room.state is not self._told_state:
            self._put()
        self._read_presences()
        here = self._room.presence_here
        if here != self._told_presence:
            self._told_presence = here
            self._memory.write(1 + self._worker, presence_text(str(self._worker), here))

    def _adopt(self, held: bytes) -> None:
        self._room.adopt(_state_in(held))
        if self._room.state.revision <= _state_in(held).revision:
            self._told_state = self._room.state

    def _put(self) -> None:
        """Write the state, unless another worker was first; then take that worker's."""
        locked = self._memory.lock.acquire(timeout=LOCK_SECONDS)
        if not locked:
            self._log.record("room lock lost", worker=self._worker)
        try:
            held = self._memory.read(0)
            if held and _state_in(held).revision >= self._room.state.revision:
                self._adopt(held)
            else:
                self._memory.write(0, state_text(self._room.state))
                self._told_state = self._room.state
        finally:
            if locked:
                self._memory.lock.release()

    def _read_presences(self) -> None:
        changed = False
        for slot in range(1, 1 + self._memory.workers):
            data = self._memory.read(slot)
            if slot != 1 + self._worker and data and data != self._seen[slot]:
                self._seen[slot] = data
                self._elsewhere[str(slot)] = read_presence(json.loads(data))
                changed = True
        if changed:
            self._room.presence_changed()


def _state_in(data: bytes) -> RoomState:
    return read_state(json.loads(data))
