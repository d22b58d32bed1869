"""A room over real connections: presenters and their keys, and the page of everybody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from hosting_stage import Stage, public, stage
from hosting_stage import room_client as client
from openssh import ssh
from sample_blogs import FakeClock, constant, many

from tui.hosting.auth import ListedKeys, Presenters
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.ssh.session import PRESENTERS_ONLY
from tui.hosting.views import ReplayViews

BLOG = many(120)
ADA = asyncssh.generate_private_key("ssh-ed25519", comment="ada@laptop")
BOB = asyncssh.generate_private_key("ssh-ed25519", comment="bob")
PATH = Path("presenters")
LIMITS = Limits(connects_per_minute=10_000, per_address=1000)


@asynccontextmanager
async def room_stage(
    *lines: str, authorized: Any = None, limits: Limits = LIMITS
) -> AsyncIterator[tuple[Stage, Room]]:
    presenters = Presenters(ListedKeys(lines, PATH)) if lines else Presenters()
    room = Room(BLOG, now=FakeClock(), tempo=constant(60), driven=bool(lines))
    views = ReplayViews(BLOG, ServeOptions(), FakeClock(), "", room)
    asked = {"presenters": presenters, "authorized": authorized}
    async with stage(limits, views=views, room=room, **asked) as host:
        yield host, room


class Offering(asyncssh.SSHKeyPair):
    """A pair that has only the public key, and so cannot sign."""

    def __init__(self, key: asyncssh.SSHKey) -> None:
        algorithm = key.algorithm
        super().__init__(algorithm, algorithm, (algorithm,), (algorithm,), key.public_data, b"ada")
        self.asked = 0

    def sign(self, data: bytes) -> bytes:
        """Somebody else's signature, as near as a thief can come."""
        self.asked += 1
        return BOB.sign(data, b"ssh-ed25519")


async def test_an_offer_of_a_presenters_public_key_makes_no_presenter() -> None:
    offering = Offering(ADA)
    async with room_stage(*public(ADA)) as (host, room):
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, client_keys=[offering]):
                pass
        assert offering.asked == 1  # the key was acceptable, the signature was not
        assert not host.events("joined")
        async with client(host.port, client_keys=[offering], username="guest") as thief:
            await thief.shows("ROOM")
            assert offering.asked == 1  # nobody's key is asked for but a presenter's
            thief.send(b"5")
            await thief.shows("ON YOUR OWN")
            assert room.state.revision == 0
            assert room.presence.presenters == ()
            assert "key" not in host.events("joined")[0]


async def test_an_offer_before_another_keys_signature_makes_no_presenter() -> None:
    authorized = ListedKeys(public(BOB), PATH)
    async with (
        room_stage(*public(ADA), authorized=authorized) as (host, room),
        client(host.port, client_keys=[Offering(ADA), BOB]) as bob,
    ):
        await bob.shows("ROOM")
        assert room.presence.presenters == ()
        assert host.events("joined")[0]["key"] == BOB.get_fingerprint()


async def test_a_login_as_presenter_without_a_key_is_told_what_it_is_for() -> None:
    banners: list[str] = []

    class Listening(asyncssh.SSHClient):
        def auth_banner_received(self, msg: str, lang: str) -> None:
            banners.append(msg)

    async with room_stage(*public(ADA)) as (host, _):
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port, username="present", client_factory=Listening):
                pass
    assert banners == [PRESENTERS_ONLY]


async def test_a_presenter_need_not_be_on_the_list_of_guests_but_others_must() -> None:
    authorized = ListedKeys(public(BOB), PATH)
    async with room_stage(*public(ADA), authorized=authorized) as (host, room):
        async with (
            client(host.port, client_keys=[ADA]) as ada,
            client(host.port, client_keys=[BOB], username="bob") as bob,
        ):
            await ada.until(b"YOU PRESENT")
            await bob.shows("ROOM · Ada")
            assert room.presence.presenters == ("Ada",)
            async with client(host.port, client_keys=[ADA], username="ada") as guest:
                await guest.shows("ROOM · Ada")
                assert room.presence.presenters == ("Ada",)
        with pytest.raises(asyncssh.PermissionDenied):
            async with client(host.port):
                pass


