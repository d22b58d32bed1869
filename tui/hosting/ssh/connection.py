"""A guest's SSH connection: it limits the client's rate, and keeps the verified key. Private names
of asyncssh 2.24: the connection's `_loop` and `_send_disconnect`."""

import asyncio
from time import thread_time
from typing import Any, override

import asyncssh
from asyncssh.constants import MSG_IGNORE
from asyncssh.packet import SSHPacket
from asyncssh.public_key import decode_ssh_public_key

from tui.hosting.host import Host
from tui.hosting.rate_limit import input_limit
from tui.hosting.turns import context_of

SIGNATURES = ("ssh-ed25519", "sk-ssh-ed25519@openssh.com", "rsa-sha2-256", "rsa-sha2-512")
FAREWELL_SECONDS = 1.0  # for a client that is turned away to read why, and to close
PIECE_BYTES = 1024  # that are taken in one go, some twenty keys, before it is others' turn


class GuestConnection(asyncssh.SSHServerConnection):
    """Limits a client's rate and keeps the verified key's fingerprint. The guest's account pays: a
    packet costs 0.2 ms, and each key comes in a packet."""

    def __init__(
        self, host: Host, options: asyncssh.SSHServerConnectionOptions, address: str, place: str
    ) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(loop, options)
        self._bucket = input_limit(loop.time)
        self._metrics = host.metrics
        self.account = host.account()
        self._context = context_of(self.account)
        self.address, self.place = address, place
        self.fingerprint = ""
        self._turned_away = False

    def turn_away(self, sentence: str) -> None:
        """Send the client the reason, and close the connection soon after."""
        if self._turned_away:
            return
        self._turned_away = True
        self._send_disconnect(asyncssh.DISC_BY_APPLICATION, sentence, "en")
        self._loop.call_later(FAREWELL_SECONDS, self.abort)

    def connection_made(self, transport: Any) -> None:
        transport.max_size = PIECE_BYTES
        self._wire: asyncio.Transport = transport
        super().connection_made(transport)

    def data_received(self, data: bytes, datatype: Any = None) -> None:
        """Take a piece; the next waits until the guest may send and cost more."""
        self._metrics.bytes_in.inc(len(data))
        if self._turned_away:
            return
        began = thread_time()
        self._context.run(super().data_received, data, datatype)
        self.account.charge(thread_time() - began)
        if wait := max(self._bucket.take(len(data)), self.account.seconds_to_wait):
            self._wire.pause_reading()
            self._loop.call_later(wait, self._wire.resume_reading)

    @override
    def send_packet(self, pkttype: int, *args: bytes, handler: Any = None) -> None:
        """Drop asyncssh's empty packet before each packet: only CBC ciphers need it."""
        if pkttype != MSG_IGNORE:
            super().send_packet(pkttype, *args, handler=handler)

    async def reload_config(self) -> None:
        """Do nothing: no option depends on the user, and asyncssh would use a thread."""

    async def validate_public_key(
        self, username: str, key_data: bytes, msg: bytes, signature: bytes
    ) -> bool:
        """Keep the key's fingerprint once a signature by SIGNATURES is verified: a client may offer
        a key that it does not hold, without a signature."""
        valid = await super().validate_public_key(username, key_data, msg, signature)
        self.fingerprint = ""
        if valid and msg:
            # asyncssh accepts signatures by algorithms that it does not offer.
            if SSHPacket(signature).get_string().decode("ascii") not in SIGNATURES:
                return False
            self.fingerprint = decode_ssh_public_key(key_data).get_fingerprint()
        return valid

    @property
    def unsent(self) -> int:
        return self._wire.get_write_buffer_size()
