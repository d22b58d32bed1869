"""The algorithms that the host offers: nothing that is known to be weak, or costs much."""

import asyncio
import struct
from typing import Any

import asyncssh
import pytest
from hosting_stage import client, stage
from patience import patience

from tui.hosting.keys import HOST_KEY_KINDS

COSTLY = ("chacha20", "diffie-hellman", "rsa2048-sha256", "zlib")
"""For the host's CPU time, and memory."""
WEAK = ("sha1", "md5", "nistp", "ecdsa", "ecdh-sha2", "ssh-dss", "ssh-rsa", "-cbc", "arcfour")
LISTS = (
    "key exchange",
    "host key",
    "cipher in",
    "cipher out",
    "mac in",
    "mac out",
    "zip in",
    "zip out",
)


async def offered(port: int) -> dict[str, list[str]]:
    """Read the lists of the host's first packet, which comes unencrypted (RFC 4253, 7.1)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with patience():
            writer.write(b"SSH-2.0-test\r\n")
            await reader.readline()
            (length,) = struct.unpack(">I", await reader.readexactly(4))
            packet = await reader.readexactly(length)
    finally:
        writer.close()
    rest = packet[1 + 1 + 16 :]  # the padding's length, the message's number, the cookie
    lists = {}
    for name in LISTS:
        (size,) = struct.unpack(">I", rest[:4])
        lists[name] = rest[4 : 4 + size].decode("ascii").split(",")
        rest = rest[4 + size :]
    return lists


@pytest.mark.parametrize("kind", HOST_KEY_KINDS)
async def test_no_weak_and_no_costly_algorithm_is_offered(kind: str) -> None:
    async with stage(key=asyncssh.generate_private_key(kind)) as host:
        lists = await offered(host.port)
    assert all(lists.values())
    unwanted = WEAK + COSTLY
    every = [each for names in lists.values() for each in names]
    assert not [each for each in every if any(name in each for name in unwanted)]


@pytest.mark.parametrize(
    ("kind", "signature", "admitted"),
    [
        ("ssh-rsa", "rsa-sha2-256", True),
        ("ssh-rsa", "ssh-rsa", False),
        ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", False),
    ],
)
async def test_no_weak_signature_lets_a_guest_in(kind: str, signature: str, admitted: bool) -> None:
    key = asyncssh.generate_private_key(kind)
    listed = asyncssh.import_authorized_keys(key.export_public_key().decode())
    async with stage(authorized=listed) as host:
        options: dict[str, Any] = {"client_keys": [key], "signature_algs": [signature]}
        if admitted:
            async with client(host.port, **options) as guest:
                await guest.until(b"line 20")
            return
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, **options):
                pass
