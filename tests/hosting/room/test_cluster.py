"""A room over two workers with the real app and the bundled blog, fifty guests each."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from hosting_stage import Client, eventually
from hosting_stage import room_client as client
from room_hosts import clock_at, presenter, room_host
from store_server import store_server

from tui.hosting.room.app import STORE_UP_NOTE
from tui.hosting.room.bar import STORE_DOWN


async def seen(guests: list[Client], words: str, driver: Client, keys: bytes) -> None:
    """Press keys; every guest's screen shows the words afterwards."""
    driver.send(keys)
    await asyncio.gather(*(guest.shows(words) for guest in guests))


async def test_the_room_goes_on_without_its_store_and_is_one_again_with_it(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    async with (
        store_server(tmp_path) as server,
        room_host(tmp_path, "one", room_store=server.url, presenter_keys=listed) as one,
        room_host(tmp_path, "two", room_store=server.url, presenter_keys=listed) as two,
        client(one.port, size=(120, 30), client_keys=[key]) as ada,
        client(one.port, size=(120, 30)) as near,
        client(two.port, size=(120, 30)) as far,
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
        await ada.shows("others do not see this")
        assert clock_at(0.3) not in far.screen
        await server.start()
        await far.shows(clock_at(0.3))
        for guest in (near, far):
            await guest.shows(STORE_UP_NOTE)
        async with client(two.port, size=(120, 30)) as late:
            await seen([late], clock_at(0.8), ada, b"8")
            await seen([late], "paused", ada, b" ")
        async with client(two.port, size=(120, 30)) as later:
            await later.shows(clock_at(0.8))
            await later.shows("paused")


async def test_two_workers_of_one_machine_share_the_room_without_a_store(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    options = {"workers": 2, "presenter_keys": listed, "speed": 60, "pause_alone": True}
    async with (
        room_host(tmp_path, "one", **options) as host,
        AsyncExitStack() as stack,
    ):
        # The kernel spreads them: that all should be in one worker is as good as impossible.
        joining = [stack.enter_async_context(client(host.port, size=(120, 30))) for _ in range(16)]
        guests = await asyncio.gather(*joining)
        async with client(host.port, size=(120, 30), client_keys=[key]) as ada:
            await ada.shows("17 here")
            await asyncio.gather(*(guest.shows("ROOM · Ada") for guest in guests))
            await seen(guests, clock_at(0.5), ada, b"5")
            await seen(guests, "60x", ada, b" ")
            guests[0].send(b"h")
            await ada.shows("1 hand (h)")
        await asyncio.gather(*(guest.shows("paused") for guest in guests))


async def test_each_of_several_live_blogs_has_a_room_that_the_workers_share(tmp_path: Path) -> None:
    key, listed = presenter(tmp_path)
    options = {"names": ["bell", "geese"], "workers": 2, "presenter_keys": listed, "title": "Talk"}
    async with (
        room_host(tmp_path, "one", **options) as host,
        AsyncExitStack() as stack,
    ):
        names = ["bell", "geese"] * 8
        joining = [
            stack.enter_async_context(client(host.port, name, size=(120, 30))) for name in names
        ]
        guests = await asyncio.gather(*joining)
        bells, geese = guests[::2], guests[1::2]
        await asyncio.gather(*(each.shows("8 are here") for each in guests))
        way_in = f"ssh -t -p {host.port} 127.0.0.1 geese"
        await asyncio.gather(*(each.shows(way_in) for each in geese))
        async with client(host.port, size=(120, 30), client_keys=[key]) as ada:
            await ada.shows("q leave")
            ada.send(b"\r")
            await ada.shows("9 are here")
            await seen(bells, "ROOM", ada, b" ")
            await seen(bells, clock_at(0.5), ada, b"5")
            ada.send(b"q")
            await ada.shows("q leave")
            ada.send(b"j\r")
            await ada.shows("9 are here")
            await seen(geese, "ROOM", ada, b" ")
            await seen(geese, clock_at(0.8), ada, b"8")
        for each in bells:
            await each.shows("no presenter here")
            assert clock_at(0.5) in each.screen
