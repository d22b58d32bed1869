"""An SSH connection of a guest: how fast it is read, and whose key has signed.

Uses a name of asyncssh 2.24 that is not public: the connection's `_transport`. The tests hold it over a real one.
"""

import asyncio
from typing import Any

import asyncssh
from asyncssh.public_key import decode_ssh_public_key

from tui.hosting.guests.registry import GuestRegistry
from tui.hosting.rate_limit import TokenBucket


class GuestConnection(asyncssh.SSHServerConnection):
    """Reads no faster than one client may keep the host busy, and knows whose signature it has verified."""

    def __init__(
        self, registry: GuestRegistry, options: asyncssh.SSHServerConnectionOptions, address: str
    ) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(loop, options)
        rate = registry.limits.connection_bytes
        self._bucket = TokenBucket(rate, 8 * rate, loop.time)
        self._metrics = registry.metrics
        self.address = address
        self.fingerprint = ""

    def data_received(self, data: bytes, datatype: Any = None) -> None:
        """Take what the client sent; then, if it was too much, let the client wait."""
        self._metrics.bytes_in += len(data)
        wait = self._bucket.take(len(data))
        if wait and self._transport is not None:
            self._transport.pause_reading()
            self._loop.call_later(wait, self._read_on)
        super().data_received(data, datatype)

    def _read_on(self) -> None:
        if self._transport is not None:
            self._transport.resume_reading()

    async def reload_config(self) -> None:
        """Nothing depends on the user: spare the thread that asyncssh would use to find out."""

    async def validate_public_key(
        self, username: str, key_data: bytes, msg: bytes, signature: bytes
    ) -> bool:
        """Note the key, but only once its signature has been verified: anybody may offer anybody's public key."""
        valid = await super().validate_public_key(username, key_data, msg, signature)
        self.fingerprint = ""
        if valid and msg:
            self.fingerprint = decode_ssh_public_key(key_data).get_fingerprint()
        return valid

    @property
    def unsent(self) -> int:
        """Bytes waiting in the process for the network."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()
