"""A guest's SSH connection: it is read no faster than allowed, and knows whose key has signed.

Uses private names of asyncssh 2.24: the connection's `_transport`, `_loop` and `_send_disconnect`.
"""

import asyncio
from typing import Any, ClassVar

import asyncssh
from asyncssh.public_key import decode_ssh_public_key

from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.rate_limit import TokenBucket

BURST_SECONDS = 8  # of the allowed rate that a client may send at once
FAREWELL_SECONDS = 1.0  # for a client that is turned away to read why, and to close
MAX_LEAVING = 200  # such clients at once; the next are closed without a word


class GuestConnection(asyncssh.SSHServerConnection):
    """Limits the rate of what a client sends, and keeps the fingerprint of the verified key."""

    leaving: ClassVar[int] = 0
    """Clients of this process that are turned away and not closed yet."""

    def __init__(
        self, registry: GuestRegistry, options: asyncssh.SSHServerConnectionOptions, address: str
    ) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(loop, options)
        rate = registry.limits.connection_bytes
        self._bucket = TokenBucket(rate, BURST_SECONDS * rate, loop.time)
        self._metrics = registry.metrics
        self.address = address
        self.fingerprint = ""
        self._turned_away = False

    def turn_away(self, sentence: str) -> None:
        """Tell the client why it has to go, and close the connection soon after."""
        if self._turned_away:
            return
        self._turned_away = True
        if GuestConnection.leaving >= MAX_LEAVING:
            self.abort()
            return
        GuestConnection.leaving += 1
        self._send_disconnect(asyncssh.DISC_BY_APPLICATION, sentence, "en")
        self._loop.call_later(FAREWELL_SECONDS, self._leave)

    def _leave(self) -> None:
        GuestConnection.leaving -= 1
        self.abort()

    def data_received(self, data: bytes, datatype: Any = None) -> None:
        """Take data from the client, and pause the client if it was too much."""
        self._metrics.bytes_in += len(data)
        if self._turned_away:
            return
        wait = self._bucket.take(len(data))
        if wait and self._transport is not None:
            self._transport.pause_reading()
            self._loop.call_later(wait, self._resume_reading)
        super().data_received(data, datatype)

    def _resume_reading(self) -> None:
        if self._transport is not None:
            self._transport.resume_reading()

    async def reload_config(self) -> None:
        """Do nothing: no option depends on the user, and asyncssh would use a thread."""

    async def validate_public_key(
        self, username: str, key_data: bytes, msg: bytes, signature: bytes
    ) -> bool:
        """Keep the key's fingerprint once its signature is verified.

        A client may offer a public key that it does not hold; the offer comes without a signature.
        """
        valid = await super().validate_public_key(username, key_data, msg, signature)
        self.fingerprint = ""
        if valid and msg:
            self.fingerprint = decode_ssh_public_key(key_data).get_fingerprint()
        return valid

    @property
    def unsent(self) -> int:
        """The bytes that wait in the process for the network."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()
