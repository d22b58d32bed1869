"""A room over two workers and two machines, with the real command and real connections."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncssh
from bundled_host import ANY_PORT, MANY, BundledHost, bundled_host, clock_at, presenter
from hosting_stage import Client, eventually, web_client
from hosting_stage import room_client as client
from patience import patience
from programs import need
from store_server import free_port, store_server

from tui.hosting.room.app import STORE_UP_NOTE
from tui.hosting.room.bar import STORE_DOWN
from tui.hosting.terminal import LEAVE_APP_MODE
from tui.readers.own_format import dumps
from tui.sources import load
from tui.sources.bundled import BUNDLED

SIZE = (120, 30)


async def seen(guests: list[Client], words: str, driver: Client, keys: bytes) -> None:
    """Press keys; every guest's screen shows the words afterwards."""
    driver.send(keys)
    await asyncio.gather(*(guest.shows(words) for guest in guests))


async def test_the_room_goes_on_without_its_store_and_is_one_again_with_it(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    async with store_server(tmp_path) as server:
        words = ("--room", *MANY, "--room-store", server.url, "--presenter-keys", listed)
        async with (
            bundled_host(tmp_path, *words, name="one") as one,
            bundled_host(tmp_path, *words, name="two") as two,
            client(one.port, size=SIZE, client_keys=[key]) as ada,
            client(one.port, size=SIZE) as near,
            client(two.port, size=SIZE) as far,
        ):
            await far.shows("ROOM · Ada")
            await seen([ada, far], clock_at(0.5), ada, b"5")
            ada.send(b" ")
            await eventually(lambda: "paused" not in ada.screen + far.screen)
            await server.kill()
            await ada.shows("presses are not shared")
            for guest in (near, far):
                await guest.shows(STORE_DOWN)
            await seen([near], clock_at(0.3), ada, b"3")
            await ada.shows("presses are not shared")
            assert clock_at(0.3) not in far.screen
            await server.start()
            await far.shows(clock_at(0.3))
            for guest in (near, far):
                await guest.shows(STORE_UP_NOTE)
            async with client(two.port, size=SIZE) as late:
                await seen([late], clock_at(0.8), ada, b"8")
                await seen([late], "paused", ada, b" ")
            async with client(two.port, size=SIZE) as later:
                await later.shows(clock_at(0.8))
                await later.shows("paused")


async def test_two_workers_of_one_machine_share_the_room_without_a_store(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    words = ("--workers", 2, "--presenter-keys", listed, "--speed", 60)
    async with bundled_host(tmp_path, "--room", *MANY, *words) as host, AsyncExitStack() as stack:
        joining = [stack.enter_async_context(client(host.port, size=SIZE)) for _ in range(16)]
        guests = await asyncio.gather(*joining)
        async with client(host.port, size=SIZE, client_keys=[key]) as ada:
            await ada.shows("17 here")
            await asyncio.gather(*(guest.shows("ROOM · Ada") for guest in guests))
            await seen(guests, clock_at(0.5), ada, b"5")
            await seen(guests, "60x", ada, b" ")
            guests[0].send(b"h")
            await ada.shows("1 hand: 1 unnamed")
        await asyncio.gather(*(guest.shows("no presenter here") for guest in guests))


async def test_a_presenter_who_loads_the_page_again_keeps_the_name(tmp_path: Path) -> None:
    words = ("--class", "--workers", 2, "--listen", ANY_PORT, "--web", ANY_PORT)
    async with bundled_host(tmp_path, *words, over_ssh=False) as host:
        code = host.line(r"  You present +\S+#present=(\S+)")
        for visit in range(1, 7):  # at either worker
            async with web_client(host.web, SIZE, present=code) as ada:
                await ada.shows("You present.")
                assert "Host (2)" not in ada.screen
                await asyncio.sleep(0.4)
                await ada.socket.close(code=1001)
            await host.event("left", visit)


async def test_each_of_several_live_blogs_has_a_room_that_the_workers_share(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    blog = load(BUNDLED[0].name)
    files = [tmp_path / f"{name}.json" for name in ("bell", "geese")]
    for file in files:
        file.write_text(dumps(blog._replace(title=file.stem.title())))
    words = ("--workers", 2, "--presenter-keys", listed, "--title", "Talk")
    async with (
        bundled_host(tmp_path, "--choose", "--separate", *files, "--room", *MANY, *words) as host,
        AsyncExitStack() as stack,
    ):
        names = ["bell", "geese"] * 8
        joining = [stack.enter_async_context(client(host.port, name, size=SIZE)) for name in names]
        guests = await asyncio.gather(*joining)
        bells, geese = guests[::2], guests[1::2]
        await asyncio.gather(*(each.shows("8 are here") for each in guests))
        way_in = f"ssh -t -p {host.port} 127.0.0.1 geese"
        await asyncio.gather(*(each.shows(way_in) for each in geese))
        async with client(host.port, size=SIZE, client_keys=[key]) as ada:
            await ada.shows("q leave")
            ada.send(b"\r")
            await ada.shows("9 are here")
            await seen(bells, "ROOM", ada, b" ")
            await seen(bells, clock_at(0.5), ada, b"5")
            ada.send(b"q\r")
            await ada.shows("q leave")
            ada.send(b"j\r")
            await ada.shows("9 are here")
            await seen(geese, "ROOM", ada, b" ")
            await seen(geese, clock_at(0.8), ada, b"8")
        for each in bells:
            await each.shows("no presenter here")
            assert clock_at(0.5) in each.screen


# Behind Debian's haproxy, with the configuration that ships with the program


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
            assert (await stopping.event("draining"))["worker"] == 0
            async with client(front.port, size=(120, 30), address="127.0.0.4") as late:
                await late.shows("ROOM · Ada")
                assert addresses(other) == ["127.0.0.2", "127.0.0.4"]
                ada.send(b"5")
                for each in (late, guest):  # who has not gone yet is still in the room
                    await each.shows(clock_at(0.5))
                stopping.stop()  # it was told once; told again, it waits no longer
                assert await guest.ended() == 0
                goodbye = guest.output.split(LEAVE_APP_MODE.encode())[1]
                assert goodbye.decode().strip("\r\n") == "The host is stopping. Goodbye."
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
