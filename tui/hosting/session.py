"""The SSH side of a guest's session: what the client asks for, and what it may have."""

import asyncio
from collections.abc import Callable
from typing import override

import asyncssh

from tui.hosting.colours import Depth, depth_of
from tui.hosting.connection import Connection
from tui.hosting.guest import ENVIRONMENT, Guest
from tui.hosting.host import Host
from tui.hosting.terminal import GuestTerminal
from tui.hosting.visit import FAREWELL, Visit

CLOSED_BY_CLIENT = 1.0  # seconds a client has to close its connection after its session


class GuestSession(asyncssh.SSHServerSession[bytes]):
    """Between one SSH channel and one visit. `settled` is called when the guest has said what they came for."""

    def __init__(self, host: Host, connection: Connection, settled: Callable[[], None]) -> None:
        self._host = host
        self._connection = connection
        self._settled = settled
        self._loop = asyncio.get_running_loop()
        self._command = ""
        self._term: str | None = None
        self._hang_up: asyncio.TimerHandle | None = None
        self.visit: Visit

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is open."""
        self._channel = chan
        self._terminal = GuestTerminal(
            chan,
            self._host.limits,
            self._host.counts,
            self._loop,
            unsent=lambda: chan.get_write_buffer_size() + self._connection.unsent,
            on_key=lambda: self.visit.key(),
            on_leave=self._leave,
            on_stalled=self._stalled,
        )
        self.visit = Visit(self._host, self._terminal, self._exit)

    @override
    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object) -> bool:
        """A terminal, of this size."""
        self._term = term_type
        self._terminal.resize(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """Watching, from the start."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Watching, with arguments; nothing is executed."""
        self._command = command
        return True

    @override
    def subsystem_requested(self, subsystem: str) -> bool:
        """No SFTP, nor any other."""
        return False

    def session_started(self) -> None:
        """All has been said: begin."""
        self._settled()
        environment = {
            name.decode(): value.decode("utf-8", "replace")
            for name, value in self._channel.get_environment_bytes().items()
            if name.decode("ascii", "replace") in ENVIRONMENT
        }
        depth = Depth.NONE if self._term is None else depth_of(self._term, environment)
        self._terminal.draws = depth is not Depth.NONE
        self._terminal.raw = self._term is not None
        guest = Guest(
            address=self._connection.address,
            user=str(self._connection.get_extra_info("username", "")),
            fingerprint=self._connection.fingerprint,
            depth=depth,
            term=self._term or "",
            environment=environment,
        )
        self.visit.begin(guest, self._command)

    @override
    def data_received(self, data: bytes, datatype: object) -> None:
        """Keys."""
        self._terminal.inlet.receive(data)

    def eof_received(self) -> bool:
        """A pipe has no more to say, but still listens; a terminal whose keys have ended is gone."""
        if self._terminal.draws:
            self._leave()
        return True

    @override
    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The window was resized."""
        self._terminal.resize(width, height)

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed, by whichever side."""
        self.visit.end("left" if exc is None else "lost")
        if self._hang_up is not None:
            self._hang_up.cancel()
        # A client that keeps the connection open after its session has no further use of it.
        self._loop.call_later(CLOSED_BY_CLIENT, self._connection.abort)

    def _exit(self, status: int) -> None:
        if not self._channel.is_closing():
            self._channel.exit(status)
            self._hang_up = self._loop.call_later(FAREWELL, self._connection.abort)

    def _leave(self) -> None:
        if self._term is not None:
            self.visit.end("left")

    def _stalled(self) -> None:
        self.visit.end("stalled")
        self._connection.abort()
