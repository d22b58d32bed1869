"""Two machines of one room behind Debian's haproxy, with the configuration that ships with it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncssh
from bundled_host import MANY, BundledHost, bundled_host, clock_at, presenter
from hosting_stage import eventually
from hosting_stage import room_client as client
from patience import patience
from programs import need
from store_server import free_port, store_server

from tui.hosting.terminal import LEAVE_APP_MODE

CONFIGURATION = Path(__file__).parents[3] / "assets/deploy/haproxy.cfg"
PATH = os.environ["PATH"] + ":/usr/sbin"


class Balancer:
    """A running haproxy."""

    def __init__(self, port: int, admin: Path) -> None:
        self.port = port
        self._admin = admin

    async def ask(self, command: str) -> str:
        """Ask as its administrator."""
        reader, writer = await asyncio.open_unix_connection(self._admin)
        writer.write(f"{command}\n".encode())
        answer = await reader.read()
        writer.close()
        return answer.decode()

    async def machines(self, column: str) -> list[str]:
        """A column of its statistics, for each machine."""
        heading, *lines = (await self.ask("show stat")).removeprefix("# ").splitlines()
        at = heading.split(",").index(column)
        rows = [line.split(",") for line in lines if line.startswith("guests,")]
        return [row[at] for row in rows if row[1] != "BACKEND"]

    async def until(self, column: str, *wanted: str) -> None:
        """Wait until it knows this of the machines."""
        async with patience():
            while await self.machines(column) != list(wanted):
                await asyncio.sleep(0.05)


@asynccontextmanager
async def balancer(folder: Path, one: BundledHost, two: BundledHost) -> AsyncIterator[Balancer]:
    need("haproxy")
    port, admin = free_port(), folder / "admin"
    process = await asyncio.create_subprocess_exec(
        str(shutil.which("haproxy", path=PATH)),
        *("-db", "-f", str(CONFIGURATION)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=(folder / "haproxy.log").open("w"),
        env={
            "LIVEBLOG_BIND": f"127.0.0.1:{port}",
            "LIVEBLOG_ONE": f"127.0.0.1:{one.port}",
            "LIVEBLOG_TWO": f"127.0.0.1:{two.port}",
            "LIVEBLOG_ADMIN": str(admin),
        },
    )
    try:
        await eventually(admin.exists)
        found = Balancer(port, admin)
        await found.until("check_status", "L7OK", "L7OK")
        yield found
    finally:
        process.terminate()
        await process.wait()


def addresses(host: BundledHost) -> list[str]:
    return [event["address"] for event in host.events("joined")]


async def test_one_machine_is_drained_and_stopped_and_the_room_goes_on_at_the_other(
    tmp_path: Path,
) -> None:
    need("haproxy")
    key, listed = presenter(tmp_path)
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(tmp_path / "host_key")
    async with store_server(tmp_path) as store:
        words = (
            *("--room", *MANY, "--room-store", store.url, "--presenter-keys", listed),
            *("--host-key", tmp_path / "host_key"),
            *("--proxy-protocol", "127.0.0.0/8", "--drain", 60),
        )
        async with (
            bundled_host(tmp_path, *words, name="one") as one,
            bundled_host(tmp_path, *words, name="two") as two,
            balancer(tmp_path, one, two) as front,
            client(front.port, size=(120, 30), address="127.0.0.2", client_keys=[key]) as ada,
            client(front.port, size=(120, 30), address="127.0.0.3") as guest,
        ):
            for each in (ada, guest):
                await each.shows("2 here")
            # Each machine has one of them, and knows their own address.
            assert sorted(addresses(one) + addresses(two)) == ["127.0.0.2", "127.0.0.3"]
            stopping, other = (one, two) if addresses(one) == ["127.0.0.3"] else (two, one)
            stopping.stop()
            await guest.shows("This machine stops in 60 s")
            async with client(front.port, size=(120, 30), address="127.0.0.4") as late:
                await late.shows("ROOM · Ada")
                assert addresses(other) == ["127.0.0.2", "127.0.0.4"]
                ada.send(b"5")
                for each in (late, guest):  # who has not gone yet is still in the room
                    await each.shows(clock_at(0.5))
                stopping.stop()  # it was told once; told again, it waits no longer
                assert await guest.ended() == 0
                goodbye = guest.output.split(LEAVE_APP_MODE.encode())[1]
                assert goodbye.decode().strip("\r\n\x1b[K") == "The host is stopping. Goodbye."
                assert await stopping.ended() == 0
                await front.until(
                    "status", *("DOWN" if host is stopping else "UP" for host in (one, two))
                )
                ada.send(b"8")
                await late.shows(clock_at(0.8))
                async with client(front.port, size=(120, 30), address="127.0.0.3") as again:
                    await again.shows("here")
                    assert addresses(other)[-1] == "127.0.0.3"
                    await ada.shows("3 here")
