"""Keys that let guests in, by algorithms that are neither weak nor costly."""

import asyncio
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncssh
import pytest
from hosting_stage import client, eventually, public, stage
from patience import patience

from tui.hosting.auth import HOST_KEY_KINDS, ListedKeys

KEY = asyncssh.generate_private_key("ssh-ed25519")
OTHER = asyncssh.generate_private_key("ssh-ed25519")


def authorized(tmp_path: Path, *lines: str) -> ListedKeys:
    return ListedKeys(lines, tmp_path / "authorized_keys")


async def test_anybody_may_come_when_nothing_is_said() -> None:
    async with stage() as host:
        for name in ("root", "ann", "x" * 200, "null\u2603"):
            async with client(host.port, username=name) as guest:
                await guest.until(b"line 20")
        assert not host.events("crashed")


async def test_only_listed_keys_come_in_also_after_an_app_has_changed_the_loop(
    tmp_path: Path,
) -> None:
    # Every app asks for eager tasks, with which the second key check would never end.
    async with stage(authorized=authorized(tmp_path, *public(KEY))) as host:
        for _ in range(3):
            async with client(host.port, client_keys=[KEY]) as guest:
                await guest.until(b"line 20")
        for keys in ([OTHER], None):
            with pytest.raises(asyncssh.PermissionDenied):
                async with client(host.port, client_keys=keys):
                    pass
        await eventually(lambda: len(host.events("left")) == 3)
        assert {line["key"] for line in host.events("joined")} == {KEY.get_fingerprint()}


async def test_the_list_may_restrict_where_from_and_its_other_options_give_nothing(
    tmp_path: Path,
) -> None:
    lines = (
        f'from="192.0.2.1" {public(OTHER)[0]}',
        f'command="/bin/sh",environment="NO_COLOR=1",permitopen="*:*" {public(KEY)[0]}',
    )
    async with stage(authorized=authorized(tmp_path, *lines)) as host:
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, client_keys=[OTHER]):
                pass
        async with client(host.port, "10:26", client_keys=[KEY]) as guest:
            await guest.until(b"line 20")
            assert host.views.apps[0].guest.asked.replay.at == "10:26"
            assert not host.views.apps[0].guest.no_color


async def test_passwords_and_questions_are_refused(tmp_path: Path) -> None:
    async with stage(authorized=authorized(tmp_path, *public(KEY))) as host:
        for method in ("password", "keyboard-interactive"):
            with pytest.raises(asyncssh.PermissionDenied):
                async with client(host.port, password="secret", preferred_auth=[method]):
                    pass


async def test_a_client_may_try_many_keys(tmp_path: Path) -> None:
    async with stage(authorized=authorized(tmp_path, *public(KEY))) as host:
        keys = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(25)]
        async with client(host.port, client_keys=[*keys, KEY]) as guest:
            await guest.until(b"line 20")


COSTLY = ("chacha20", "diffie-hellman", "rsa2048-sha256", "zlib")
"""For the host's CPU time, and memory."""
WEAK = ("sha1", "md5", "nistp", "ecdsa", "ecdh-sha2", "ssh-dss", "ssh-rsa", "-cbc", "arcfour")
LISTS = 8  # key exchange, host key; ciphers, MACs and compression, in and out


async def offered(port: int) -> list[list[str]]:
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
    lists = []
    for _ in range(LISTS):
        (size,) = struct.unpack(">I", rest[:4])
        lists.append(rest[4 : 4 + size].decode("ascii").split(","))
        rest = rest[4 + size :]
    return lists


@pytest.mark.parametrize("kind", HOST_KEY_KINDS)
async def test_no_weak_and_no_costly_algorithm_is_offered(kind: str) -> None:
    async with stage(key=asyncssh.generate_private_key(kind)) as host:
        lists = await offered(host.port)
    assert all(lists)
    every = [each for names in lists for each in names]
    assert not [each for each in every if any(name in each for name in WEAK + COSTLY)]


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
    listed = SimpleNamespace(admits=lambda offered, address: offered == key.convert_to_public())
    async with stage(authorized=listed) as host:
        options: dict[str, Any] = {"client_keys": [key], "signature_algs": [signature]}
        if admitted:
            async with client(host.port, **options) as guest:
                await guest.until(b"line 20")
            return
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, **options):
                pass
