"""Many guests on real connections, and the CPU and memory of their hosts. Linux only."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

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


class Place(NamedTuple):
    """A host: its port, its process, the key that it requires, the address for browsers, if any."""

    port: int
    pid: int
    key: str = ""
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
            await_listening(port)
            yield Place(port, host.pid, web=web)
        finally:
            host.terminate()
            host.wait(30)


def await_listening(port: int) -> None:
    """Returns when connections are accepted: several workers come to that one by one."""
    while True:
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 10).close()
            return
        time.sleep(0.05)


@contextmanager
def sshd_host() -> Iterator[Place]:
    """OpenSSH's server with ForceCommand: the same program, a process for each guest."""
    # Processes of guests that are about to end still write their place into it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name in ("host", "guest"):
            asyncssh.generate_private_key("ssh-ed25519").write_private_key(home / name)
            (home / name).chmod(0o600)
        (home / "list").write_bytes(asyncssh.read_private_key(home / "guest").export_public_key())
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        run = home / "run"
        run.write_text(
            f"#!/bin/sh\nexport HOME={home}\nexec {PROGRAM} replay $SSH_ORIGINAL_COMMAND\n"
        )
        run.chmod(0o755)
        (home / "config").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nPidFile none\n"
            "StrictModes no\nUsePAM no\nPermitRootLogin yes\n"
            f"AuthorizedKeysFile {home}/list\nForceCommand {run}\n"
            "MaxStartups 1000\nMaxSessions 1000\nPrintMotd no\nPrintLastLog no\n"
        )
        Path("/run/sshd").mkdir(exist_ok=True)
        host = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-e", "-f", str(home / "config")], stderr=subprocess.DEVNULL
        )
        try:
            time.sleep(0.5)
            yield Place(port, host.pid, str(home / "guest"))
        finally:
            host.terminate()
            host.wait(30)


class Crowd:
    """Guests of one host; their output is only counted."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._open: list[tuple[asyncssh.SSHClientConnection, asyncio.Task[None]]] = []
        self._processes: list[asyncssh.SSHClientProcess[bytes]] = []
        self.received = 0

    def __len__(self) -> int:
        return len(self._open)

    async def join(self, command: str = "") -> None:
        """Adds a guest; returns when they have seen the first frame."""
        connection = await connect(self._place)
        process = await connection.create_process(
            command or None,
            term_type="xterm-256color",
            term_size=(120, 40),
            encoding=None,
            request_pty="force",
        )
        shown = asyncio.Event()
        self._processes.append(process)
        self._open.append((connection, asyncio.create_task(self._read(process, shown))))
        async with asyncio.timeout(120):
            await shown.wait()

    def press(self, keys: bytes, guests: int) -> None:
        """The last `guests` guests press keys."""
        for process in self._processes[-guests:]:
            process.stdin.write(keys)

    async def leave(self, number: int | None = None) -> None:
        """The last `number` guests go, all by default."""
        for _ in range(len(self._open) if number is None else number):
            connection, reading = self._open.pop()
            self._processes.pop()
            connection.abort()
            await asyncio.wait({reading})

    async def _read(
        self, process: "asyncssh.SSHClientProcess[bytes]", shown: asyncio.Event
    ) -> None:
        mine = 0
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await process.stdout.read(1 << 16):
                mine += len(data)
                self.received += len(data)
                if mine > FIRST_FRAME_BYTES:
                    shown.set()


@asynccontextmanager
async def crowd(place: Place) -> AsyncIterator[Crowd]:
    """A crowd that leaves in the end."""
    guests = Crowd(place)
    try:
        yield guests
    finally:
        await guests.leave()


async def connect(place: Place) -> asyncssh.SSHClientConnection:
    """A guest's connection."""
    return await asyncssh.connect(
        "127.0.0.1",
        place.port,
        known_hosts=None,
        config=None,
        username="root",
        client_keys=[place.key] if place.key else None,
        agent_path=None,
    )


async def probed(place: Place, presses: int, address: str = "127.0.0.1") -> list[float]:
    """Milliseconds from each key to its redraw, for a guest with a client process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("probe.py")),
        str(place.port),
        place.key,
        address,
        str(presses),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    return [float(json.loads(line)[1]) for line in out.splitlines()]


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