async def test_without_a_room_there_is_no_projector() -> None:
    views = ReplayViews(BLOG, ServeOptions(), FakeClock())
    async with stage(LIMITS, views=views) as host, client(host.port, "--projector") as guest:
        assert await guest.ended() == 2
        assert b"--projector is for a room" in guest.output


@pytest.mark.parametrize(
    ("command", "term"), [("--projector", "dumb"), ("--projector --json", "xterm-256color")]
)
async def test_without_a_screen_there_is_no_projector(command: str, term: str) -> None:
    async with (
        room_stage(*public(ADA)) as (host, _),
        client(host.port, command, term=term) as guest,
    ):
        assert await guest.ended() == 2
        assert b"--projector is for a screen: ssh -t, and without --json." in guest.output
        assert b"Post number" not in guest.output


async def test_a_pipe_gets_the_page_as_it_is_in_the_room() -> None:
    async with room_stage(*public(ADA)) as (host, _), client(host.port, client_keys=[ADA]) as ada:
        await ada.until(b"YOU PRESENT")
        ada.send(b"5")
        await ada.until(b"Post number 60")
        async with client(host.port, term="dumb") as reader:
            assert await reader.ended() == 0
            assert b"Post number 60" in reader.output
            assert b"Post number 62" not in reader.output


async def test_a_presenter_comes_into_a_full_hall_and_takes_no_guests_place() -> None:
    async with (
        room_stage(*public(ADA), limits=replace(LIMITS, guests=1)) as (host, _),
        client(host.port, size=(120, 30), client_keys=[ADA]) as ada,
    ):
        await ada.until(b"YOU PRESENT")
        async with client(host.port, size=(120, 30)) as guest:
            await guest.until(b"Post number")
            async with client(host.port, size=(120, 30), client_keys=[ADA]) as second:
                await second.until(b"take over")
            async with client(host.port, client_keys=[ADA], username="ada") as late:
                await late.until(b"The host is full")


async def test_any_name_but_the_presenters_comes_in_without_authentication(tmp_path: Path) -> None:
    batch = ("-o", "BatchMode=yes")
    ada, bob = openssh_key(ADA, tmp_path / "ada"), openssh_key(BOB, tmp_path / "bob")
    presents = ("-l", "present")
    async with room_stage(*public(ADA)) as (host, _):
        assert await openssh(host, tmp_path, *batch) == (0, True)
        assert await openssh(host, tmp_path, *batch, *bob) == (0, True)
        assert await openssh(host, tmp_path, *ada) == (0, True)
        assert not any(event.get("key") for event in host.events("joined"))
        assert await openssh(host, tmp_path, *batch, *presents) == (255, False)
        assert await openssh(host, tmp_path, *batch, *presents, *bob) == (255, False)
        assert await openssh(host, tmp_path, *batch, *presents, *bob, *ada) == (0, True)
        assert host.events("joined")[-1]["key"] == ADA.get_fingerprint()
    async with room_stage() as (host, _):
        assert await openssh(host, tmp_path, *batch, *presents) == (0, True)


def openssh_key(key: asyncssh.SSHKey, path: Path) -> tuple[str, str]:
    """Options that make OpenSSH's client sign with a key."""
    key.write_private_key(path)
    path.chmod(0o600)
    return "-i", str(path)


async def openssh(host: Stage, home: Path, *options: str) -> tuple[int, bool]:
    """The exit status of OpenSSH's client, and whether it got the page."""
    alone = ("-a", "-o", "IdentitiesOnly=yes", *options)
    answer = await ssh(host, *alone, "127.0.0.1", "09:40", give=b"", env={"HOME": str(home)})
    return answer.status, "Post number 29" in answer.out
