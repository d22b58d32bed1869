"""The SSH side of a guest's session: what the client asks for, and what it may have."""

import asyncio
import socket
from collections.abc import Callable
from typing import override

import asyncssh
from asyncssh.packet import SSHPacket

from tui.hosting.guest import ENVIRONMENT_NAMES, ColourDepth, Guest, colour_depth_of
from tui.hosting.guests.lifecycle import FAREWELL_SECONDS, GuestLifecycle
from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.ssh.connection import GuestConnection
from tui.hosting.terminal.terminal import GuestTerminal

CLIENT_CLOSE_SECONDS = 1.0  # seconds a client has to close its connection after its session


class GuestSession(asyncssh.SSHServerSession[bytes]):
    """Between one SSH channel and one visit. `settled` is called when the guest has said what they came for."""

    def __init__(
        self, registry: GuestRegistry, connection: GuestConnection, on_session: Callable[[], None]
    ) -> None:
        self._registry = registry
        self._connection = connection
        self._on_session = on_session
        self._loop = asyncio.get_running_loop()
        self._command = ""
        self._term: str | None = None
        self._abort_timer: asyncio.TimerHandle | None = None
        self.lifecycle: GuestLifecycle

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is open."""
        self._channel = chan
        self._terminal = GuestTerminal(
            chan,
            self._registry.limits,
            self._registry.metrics,
            self._loop,
            unsent=lambda: chan.get_write_buffer_size() + self._connection.unsent,
            on_key=lambda: self.lifecycle.key_pressed(),
            on_leave=self._leave,
            on_stalled=self._stalled,
        )
        self.lifecycle = GuestLifecycle(self._registry, self._terminal, self._exit)

    @override
    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
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
        self._on_session()
        environment = {
            name.decode(): value.decode("utf-8", "replace")
            for name, value in self._channel.get_environment_bytes().items()
            if name.decode("ascii", "replace") in ENVIRONMENT_NAMES
        }
        depth = ColourDepth.NONE if self._term is None else colour_depth_of(self._term, environment)
        self._terminal.understands_escapes = depth is not ColourDepth.NONE
        self._terminal.needs_carriage_return = self._term is not None
        guest = Guest(
            address=self._connection.address,
            user=str(self._connection.get_extra_info("username", "")),
            fingerprint=self._connection.fingerprint,
            colour_depth=depth,
            term=self._term or "",
            environment=environment,
        )
        self.lifecycle.start(guest, self._command)

    @override
    def data_received(self, data: bytes, datatype: object) -> None:
        """Keys."""
        self._terminal.input.receive(data)

    def eof_received(self) -> bool:
        """A pipe has no more to say, but still listens; a terminal whose keys have ended is gone."""
        if self._terminal.understands_escapes:
            self._leave()
        return True

    @override
    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The window was resized."""
        self._terminal.resize(width, height)

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed, by whichever side."""
        self.lifecycle.end("left" if exc is None else "lost")
        if self._abort_timer is not None:
            self._abort_timer.cancel()
        # A client that keeps the connection open after its session has no further use of it.
        self._loop.call_later(CLIENT_CLOSE_SECONDS, self._connection.abort)

    def _exit(self, status: int) -> None:
        if not self._channel.is_closing():
            self._channel.exit(status)
            self._abort_timer = self._loop.call_later(FAREWELL_SECONDS, self._connection.abort)

    def _leave(self) -> None:
        if self._term is not None:
            self.lifecycle.end("left")

    def _stalled(self) -> None:
        self.lifecycle.end("stalled")
        self._connection.abort()


WINDOW_BYTES = 64 * 1024  # bytes a client may send ahead while its input waits
SEND_BUFFER_BYTES = (
    64 * 1024
)  # bytes the kernel may hold for a slow reader: what waits there is old when it is read
MAX_ENVIRONMENT_BYTES = 256  # of an environment variable
MAX_KEYS_OFFERED = 20  # keys that one connection may offer


class GuestChannel(asyncssh.SSHServerChannel[bytes]):
    """A session channel that accepts only the four environment variables a host has a use for."""

    def __init__(self, connection: GuestConnection) -> None:
        super().__init__(
            connection,
            asyncio.get_running_loop(),
            allow_pty=True,
            line_editor=False,
            line_echo=False,
            line_history=0,
            max_line_length=0,
            encoding=None,
            errors="strict",
            window=WINDOW_BYTES,
            max_pktsize=WINDOW_BYTES // 2,
        )

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if (
            name.decode("ascii", "replace") not in ENVIRONMENT_NAMES
            or len(value) > MAX_ENVIRONMENT_BYTES
        ):
            return False
        self._env[name] = value
        return True


class ConnectionHandler(asyncssh.SSHServer):
    """One connection, from the handshake to its only session. Everything not named here asyncssh refuses."""

    def __init__(self, registry: GuestRegistry) -> None:
        self.session: GuestSession | None = None
        self.connection: GuestConnection
        self._registry = registry
        self._keys_offered = 0

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Start the time in which a guest must ask for a session."""
        assert isinstance(conn, GuestConnection)
        self.connection = conn
        self.address = conn.address
        sock = conn.get_extra_info("socket")
        if isinstance(sock, socket.socket):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        self._login_timer = asyncio.get_running_loop().call_later(
            self._registry.limits.login_time, self._login_timed_out
        )
        self._registry.connection_opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._login_timer.cancel()
        self._registry.connection_closed(self, exc)

    @override
    def begin_auth(self, username: str) -> bool:
        """Nothing has to be proved unless only certain keys are let in, or make a presenter."""
        return self._registry.authorized is not None or self._registry.presenters is not None

    def public_key_auth_supported(self) -> bool:
        """Only where keys decide."""
        return self._registry.authorized is not None or self._registry.presenters is not None

    def kbdint_auth_supported(self) -> bool:
        """What lets everybody in who has no presenter's key."""
        return self._registry.authorized is None

    @override
    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> bool:
        """Nothing is asked."""
        return self._registry.authorized is None

    @override
    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Whether this key is on the list; asked for a mere offer as well as for a signature."""
        self._keys_offered += 1
        if self._keys_offered > MAX_KEYS_OFFERED:
            self.refuse("tries")
            return False
        authorized, presenters = self._registry.authorized, self._registry.presenters
        if presenters is not None and presenters.admits(key, self.address):
            return True
        return authorized is not None and authorized.validate(key, "", self.address) is not None

    def session_requested(self) -> tuple[GuestChannel, GuestSession] | bool:
        """One session a connection, ever: a second would go around the limits."""
        if self.session is not None:
            return False
        self.session = GuestSession(self._registry, self.connection, self._on_session)
        return GuestChannel(self.connection), self.session

    def refuse(self, reason: str) -> None:
        """End the connection without a word."""
        self._registry.note_refusal(self.address, reason)
        self.connection.abort()

    def abort(self) -> None:
        """End the connection, whatever is still to be said."""
        self.connection.abort()

    def _on_session(self) -> None:
        """The guest has asked for what they came for."""
        self._login_timer.cancel()
        self._registry.admission.remove_unauthenticated(self)

    def _login_timed_out(self) -> None:
        self.refuse("login time")
