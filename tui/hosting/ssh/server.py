"""The SSH server of one worker, for connections from the door."""

import asyncio
import socket

import asyncssh

from tui.hosting.host import Host
from tui.hosting.ssh.connection import SIGNATURES, GuestConnection
from tui.hosting.ssh.session import ConnectionHandler

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


async def ssh_options(host: Host, key: asyncssh.SSHKey) -> asyncssh.SSHServerConnectionOptions:
    options: asyncssh.SSHServerConnectionOptions
    options = await asyncssh.SSHServerConnectionOptions.construct(
        server_host_keys=[key],
        server_factory=lambda: ConnectionHandler(host),
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
    host: Host,
    options: asyncssh.SSHServerConnectionOptions,
    sock: socket.socket,
    address: str,
    place: str,
) -> None:
    """Start SSH on an accepted socket; `address` is the client's, for the limits."""
    try:
        await asyncio.get_running_loop().connect_accepted_socket(
            lambda: GuestConnection(host, options, address, place), sock
        )
    except OSError:  # the client is gone again
        sock.close()
        host.door.tell("gone", place=place)
