"""A guest's SSH session, its channel, and the handler of its connection. Private names of asyncssh
2.24: the channel's `_process_env_request` and `_env`."""

import asyncio
from collections.abc import Sequence
from typing import override

import asyncssh
from asyncssh.packet import SSHPacket

from tui.hosting.auth import BY_LINK, PRESENTER_LOGIN, WRONG_CODE
from tui.hosting.guest import ColourDepth, Guest, colour_depth_of
from tui.hosting.host import Host
from tui.hosting.session import FAREWELL_SECONDS, Session
from tui.hosting.ssh.connection import CLOSE_SECONDS, GuestConnection
from tui.hosting.terminal import GuestTerminal
from tui.hosting.turns import NOBODY

WINDOW_BYTES = 64 * 1024  # that a client may send ahead while its input waits
ENVIRONMENT_NAMES = (b"COLORTERM", b"NO_COLOR")
MAX_ENVIRONMENT_BYTES = 256  # of one variable's value
PRESENTERS_ONLY = f"{PRESENTER_LOGIN}@ is for presenters; guests use any other name.\n"


class GuestSession(asyncssh.SSHServerSession[bytes]):
    """Connects an SSH channel with a guest's session; `login_timer` ends the connection of a guest
    who requests none."""

    def __init__(
        self, host: Host, connection: GuestConnection, login_timer: asyncio.TimerHandle
    ) -> None:
        self._host, self._connection, self._login_timer = host, connection, login_timer
        self._loop = asyncio.get_running_loop()
        self._command = ""
        self._term: str | None = None  # without a terminal
        self.session: Session

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        assert isinstance(chan, GuestChannel)
        self._channel, connection = chan, self._connection
        self._terminal = GuestTerminal(chan, self._host.metrics, connection.account)
        self.session = Session(self._host, self._terminal, self._exit)

    @override
    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object
    ) -> bool:
        self._term = term_type
        self._terminal.resize(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """Accept: the replay takes the place of a shell."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Accept the command as the replay's arguments; nothing is executed."""
        self._command = command
        return True

    def session_started(self) -> None:
        """Start the session: the client has sent all its requests."""
        self._login_timer.cancel()
        sent = self._channel.get_environment_bytes()
        depth = ColourDepth.NONE
        if self._term is not None:
            depth = colour_depth_of(self._term, sent.get(b"COLORTERM", b"").decode("latin-1"))
        else:  # on a pipe no key means that the guest leaves
            self._terminal.on_leave = lambda: None
        self._terminal.needs_carriage_return = self._term is not None
        guest = Guest(
            address=self._connection.address,
            user=str(self._connection.get_extra_info("username", "")),
            fingerprint=self._connection.fingerprint,
            colour_depth=depth,
            no_color=bool(sent.get(b"NO_COLOR")),
        )
        self.session.start(guest, self._command)

    @override
    def data_received(self, data: bytes, datatype: object) -> None:
        self._terminal.receive(data)

    def eof_received(self) -> bool:
        """Keep the channel open, because the host may still write."""
        return True

    @override
    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        self._terminal.resize(width, height)

    def connection_lost(self, exc: Exception | None) -> None:
        self.session.end("left" if exc is None else "lost")
        # A client that keeps the connection open has no further use of it.
        self._loop.call_later(CLOSE_SECONDS, self._connection.abort, context=NOBODY)

    def _exit(self, status: int) -> None:
        if not self._channel.is_closing():
            self._channel.exit(status)
            self._loop.call_later(FAREWELL_SECONDS, self._connection.abort, context=NOBODY)


class GuestChannel(asyncssh.SSHServerChannel[bytes]):
    """The terminal's wire; accepts only the environment variables that the host uses."""

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
        self._connection = connection

    @property
    def unsent(self) -> int:
        return self.get_write_buffer_size() + self._connection.unsent

    def write(self, data: bytes, datatype: int | None = None) -> None:
        """Write, unless the client is gone."""
        if not self.is_closing():
            super().write(data, datatype)

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if name not in ENVIRONMENT_NAMES or len(value) > MAX_ENVIRONMENT_BYTES:
            return False
        self._env[name] = value
        return True


class ConnectionHandler(asyncssh.SSHServer):
    """Handles a connection and its session; asyncssh refuses requests without a method here."""

    def __init__(self, host: Host) -> None:
        self.session: GuestSession | None = None
        self.connection: GuestConnection
        self._host = host
        self._asks_for_code = False
        self._code_reply = ""

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Limit the time until the client requests a session."""
        assert isinstance(conn, GuestConnection)
        self.connection = conn
        self.address = conn.address
        loop = asyncio.get_running_loop()
        self._login_timer = loop.call_later(self._host.limits.login_time, conn.abort)
        self._host.opened(self.address)

    def connection_lost(self, exc: Exception | None) -> None:
        self._login_timer.cancel()
        self._host.closed(self.address, exc, had_session=self.session is not None)

    @override
    def begin_auth(self, username: str) -> bool:
        """Ask for a key where keys admit guests, and of presenters. Other guests come in without
        authentication, so no client asks its user anything or offers a key."""
        presents = self._host.presenters.can_exist and username == PRESENTER_LOGIN
        self._asks_for_code = presents
        if presents:
            self.connection.send_auth_banner(PRESENTERS_ONLY)
        return presents or self._host.authorized is not None

    def kbdint_auth_supported(self) -> bool:
        """Let presenters type the code of the present link."""
        return self._asks_for_code and self._host.presenters.code != ""

    @override
    def get_kbdint_challenge(
        self, username: str, lang: str, submethods: str
    ) -> tuple[str, str, str, list[tuple[str, bool]]]:
        return "", self._code_reply, "", [("Code after #present= on the host's terminal: ", False)]

    @override
    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        if not await self._host.admits_code("".join(responses), self.address):
            self._code_reply = WRONG_CODE
            return False
        self.connection.fingerprint = BY_LINK
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    @override
    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """True for a listed key. asyncssh calls it for offers and for signatures."""
        lists = self._host.authorized, self._host.presenters.keys
        return any(keys is not None and keys.admits(key, self.address) for keys in lists)

    def session_requested(self) -> tuple[GuestChannel, GuestSession] | bool:
        """Accept one session a connection: a second session would evade the limits."""
        if self.session is not None:
            return False
        self.session = GuestSession(self._host, self.connection, self._login_timer)
        return GuestChannel(self.connection), self.session
