"""How soon a presenter's press reaches every guest of a full room, over real connections.

The room stands still, so what comes to a guest after a press is the drawing of that press. All
guests come from one address, with a hall's ration.
"""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import asyncssh
from crowd import Place, own_host, percentile
from table import Row

from tui.hosting.keys import PRESENTER_LOGIN

GUESTS = 200
KEYS = ("5", "2", "8", "]", "[", "1", "9", "4", "7", "3", "6", "2")
"""Jumps to tenths, a post on and one back: each changes every row of the feed."""
IDLE_SECONDS = 5.0
SETTLE_SECONDS = 2.5
"""From a press until nothing more comes of it."""
CLIENT_SECONDS = 1.0
"""For the guests to decrypt what has come."""
PATIENCE = 300.0


class Heard(NamedTuple):
    """What came of one press: for each guest the seconds to the first and the last piece."""

    first: list[float]
    last: list[float]
    written: int


class Reach(NamedTuple):
    """A room's presses; CPU ms are those of a press, for each guest."""

    presses: list[Heard]
    host_cpu: float
    client_cpu: float

    @property
    def first(self) -> list[float]:
        """Milliseconds from each press to each guest's first piece."""
        return [each * 1000 for press in self.presses for each in press.first]

    @property
    def last(self) -> list[float]:
        """Milliseconds from each press to each guest's last piece."""
        return [each * 1000 for press in self.presses for each in press.last]

    def each_press(self, share: float) -> list[float]:
        """That percentile of the guests, in milliseconds, for each press."""
        return [percentile(press.first, share) * 1000 for press in self.presses]


class Hearers:
    """The process of all guests."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def cpu(self) -> float:
        """CPU seconds that the guests have used so far."""
        return Place(0, self._process.pid).cpu

    async def line(self) -> str:
        """The next line that the process writes."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        assert line, "the guests have ended"
        return line.decode()

    async def heard(self) -> list[list[tuple[float, int]]]:
        """The pieces that have come to each guest since the last call."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        return [[(at, size) for at, size in pieces] for pieces in json.loads(await self.line())]


@asynccontextmanager
async def hearers(place: Place, count: int) -> AsyncIterator[Hearers]:
    """So many guests of a host, all with a first frame."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("hearers.py")),
        str(place.port),
        str(count),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    try:
        there = Hearers(process)
        await there.line()
        yield there
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def presenter(place: Place, key: Path) -> AsyncIterator["asyncssh.SSHClientProcess[bytes]"]:
    """A presenter, who sees their own screen."""
    async with asyncssh.connect(
        "127.0.0.1",
        place.port,
        known_hosts=None,
        config=None,
        username=PRESENTER_LOGIN,
        client_keys=[str(key)],
        agent_path=None,
    ) as connection:
        process = await connection.create_process(
            term_type="xterm-256color", term_size=(120, 40), encoding=None, request_pty="force"
        )
        reading = asyncio.create_task(read_all(process.stdout))
        yield process
        reading.cancel()


async def read_all(stream: "asyncssh.SSHReader[bytes]") -> None:
    """Read, and keep nothing."""
    while await stream.read(1 << 16):
        pass


async def reach(place: Place, key: Path, guests: int, keys: tuple[str, ...]) -> Reach:
    """Let a presenter press these keys in a room with so many guests."""
    async with presenter(place, key) as presents, hearers(place, guests) as there:
        put_first(place)
        idle = await idle_cpu(place, there)
        presses, host_cpu, client_cpu = [], 0.0, 0.0
        for each in keys:
            stray = [pieces for pieces in await there.heard() if pieces]
            assert not stray, f"the room writes while it stands still: {stray[:3]}"
            await asyncio.sleep(CLIENT_SECONDS)
            cpu, clients, began = place.cpu, there.cpu, time.time()
            presents.stdin.write(each.encode())
            await asyncio.sleep(SETTLE_SECONDS)
            host_cpu += place.cpu - cpu - idle * (time.time() - began)
            client_cpu += there.cpu - clients
            presses.append(_press(began, await there.heard()))
            await asyncio.sleep(CLIENT_SECONDS)
        each_one = 1000 / len(keys) / guests
        return Reach(presses, host_cpu * each_one, client_cpu * each_one)


async def idle_cpu(place: Place, there: Hearers) -> float:
    """Wait until the host writes nothing to anybody; the CPU seconds that it uses a second."""
    while True:
        began, cpu = time.monotonic(), place.cpu
        await asyncio.sleep(IDLE_SECONDS)
        if not any(await there.heard()):
            return (place.cpu - cpu) / (time.monotonic() - began)


def _press(began: float, heard: list[list[tuple[float, int]]]) -> Heard:
    missed = sum(not pieces for pieces in heard)
    assert not missed, f"{missed} guests saw nothing of a press"
    first = [pieces[0][0] - began for pieces in heard]
    last = [pieces[-1][0] - began for pieces in heard]
    return Heard(first, last, sum(size for pieces in heard for _, size in pieces))


def put_first(place: Place) -> None:
    """Let the host run before all other programs of this machine, if this user may do that: a host
    for two hundred guests has its processors for itself."""
    with contextlib.suppress(PermissionError):
        for pid in place.pids:
            os.sched_setscheduler(pid, os.SCHED_RR, os.sched_param(1))


def measured(workers: int, guests: int = GUESTS, keys: tuple[str, ...] = KEYS) -> Reach:
    """The presses in a room of a host with so many workers."""
    with tempfile.TemporaryDirectory() as folder:
        key, listed = Path(folder, "ada"), Path(folder, "presenters")
        made = asyncssh.generate_private_key("ssh-ed25519", comment="Ada")
        made.write_private_key(key)
        listed.write_bytes(made.export_public_key())
        # A keepalive request would come between.
        limits = {"session": 0}
        options = {"room": True, "presenter_keys": str(listed), "workers": workers}
        with own_host(limits=limits, **options) as place:
            return asyncio.run(reach(place, key, guests, keys))


def rows(workers: int, bar: float) -> list[Row]:
    """The figures of a host with so many workers; `bar` is for the 95th percentile, in ms."""
    found = measured(workers)
    name = f"press, {GUESTS} guests, {workers} worker{'s' * (workers > 1)}"
    p50, p95 = (found.each_press(share) for share in (0.5, 0.95))
    written = sum(press.written for press in found.presses) / len(found.presses) / GUESTS
    return [
        Row(f"{name}: p50", percentile(found.first, 0.5), None, "ms", (min(p50), max(p50))),
        Row(f"{name}: p95", percentile(found.first, 0.95), bar, "ms", (min(p95), max(p95))),
        Row(f"{name}: p95 of the last bytes", percentile(found.last, 0.95), unit="ms"),
        Row(f"{name}: host's CPU a guest", found.host_cpu, unit="ms"),
        Row(f"{name}: clients' CPU a guest", found.client_cpu, unit="ms"),
        Row(f"{name}: bytes a guest", written),
    ]
