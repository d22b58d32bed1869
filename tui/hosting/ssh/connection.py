"""A guest's SSH connection: its algorithms, the limit of its rate, and the verified key."""

import asyncio
import socket
from collections.abc import Callable
from time import thread_time
from typing import Any

import asyncssh
from asyncssh.packet import SSHPacket
from asyncssh.public_key import decode_ssh_public_key

from tui.hosting.host import Host
from tui.hosting.turns import context_of

SIGNATURES = ("ssh-ed25519", "sk-ssh-ed25519@openssh.com", "rsa-sha2-256", "rsa-sha2-512")
CLOSE_SECONDS = 1.0  # for a client to close after its session
PIECE_BYTES = 1024  # that are taken in one go, some twenty keys, before it is others' turn
KEEPALIVE_SECONDS = 20  # between two questions whether a silent client is still there
# One such exchange costs up to 30 ms of the host's time (a curve's costs 1 ms) for a few hundred
# bytes, and a client may ask for another at any time. OpenSSH has had curves since 2011.
COSTLY_KEY_EXCHANGES = "diffie-hellman-*,rsa2048-sha256"
# The curves whose constants nobody explains.
WEAK_KEY_EXCHANGES = "ecdh-sha2-*,*nistp*"
# asyncssh puts it together in Python: a frame costs ten times the CPU time that AES takes.
COSTLY_CIPHERS = "chacha20-*"
MACS = tuple(f"hmac-sha2-{bits}-etm@openssh.com" for bits in (256, 512))
"""Encrypt-then-MAC only: a MAC of the clear text is open to attacks."""


class GuestConnection(asyncssh.SSHServerConnection):
    """Keeps the verified key's fingerprint. The guest's account pays, and limits the client's rate:
    a packet costs 0.2 ms, and each key comes in a packet."""

    def __init__(
        self, host: Host, options: asyncssh.SSHServerConnectionOptions, address: str
    ) -> None:
        super().__init__(asyncio.get_running_loop(), options)
        self.account = host.account()
        self._context = context_of(self.account)
        self.address = address
        self.fingerprint = ""

    def connection_made(self, transport: Any) -> None:
        transport.max_size = PIECE_BYTES
        self._wire: asyncio.Transport = transport
        super().connection_made(transport)

    def data_received(self, data: bytes, datatype: Any = None) -> None:
        """Take a piece; the next waits until the guest may cost more."""
        began = thread_time()
        self._context.run(super().data_received, data, datatype)
        self.account.charge(thread_time() - began)
        if wait := self.account.seconds_to_wait:
            self._wire.pause_reading()
            asyncio.get_running_loop().call_later(wait, self._wire.resume_reading)

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


async def ssh_options(
    key: asyncssh.SSHKey, handler: Callable[[], asyncssh.SSHServer]
) -> asyncssh.SSHServerConnectionOptions:
    options: asyncssh.SSHServerConnectionOptions
    options = await asyncssh.SSHServerConnectionOptions.construct(
        server_host_keys=[key],
        server_factory=handler,
        server_version="liveblog-tui",
        encoding=None,
        login_timeout=0,  # ConnectionHandler limits the time until the session instead
        keepalive_interval=KEEPALIVE_SECONDS,
        keepalive_count_max=3,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        password_auth=False,
        kbdint_auth=True,
        host_based_auth=False,
        gss_host=None,
        kex_algs=f"-{COSTLY_KEY_EXCHANGES},{WEAK_KEY_EXCHANGES}",
        encryption_algs=f"-{COSTLY_CIPHERS}",
        signature_algs=SIGNATURES,
        mac_algs=MACS,
        compression_algs=["none"],
    )
    for algorithm in list(options.server_host_keys):  # an RSA key would sign with SHA-1 too
        if algorithm.decode("ascii") not in SIGNATURES:
            del options.server_host_keys[algorithm]
    return options


async def serve_ssh(
    host: Host, options: asyncssh.SSHServerConnectionOptions, sock: socket.socket, address: str
) -> None:
    """Start SSH on an accepted socket; `address` is the client's, for the limits."""
    try:
        await asyncio.get_running_loop().connect_accepted_socket(
            lambda: GuestConnection(host, options, address), sock
        )
    except OSError:  # the client is gone again
        sock.close()
