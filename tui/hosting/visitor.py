"""Who an SSH connection brings, and that it is used for watching and nothing else.

Uses names of asyncssh 2.24 that are not public: the channel's `_process_env_request` and `_env`. The tests hold each
of them over a real connection.
"""

import asyncio
import socket
from typing import override

import asyncssh
from asyncssh.packet import SSHPacket

from tui.hosting.connection import Connection
from tui.hosting.guest import ENVIRONMENT
from tui.hosting.host import Host
from tui.hosting.session import GuestSession

WINDOW = 64 * 1024  # bytes a client may send ahead while its input waits
SEND_BUFFER = 64 * 1024  # bytes the kernel may hold for a slow reader: what waits there is old when it is read
LONGEST_VALUE = 256  # of an environment variable
MOST_TRIES = 20  # keys that one connection may offer


class GuestChannel(asyncssh.SSHServerChannel[bytes]):
    """A session channel that accepts only the four environment variables a host has a use for."""

    def __init__(self, connection: Connection) -> None:
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
            window=WINDOW,
            max_pktsize=WINDOW // 2,
        )

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if name.decode("ascii", "replace") not in ENVIRONMENT or len(value) > LONGEST_VALUE:
            return False
        self._env[name] = value
        return True


class Visitor(asyncssh.SSHServer):
    """One connection, from the handshake to its only session. Everything not named here asyncssh refuses."""

    def __init__(self, host: Host) -> None:
        self.session: GuestSession | None = None
        self.connection: Connection
        self._host = host
        self._tries = 0

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Start the time in which a guest must ask for a session."""
        assert isinstance(conn, Connection)
        self.connection = conn
        self.address = conn.address
        sock = conn.get_extra_info("socket")
        if isinstance(sock, socket.socket):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._hurry = asyncio.get_running_loop().call_later(self._host.limits.login_time, self._too_late)
        self._host.entering(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._hurry.cancel()
        self._host.gone(self, exc)

    @override
    def begin_auth(self, username: str) -> bool:
        """Nothing has to be proved unless only certain keys are let in, or make a presenter."""
        return self._host.authorized is not None or self._host.presenters is not None

    def public_key_auth_supported(self) -> bool:
        """Only where keys decide."""
        return self._host.authorized is not None or self._host.presenters is not None

    def kbdint_auth_supported(self) -> bool:
        """What lets everybody in who has no presenter's key."""
        return self._host.authorized is None

    @override
    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> bool:
        """Nothing is asked."""
        return self._host.authorized is None

    @override
    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Whether this key is on the list; asked for a mere offer as well as for a signature."""
        self._tries += 1
        if self._tries > MOST_TRIES:
            self.turn_away("tries")
            return False
        authorized, presenters = self._host.authorized, self._host.presenters
        if presenters is not None and presenters.admits(key, self.address):
            return True
        return authorized is not None and authorized.validate(key, "", self.address) is not None

    def session_requested(self) -> tuple[GuestChannel, GuestSession] | bool:
        """One session a connection, ever: a second would go around the limits."""
        if self.session is not None:
            return False
        self.session = GuestSession(self._host, self.connection, self._settled)
        return GuestChannel(self.connection), self.session

    def turn_away(self, reason: str) -> None:
        """End the connection without a word."""
        self._host.refused(self.address, reason)
        self.connection.abort()

    def hang_up(self) -> None:
        """End the connection, whatever is still to be said."""
        self.connection.abort()

    def _settled(self) -> None:
        """The guest has asked for what they came for."""
        self._hurry.cancel()
        self._host.door.entered(self)

    def _too_late(self) -> None:
        self.turn_away("login time")
