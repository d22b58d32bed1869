"""Time until a presenter's press reaches every guest of a full room, over real connections.

The room stands still, so what comes to a guest after a press is the drawing of that press. All
guests come from one address, with a hall's ration, and are in a process of their own, which is run
as `reach.py PORT COUNT`: it writes a line when all have joined, and answers each line of its input
with the seconds since 1970 of each guest's first and last piece since the last such line. The
kernel notes the time of a piece, and no piece is decrypted before it was told of.
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
KEYS = ("5", "2", "8", "]", "[", "1", "9", "4", "7", "3", "6", "2")
"""Jumps to tenths, a post on and one back: each changes every row of the feed."""
IDLE_SECONDS, SETTLE_SECONDS, CLIENT_SECONDS = 5.0, 2.5, 1.0
"""Without a piece before all begins; from a press to its last piece; to decrypt what has come."""
SO_TIMESTAMPNS = 35
"""Linux: each piece comes with the time when the kernel received it."""
TIME = struct.Struct("qq")  # seconds and nanoseconds
JOINS_AT_ONCE = 4


class Hearer:
    """A guest. What comes from the host goes on to asyncssh at once until `holds`."""

    def __init__(self, port: int, size: tuple[int, int]) -> None:
        self._port, self._size = port, size
        self._host = socket.socket()
        self._host.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host.setblocking(False)
        self._held: list[bytes] = []
        self.holds = False
        self.times: list[float] = []

    async def join(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.sock_connect(self._host, ("127.0.0.1", self._port))
        # asyncssh takes no socket without an address, as `socketpair` makes them.
        with socket.create_server(("127.0.0.1", 0)) as server:
            outer = socket.create_connection(server.getsockname())
            reader, self._inner = await asyncio.open_connection(sock=server.accept()[0])
        loop.add_reader(self._host, self._hear)
        self._sending = loop.create_task(self._send(reader))
        self._connection = await asyncssh.connect(
            sock=outer, known_hosts=None, config=None, username="guest", agent_path=None
        )
        guest, seen = await at_terminal(self._connection, size=self._size), 0
        while seen < FIRST_FRAME_BYTES:
            data = await guest.stdout.read(1 << 16)
            assert data, "the host has sent the guest away"
            seen += len(data)
        self._reading = loop.create_task(read_all(guest))

    def let_go(self) -> None:
        """Decrypt what was held."""
        self._inner.write(b"".join(self._held))
        self._held.clear()
        self.times.clear()

    def _hear(self) -> None:
        data, notes, _, _ = self._host.recvmsg(1 << 16, 64)
        if not data:
            sys.exit("The host has closed a guest's connection.")
        self._held.append(data)
        if self.holds:
            seconds, nanoseconds = TIME.unpack(notes[0][2])
            self.times.append(seconds + nanoseconds / 1e9)
        else:
            self.let_go()

    async def _send(self, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(1 << 16):
            await asyncio.get_running_loop().sock_sendall(self._host, data)


async def hear(port: int, count: int) -> None:
    """The process of all guests."""
    os.nice(10)  # real guests have machines of their own
    guests = [Hearer(port, guest_size(number)) for number in range(count)]
    for first in range(0, count, JOINS_AT_ONCE):
        await asyncio.gather(*(each.join() for each in guests[first : first + JOINS_AT_ONCE]))
    for guest in guests:
        guest.holds = True
    print("joined", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps([each.times[:: max(1, len(each.times) - 1)] for each in guests]))
        sys.stdout.flush()
        for guest in guests:
            guest.let_go()
    os._exit(0)  # all connections at once


async def reach(place: Place, key: str) -> tuple[list[list[list[float]]], float]:
    """Seconds from each press to each guest's first and last piece; CPU ms of the host for each."""
    presenter = await at_terminal(await connect(place.port, PRESENTER_LOGIN, key))
    reading = asyncio.create_task(read_all(presenter))
    there = await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, str(place.port), str(GUESTS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    assert there.stdin is not None
    assert there.stdout is not None
    assert await there.stdout.readline(), "the guests have ended"

    async def heard() -> list[list[float]]:
        assert there.stdin is not None
        assert there.stdout is not None
        there.stdin.write(b"\n")
        found: list[list[float]] = json.loads(await there.stdout.readline())
        return found

    with contextlib.suppress(PermissionError):  # a host for so many has its processors for itself
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
            await asyncio.sleep(CLIENT_SECONDS)
        cpu, began = place.cpu, time.time()
        presenter.stdin.write(each.encode())
        await asyncio.sleep(SETTLE_SECONDS)
        used += place.cpu - cpu - idle * (time.time() - began)
        pieces = await heard()
        assert all(pieces), "a guest saw nothing of a press"
        presses.append([[at - began for at in times] for times in pieces])
        await asyncio.sleep(CLIENT_SECONDS)
    there.stdin.close()
    await there.wait()
    reading.cancel()
    return presses, used * 1000 / len(KEYS) / GUESTS


def rows(workers: int, bar: float) -> list[Row]:
    """The figures of a host with so many workers; `bar` is for the 95th percentile, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        key, listed = Path(folder, "ada"), Path(folder, "presenters")
        made = asyncssh.generate_private_key("ssh-ed25519", comment="Ada")
        made.write_private_key(key)
        listed.write_bytes(made.export_public_key())
        # Without a session's end, whose warning would come between.
        options = {"room": True, "presenter_keys": str(listed), "workers": workers}
        with own_host(limits={"session": 0}, **options) as place:
            presses, used = asyncio.run(reach(place, str(key)))
    name = f"press, {GUESTS} guests, {workers} worker{'s' * (workers > 1)}"
    first = [[times[0] * 1000 for times in press] for press in presses]
    last = [times[-1] * 1000 for press in presses for times in press]
    found = [Row(f"{name}: host's CPU a guest", used, 1.8, "ms")]
    for share, limit in ((0.5, None), (0.95, bar)):
        each = [percentile(press, share) for press in first]
        value = percentile([at for press in first for at in press], share)
        found.append(Row(f"{name}: p{share * 100:.0f}", value, limit, "ms", (min(each), max(each))))
    return [*found, Row(f"{name}: p95 of the last bytes", percentile(last, 0.95), unit="ms")]


if __name__ == "__main__":
    asyncio.run(hear(*map(int, sys.argv[1:])))
