"""Hosts in processes of their own with their cost, and guests on real connections. Linux only."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh

sys.path.append(str(Path(__file__).parents[1] / "support"))

from bundled_host import MANY, bundled_host

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
JOIN_SECONDS = 30.0  # in which a guest surely has joined
FIRST_FRAME_BYTES = 1500  # surely contain a guest's first frame
# Windows as people have them: many are as a terminal opens them, the others are all different.
WINDOWS = ((80, 24), (120, 30), (80, 24), (100, 30), (237, 60), (132, 43), (80, 25), (211, 52))

type Guest = asyncssh.SSHClientProcess[bytes]


def guest_size(number: int) -> tuple[int, int]:
    """The columns and lines of the guest with that number, of a hall of any length."""
    width, height = WINDOWS[number % len(WINDOWS)]
    return width - number // len(WINDOWS) % 3, height


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Place:
    """A running host: its port, and its processes."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid, self.port = pid, port

    @property
    def pids(self) -> list[int]:
        pids, queue = [], [self.pid]
        while queue:
            pid = queue.pop()
            pids.append(pid)
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    queue += map(int, (task / "children").read_text().split())
        return pids

    def _read(self, file: str) -> Iterator[str]:
        for pid in self.pids:
            with contextlib.suppress(OSError):
                yield Path(f"/proc/{pid}/{file}").read_text()

    @property
    def cpu(self) -> float:
        """CPU seconds used so far, also by children that have ended."""
        fields = (text.rpartition(")")[2].split()[11:15] for text in self._read("stat"))
        return sum(int(ticks) for each in fields for ticks in each) / TICKS_A_SECOND

    @property
    def memory(self) -> float:
        """MiB in use; memory that processes share counts once."""
        shares = (text.partition("\nPss:")[2].split() for text in self._read("smaps_rollup"))
        return sum(int(each[0]) for each in shares if each) / 1024


@asynccontextmanager
async def own_host(*words: object) -> AsyncIterator[Place]:
    """A host with these flags, without limits but those in the flags."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with bundled_host(Path(folder), *MANY, *words) as host:
            yield Place(host.process.pid, host.port)


async def connect(
    port: int, user: str = "root", key: str = "", address: str = "127.0.0.1", **options: Any
) -> asyncssh.SSHClientConnection:
    where = {} if "sock" in options else {"host": "127.0.0.1", "local_addr": (address, 0)}
    return await asyncssh.connect(
        port=port,
        known_hosts=None,
        config=None,
        username=user,
        client_keys=[key] if key else None,
        agent_path=None,
        **where,
        **options,
    )


async def at_terminal(
    connection: asyncssh.SSHClientConnection, command: str = "", size: tuple[int, int] = (120, 40)
) -> Guest:
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

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: list[tuple[asyncssh.SSHClientConnection, asyncio.Task[None]]] = []
        self.received = 0

    def __len__(self) -> int:
        return len(self._open)

    async def join(self, command: str = "") -> None:
        """Add a guest; return when they have seen the first frame."""
        connection = await connect(self._port)
        guest = await at_terminal(connection, command)
        async with asyncio.timeout(120):
            await guest.stdout.readexactly(FIRST_FRAME_BYTES)
        self._open.append((connection, asyncio.create_task(self._read(guest))))

    async def _read(self, guest: Guest) -> None:
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await guest.stdout.read(1 << 16):
                self.received += len(data)

    async def leave(self) -> None:
        """All guests go."""
        for connection, reading in self._open:
            reading.cancel()
            connection.abort()
            await asyncio.wait({reading})
        self._open.clear()


@asynccontextmanager
async def crowd(place: Place) -> AsyncIterator[Crowd]:
    """A crowd that leaves in the end."""
    guests = Crowd(place.port)
    try:
        yield guests
    finally:
        await guests.leave()


@asynccontextmanager
async def probe(
    port: int, presses: int = 0, address: str = "127.0.0.1"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A guest in a process of their own who presses keys; with 0 presses without end."""
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


async def probed(
    place: Place, presses: int, address: str = "127.0.0.1", within: float = 300.0
) -> list[float]:
    """Milliseconds from each key of a guest to its redraw; the last may have had no answer."""
    taken: list[float] = []
    async with probe(place.port, presses, address) as process:
        assert process.stdout is not None
        loop = asyncio.get_running_loop()
        last, deadline = loop.time(), loop.time() + JOIN_SECONDS
        try:
            while len(taken) < presses:
                async with asyncio.timeout_at(deadline):
                    line = await process.stdout.readline()
                if not line:  # refused
                    break
                deadline = deadline if taken else loop.time() + within
                taken.append(float(json.loads(line)[1]))
                last = loop.time()
        except TimeoutError:
            taken.append((loop.time() - last) * 1000)
    return taken or [JOIN_SECONDS * 1000]
