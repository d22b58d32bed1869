"""Time until a presenter's press reaches every guest of a full room, over real connections.

The room stands still, so the first bytes that come to a guest after a press are its drawing. All
guests are in a process of their own, `reach.py PORT COUNT`: it writes a line when all wait, and
answers each line of its input with the seconds since 1970 at which the kernel received each guest's
first bytes since the line before; only then are they decrypted. The kernel may join bytes that come
later to the first, with the later time.
"""

import asyncio
import contextlib
import json
import os
import socket
import struct
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import asyncssh
from crowd import (
    FIRST_FRAME_BYTES,
    Place,
    at_terminal,
    connect,
    guest_size,
    own_host,
    percentile,
    read_all,
)
from table import Row

from tui.hosting.keys import PRESENTER_LOGIN

GUESTS = 200
# Jumps to tenths, a post on and one back: each changes every row of the feed.
KEYS = ("5", "2", "8", "]", "[", "1", "9", "4", "7", "3", "6", "2")
IDLE_SECONDS, SETTLE_SECONDS, READ_SECONDS = 5.0, 1.2, 1.0  # before, after a press, to decrypt
SO_TIMESTAMPNS = 35  # Linux: each piece comes with the time when the kernel received it
JOINS_AT_ONCE = 4


class Hearer:
    """A guest; the kernel holds all that comes after `join` until `heard`."""

    async def join(self, port: int, size: tuple[int, int]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._socket.setblocking(False)
        self._connection = await connect(port, sock=self._socket)
        assert self._connection._transport is not None
        self._transport = self._connection._transport
        guest = await at_terminal(self._connection, size=size)
        await guest.stdout.readexactly(FIRST_FRAME_BYTES)
        self._reading = asyncio.create_task(read_all(guest))

    def hold(self) -> None:
        self._transport.pause_reading()

    def heard(self) -> float | None:
        """The time of the first bytes, which are then read."""
        found = None
        with contextlib.suppress(BlockingIOError):
            _, notes, _, _ = self._socket.recvmsg(1, 64, socket.MSG_PEEK)
            seconds, nanoseconds = struct.unpack("qq", notes[0][2])
            found = seconds + nanoseconds / 1e9
        self._transport.resume_reading()
        return found


async def hear(port: int, count: int) -> None:
    """The process of all guests."""
    os.nice(10)  # real guests have machines of their own
    guests = [Hearer() for _ in range(count)]
    for first in range(0, count, JOINS_AT_ONCE):
        numbers = range(first, min(count, first + JOINS_AT_ONCE))
        await asyncio.gather(*(guests[each].join(port, guest_size(each)) for each in numbers))
    while True:
        for guest in guests:
            guest.hold()
        print("waiting", flush=True)
        if not await asyncio.to_thread(sys.stdin.readline):
            os._exit(0)  # all connections at once
        print(json.dumps([guest.heard() for guest in guests]), flush=True)
        await asyncio.sleep(READ_SECONDS)


@contextlib.asynccontextmanager
async def hearers(port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    there = await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, str(port), str(GUESTS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert there.stdout is not None
        assert await there.stdout.readline(), "the guests have ended"
        yield there
    finally:
        there.kill()
        await there.wait()


async def reach(place: Place, key: str) -> tuple[list[list[float]], float]:
    """Milliseconds from each press to each guest; CPU ms of the host for each."""
    presenter = await at_terminal(await connect(place.port, PRESENTER_LOGIN, key))
    reading = asyncio.create_task(read_all(presenter))
    async with hearers(place.port) as there:

        async def heard() -> list[float | None]:
            assert there.stdin is not None
            assert there.stdout is not None
            there.stdin.write(b"\n")
            found: list[float | None] = json.loads(await there.stdout.readline())
            await there.stdout.readline()  # it waits again
            return found

        with contextlib.suppress(PermissionError):  # a host for so many has its processors alone
            for pid in place.pids:
                os.sched_setscheduler(pid, os.SCHED_RR, os.sched_param(1))
        idle = 0.0
        while idle == 0.0 or any(await heard()):
            began, cpu = time.monotonic(), place.cpu
            await asyncio.sleep(IDLE_SECONDS)
            idle = (place.cpu - cpu) / (time.monotonic() - began) or 1e-9
        presses, used = [], 0.0
        for each in KEYS:
            while any(await heard()):  # a note of the last press goes away
                pass
            cpu, began = place.cpu, time.time()
            presenter.stdin.write(each.encode())
            await asyncio.sleep(SETTLE_SECONDS)
            used += place.cpu - cpu - idle * (time.time() - began)
            times = [at for at in await heard() if at is not None]
            assert len(times) == GUESTS, "a guest saw nothing of a press"
            presses.append([(at - began) * 1000 for at in times])
    reading.cancel()
    return presses, used * 1000 / len(KEYS) / GUESTS


async def rows(workers: int, bar: float) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        key = asyncssh.generate_private_key("ssh-ed25519", comment="ada")
        (listed := Path(folder, "presenters")).write_bytes(key.export_public_key())
        key.write_private_key(mine := Path(folder, "ada"))
        words = ("--room", "--presenter-keys", listed, "--workers", workers, "--limit-session", 0)
        async with own_host(*words) as place:
            presses, used = await reach(place, str(mine))
    name = f"press, {GUESTS} guests, {workers} worker{'s' * (workers > 1)}"
    found = [Row(f"{name}: host's CPU a guest", used, 1.8, "ms")]
    for share, limit in ((0.5, None), (0.95, bar)):
        each = [percentile(press, share) for press in presses]
        value = percentile([at for press in presses for at in press], share)
        found.append(Row(f"{name}: p{share * 100:.0f}", value, limit, "ms", (min(each), max(each))))
    return found


if __name__ == "__main__":
    asyncio.run(hear(*map(int, sys.argv[1:])))
