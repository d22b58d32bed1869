"""Memory and CPU of guests in browsers against guests over SSH, at one host.

Run `python tests/benchmarks/browsers.py`; takes a minute. The browsers are websockets without a
browser.
"""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import NamedTuple, Protocol

import aiohttp
from crowd import FIRST_FRAME_BYTES, Place, crowd, own_host
from rich.console import Console
from table import Row, print_table

GUESTS = 60
SIZE = (120, 40)
WATCHED_SECONDS = 8.0
WARMING = 3
"""Guests who come and go before: what the first load counts for nobody."""


class Guests(Protocol):
    """A crowd of one kind."""

    async def join(self, command: str = "") -> None: ...
    async def leave(self, number: int | None = None) -> None: ...


class BrowserCrowd:
    """Guests at websockets; their output is only read."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session
        self._open: list[tuple[aiohttp.ClientWebSocketResponse, asyncio.Task[None]]] = []

    async def join(self, command: str = "") -> None:
        """Adds a guest; returns when they have seen the first frame."""
        socket = await self._session.ws_connect(f"{self._url}ws")
        await socket.send_str(json.dumps({"size": SIZE}))
        shown = asyncio.Event()
        self._open.append((socket, asyncio.create_task(self._read(socket, shown))))
        async with asyncio.timeout(120):
            await shown.wait()

    async def leave(self, number: int | None = None) -> None:
        """The last `number` guests go, all by default."""
        for _ in range(len(self._open) if number is None else number):
            socket, reading = self._open.pop()
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading
            await socket.close()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, shown: asyncio.Event) -> None:
        mine = 0
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                mine += len(message.data)
                if mine > FIRST_FRAME_BYTES:
                    shown.set()


@asynccontextmanager
async def browsers(place: Place) -> AsyncIterator[BrowserCrowd]:
    """A crowd in browsers that leaves in the end."""
    async with aiohttp.ClientSession() as session:
        guests = BrowserCrowd(place.web, session)
        try:
            yield guests
        finally:
            await guests.leave()


class Cost(NamedTuple):
    """Of one guest: MiB, CPU ms of the join, CPU ms a second."""

    memory: float
    join: float
    watching: float


async def cost(place: Place, guests: Guests) -> Cost:
    """What each of many guests of a crowd costs its host."""
    for _ in range(WARMING):
        await guests.join()
    await guests.leave()
    await asyncio.sleep(5)
    empty, cpu = place.memory, place.cpu
    for _ in range(GUESTS):
        await guests.join()
    join = (place.cpu - cpu) / GUESTS
    await asyncio.sleep(3)
    cpu, began = place.cpu, time.monotonic()
    await asyncio.sleep(WATCHED_SECONDS)
    watching = (place.cpu - cpu) / (time.monotonic() - began) / GUESTS
    return Cost((place.memory - empty) / GUESTS, join * 1000, watching * 1000)


async def in_browsers(place: Place) -> Cost:
    async with browsers(place) as guests:
        return await cost(place, guests)


async def over_ssh(place: Place) -> Cost:
    async with crowd(place) as guests:
        return await cost(place, guests)


def rows() -> Iterator[Row]:
    """All figures, with their bars."""
    with own_host(web="127.0.0.1:0", speed=60) as place:
        ssh = asyncio.run(over_ssh(place))
    with own_host(web="127.0.0.1:0", speed=60) as place:
        web = asyncio.run(in_browsers(place))
    yield Row("memory a guest over SSH", ssh.memory, unit="MiB")
    yield Row("memory a guest in a browser", web.memory, unit="MiB")
    yield Row("memory a guest in a browser, of one over SSH", web.memory / ssh.memory, 1.5, "x")
    yield Row("CPU a join in a browser, of one over SSH", web.join / ssh.join, 1.5, "x")
    yield Row("CPU a second over SSH", ssh.watching, unit="ms")
    yield Row("CPU a second in a browser, of that over SSH", web.watching / ssh.watching, 1.5, "x")


if __name__ == "__main__":
    sys.exit(not print_table(rows(), Console()))
