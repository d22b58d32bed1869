"""Those who watch a rehearsal, each with what stands on their screen and since when.

Those here come over SSH, with asyncssh or the `ssh` program.
"""

import asyncio
import contextlib
import fcntl
import os
import pty
import struct
import termios
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from time import perf_counter

import asyncssh
from attacks import QUIET
from drawn_screen import DrawnScreen
from rehearsal_host import ADDRESS, Host

from tui.hosting.keys import PRESENTER_LOGIN

type Seen = Callable[[str], bool]
"""Whether a screen shows what it should."""


class Viewer:
    """One who watches. What arrives is noted with its time, and drawn when somebody looks."""

    def __init__(self, name: str, kind: str, size: tuple[int, int]) -> None:
        self.name = name
        self.kind = kind
        self.size = size
        self.began = perf_counter()
        self.heard_at = self.began
        self.output_tail = b""
        self.farewell = ""
        """What the page was told at the end."""
        self.gone = False
        self._arrived: deque[tuple[float, bytes | str]] = deque()
        self._screen = DrawnScreen(*size)
        self._text = ""

    def hear(self, data: bytes | str) -> None:
        """Note bytes for the terminal, or the text of a whole page."""
        self.heard_at = perf_counter()
        self._arrived.append((self.heard_at, data))
        if isinstance(data, bytes):
            self.output_tail = (self.output_tail + data)[-4096:]

    def _draw(self) -> Iterator[tuple[float, str]]:
        while self._arrived:
            at, data = self._arrived.popleft()
            if isinstance(data, bytes):
                self._screen.feed(data)
                self._text = self._screen.text
            else:
                self._text = data
            yield at, self._text

    @property
    def screen(self) -> str:
        """What stands on the screen now."""
        for _ in self._draw():
            pass
        return self._text

    def seen_at(self, seen: Seen) -> float | None:
        """When the screen first showed it, of what has arrived since the last look; None: never."""
        for at, text in self._draw():
            if seen(text):
                return at
        return None

    def send(self, keys: bytes) -> None:
        """Type something."""
        raise NotImplementedError

    def drop(self) -> None:
        """Cut the connection, without a farewell."""
        raise NotImplementedError


class SshViewer(Viewer):
    """A client of asyncssh with a pseudo-terminal."""

    connection: asyncssh.SSHClientConnection
    process: "asyncssh.SSHClientProcess[bytes]"

    async def watch(self) -> None:
        """Read until the end."""
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await self.process.stdout.read(1 << 16):
                self.hear(data)
        self.gone = True

    def send(self, keys: bytes) -> None:
        self.process.stdin.write(keys)

    def drop(self) -> None:
        self.connection.abort()


@asynccontextmanager
async def over_ssh(
    host: Host, name: str, size: tuple[int, int], command: str = "", *, presenter: str = ""
) -> AsyncIterator[SshViewer]:
    """A guest over SSH, or a presenter with their key."""
    viewer = SshViewer(name, "asyncssh", size)
    viewer.connection = await asyncssh.connect(
        ADDRESS,
        host.port,
        known_hosts=None,
        config=None,
        username=PRESENTER_LOGIN if presenter else "guest",
        client_keys=[str(host.keys[presenter])] if presenter else None,
        agent_path=None,
    )
    try:
        viewer.process = await viewer.connection.create_process(
            command or None,
            term_type="xterm-256color",
            term_size=size,
            encoding=None,
            request_pty="force",
        )
        reading = asyncio.create_task(viewer.watch())
        yield viewer
        reading.cancel()
    finally:
        viewer.connection.abort()


class ProgramViewer(Viewer):
    """The `ssh` program in a terminal of its own."""

    process: asyncio.subprocess.Process
    terminal: int

    def watch(self) -> None:
        """Take what has come, for the loop to call."""
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:  # Linux: the program has ended
            data = b""
        if data:
            self.hear(data)
        else:
            self.gone = True
            asyncio.get_running_loop().remove_reader(self.terminal)

    def send(self, keys: bytes) -> None:
        os.write(self.terminal, keys)

    def drop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()


@asynccontextmanager
async def by_program(
    host: Host, name: str, size: tuple[int, int], *, presenter: str = ""
) -> AsyncIterator[ProgramViewer]:
    """A guest with OpenSSH's client, or a presenter with their key."""
    viewer = ProgramViewer(name, "ssh", size)
    viewer.terminal, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    login = (
        (
            "-o",
            "IdentitiesOnly=yes",
            "-i",
            str(host.keys[presenter]),
            f"{PRESENTER_LOGIN}@{ADDRESS}",
        )
        if presenter
        else (f"guest@{ADDRESS}",)
    )
    try:
        viewer.process = await asyncio.create_subprocess_exec(
            "ssh", *QUIET, "-o", "BatchMode=yes", "-tt", "-p", str(host.port), *login,
            stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
            env=os.environ | {"TERM": "xterm-256color"},
        )  # fmt: skip
    finally:
        os.close(inner)
    loop = asyncio.get_running_loop()
    loop.add_reader(viewer.terminal, viewer.watch)
    try:
        yield viewer
    finally:
        loop.remove_reader(viewer.terminal)
        viewer.drop()
        await viewer.process.wait()
        os.close(viewer.terminal)
