"""Hosts in processes of their own, what they cost, and guests on real connections. Linux only."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import asyncssh

TESTS = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("liveblog-tui")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
FIRST_FRAME_BYTES = 1500
"""Output that surely contains a guest's first frame."""
NO_LIMITS = {
    "guests": 10_000,
    "per_address": 10_000,
    "connects_per_minute": 60_000,
    "login_time": 600,
}
WINDOWS = ((80, 24), (120, 30), (80, 24), (100, 30), (237, 60), (132, 43), (80, 25), (211, 52))
"""Windows as people have them: many are as a terminal opens them, the others are all different."""

type Guest = asyncssh.SSHClientProcess[bytes]


def guest_size(number: int) -> tuple[int, int]:
    """The columns and lines of the guest with that number, of a hall of any length."""
    width, height = WINDOWS[number % len(WINDOWS)]
    return width - number // len(WINDOWS) % 3, height


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Place(NamedTuple):
    """A host: its port, its process, the address for browsers, if any."""

    port: int
    pid: int
    web: str = ""

    @property
    def pids(self) -> list[int]:
        """The process and all its descendants."""
        pids, queue = [], [self.pid]
        while queue:
            pid = queue.pop()
            pids.append(pid)
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    queue += map(int, (task / "children").read_text().split())
        return pids

    @property
    def cpu(self) -> float:
        """CPU seconds used so far, also by children that have ended."""
        total = 0
        for pid in self.pids:
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                total += sum(map(int, fields[11:15]))
        return total / TICKS_A_SECOND

    @property
    def memory(self) -> float:
        """MiB in use; memory that processes share counts once."""
        total = 0
        for pid in self.pids:
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
        return total / 1024


@contextmanager
def own_host(**options: Any) -> Iterator[Place]:
    """This program's host with the bundled blog, as a process of its own."""
    settings = {"listen": "127.0.0.1:0", **options, "limits": NO_LIMITS | options.get("limits", {})}
    with tempfile.TemporaryDirectory() as home:
        host = subprocess.Popen(
            [sys.executable, str(TESTS / "support/serve_bundled.py"), json.dumps(settings)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"XDG_DATA_HOME": home, "PYTHONPATH": str(TESTS.parent)},
        )
        try:
            assert host.stdout is not None
            port = int(host.stdout.readline().rstrip(".\n").rsplit(" ", 1)[1])
            web = ""
            while settings.get("web") and not web:
                line = host.stdout.readline()
                assert line, "the host has ended"
                web = line.partition("Guests open: ")[2].strip()
            yield Place(port, host.pid, web)
        finally:
            host.terminate()
            host.wait(30)


async def connect(
    port: int, user: str = "root", key: str = "", address: str = "127.0.0.1"
) -> asyncssh.SSHClientConnection:
    """A guest's connection."""
    return await asyncssh.connect(
        "127.0.0.1",
        port,
        local_addr=(address, 0),
        known_hosts=None,
        config=None,
        username=user,
        client_keys=[key] if key else None,
        agent_path=None,
    )


async def at_terminal(
    connection: asyncssh.SSHClientConnection, command: str = "", size: tuple[int, int] = (120, 40)
) -> Guest:
    """The session of a guest with a terminal."""
    return await connection.create_process(
        command or None,
        term_type="xterm-256color",
        term_size=size,
        encoding=None,
        request_pty="force",
    )


async def read_all(guest: Guest) -> None:
    """Read to the end, and keep nothing."""
    with contextlib.suppress(asyncssh.Error, OSError):
        while await guest.stdout.read(1 << 16):
            pass


class Crowd:
    """Guests of one host; their output is only counted."""

    def __init__(self, place: Place, session: aiohttp.ClientSession | None) -> None:
        self._place, self._session = place, session
        self._open: list[tuple[Any, asyncio.Task[None]]] = []
        self.received = 0

    def __len__(self) -> int:
        return len(self._open)

    async def join(self, command: str = "") -> None:
        """Adds a guest; returns when they have seen the first frame."""
        shown = asyncio.Event()
        if self._session is not None:
            there: Any = await self._session.ws_connect(f"{self._place.web}ws")
            await there.send_json({"size": (120, 40)})
            reading = self._read_web(there, shown)
        else:
            there = await connect(self._place.port)
            reading = self._read(await at_terminal(there, command), shown)
        self._open.append((there, asyncio.create_task(reading)))
        async with asyncio.timeout(120):
            await shown.wait()

    async def leave(self) -> None:
        """All guests go."""
        for there, reading in self._open:
            reading.cancel()
            if self._session is None:
                there.abort()
            else:
                await there.close()
            await asyncio.wait({reading})
        self._open.clear()

    async def _read(self, guest: Guest, shown: asyncio.Event) -> None:
        mine = 0
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await guest.stdout.read(1 << 16):
                mine += len(data)
                self.received += len(data)
                if mine > FIRST_FRAME_BYTES:
                    shown.set()

    async def _read_web(
        self, socket: aiohttp.ClientWebSocketResponse, shown: asyncio.Event
    ) -> None:
        mine = 0
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                mine += len(message.data)
                self.received += len(message.data)
                if mine > FIRST_FRAME_BYTES:
                    shown.set()


@asynccontextmanager
async def crowd(place: Place, *, browsers: bool = False) -> AsyncIterator[Crowd]:
    """A crowd over SSH, or at websockets, that leaves in the end."""
    async with aiohttp.ClientSession() as session:
        guests = Crowd(place, session if browsers else None)
        try:
            yield guests
        finally:
            await guests.leave()


async def probed(place: Place, presses: int, address: str = "127.0.0.1") -> list[float]:
    """Milliseconds from each key to its redraw, for a guest with a client process of its own."""
    async with probe(place.port, presses, address) as process:
        out, _ = await process.communicate()
    return [float(json.loads(line)[1]) for line in out.splitlines()]


@asynccontextmanager
async def probe(
    port: int, presses: int = 0, address: str = "127.0.0.1"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """One who presses keys, on a clock of their own that stands; with 0 presses without end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(Path(__file__).with_name("probe.py"))),
        *(str(port), address, str(presses)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
