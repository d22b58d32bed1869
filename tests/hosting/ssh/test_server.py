"""Keys that let guests in, and by which they are known."""

from pathlib import Path

import asyncssh
import pytest
from hosting_stage import client, eventually, stage

KEY = asyncssh.generate_private_key("ssh-ed25519")
OTHER = asyncssh.generate_private_key("ssh-ed25519")


def authorized(tmp_path: Path, *lines: str) -> asyncssh.SSHAuthorizedKeys:
    path = tmp_path / "authorized_keys"
    path.write_text("\n".join(lines))
    return asyncssh.read_authorized_keys(str(path))


def public(key: asyncssh.SSHKey) -> str:
    return key.export_public_key().decode().strip()


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
    async with stage(authorized=authorized(tmp_path, public(KEY))) as host:
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
        f'from="192.0.2.1" {public(OTHER)}',
        f'command="/bin/sh",environment="LD_PRELOAD=evil.so",permitopen="*:*" {public(KEY)}',
    )
    async with stage(authorized=authorized(tmp_path, *lines)) as host:
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, client_keys=[OTHER]):
                pass
        async with client(host.port, "10:26", client_keys=[KEY]) as guest:
            await guest.until(b"line 20")
            assert host.views.apps[0].guest.asked.replay.at == "10:26"
            assert not host.views.apps[0].guest.environment


async def test_passwords_and_questions_are_refused(tmp_path: Path) -> None:
    async with stage(authorized=authorized(tmp_path, public(KEY))) as host:
        for method in ("password", "keyboard-interactive"):
            with pytest.raises(asyncssh.PermissionDenied):
                async with client(host.port, password="secret", preferred_auth=[method]):
                    pass


async def test_a_client_that_tries_many_keys_is_refused(tmp_path: Path) -> None:
    async with stage(authorized=authorized(tmp_path, public(KEY))) as host:
        keys = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(25)]
        with pytest.raises((asyncssh.Error, OSError)):
            async with client(host.port, client_keys=keys):
                pass
        await eventually(lambda: host.count("refusals_total", reason="tries"))
        await eventually(lambda: host.count("connections") == 0)
