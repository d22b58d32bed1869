"""A room over two workers with the real app and the bundled blog, fifty guests each."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from hosting_stage import Client
from room_guests import client
from room_hosts import presenter, room_host
from store_server import store_server

from tui.cli.streams import DEFAULT_SOURCES, load
from tui.model.clock_face import clock_faces
from tui.playback.timeline import Timeline

GUESTS = 50  # in each worker


async def seen(guests: list[Client], words: bytes, driver: Client, keys: bytes) -> None:
    """Press keys; every guest's screen shows the words afterwards."""
    since = [len(guest.output) for guest in guests]
    driver.send(keys)
    await asyncio.gather(
        *(guest.until(words, start) for guest, start in zip(guests, since, strict=True))
    )


async def test_a_press_reaches_all_of_a_hundred_guests_in_two_workers(
    tmp_path: Path,
) -> None:
    key, listed = presenter(tmp_path)
    options = {"presenter_keys": listed, "speed": 60}
    async with (
        store_server(tmp_path) as server,
        room_host(tmp_path, "one", room_store=server.url, **options) as one,
        room_host(tmp_path, "two", room_store=server.url, **options) as two,
        AsyncExitStack() as stack,
    ):
        ada = await stack.enter_async_context(client(one.port, size=(120, 30), client_keys=[key]))
        await ada.until(b"you drive")
        joining = [
            stack.enter_async_context(client(host.port, size=(120, 30)))
            for _ in range(GUESTS)
            for host in (one, two)
        ]
        guests = await asyncio.gather(*joining)
        await asyncio.gather(*(guest.until(b"Ada drives") for guest in guests))
        await asyncio.gather(*(guest.until(b"100 follow") for guest in guests))
        for keys, words in (
            (b"5", clock_at(0.5)),
            (b" ", "►"),
            (b" ", "║"),
            (b"8", clock_at(0.8)),
        ):
            await seen(guests, words.encode(), ada, keys)


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
        await far.until(b"Ada drives")
        await ada.press(b"5", clock_at(0.5).encode())
        await far.until(clock_at(0.5).encode())
        await ada.press(b"-", b"reading 160 wpm")
        await far.until(b"reading 160 wpm")
        await ada.press(b" ", "►".encode())
        await far.until("►".encode())
        await server.kill()
        await ada.until(b"presses are not shared")
        since, before = len(far.output), len(near.output)
        await ada.press(b"+", b"this press is not shared with others")
        await near.until(b"reading 200 wpm", before)
        await far.until(b"next post in", since)  # its clock goes on
        assert b"reading 200 wpm" not in far.output[since:]
        await server.start()
        await far.until(b"reading 200 wpm", since)
        async with client(two.port, size=(120, 30)) as late:
            await ada.press(b"8", clock_at(0.8).encode())
            await ada.press(b" ", "║".encode())
            await late.until("║".encode())
            assert clock_at(0.8).encode() in late.output
        async with client(two.port, size=(120, 30)) as later:
            await later.until(clock_at(0.8).encode())
            await later.until("║".encode())


def clock_at(share: float) -> str:
    """What the bar's clock shows at that share of the bundled blog."""
    blog = load(DEFAULT_SOURCES)
    return clock_faces(blog, (), None)[0].time(Timeline.of(blog).moment_at(share))
