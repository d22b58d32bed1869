"""Stalls of a worker's event loop: a room at 60x with a hundred guests, of whom many do the same at
once, and a bystander who presses keys.

Measured is CPU time, which other processes hardly change: of all that the host does from the
bystander's key to its redraw.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import NamedTuple

from crowd import SIZES, bystander, crowd, led_room, percentile
from hosting_stage import Client
from row import Row

GUESTS = 100


class Deed(NamedTuple):
    """Keys that some guests or the presenter (None) press together, and guests who join one after
    the other; `bar` is for the CPU ms up to a bystander's redraw (p95) meanwhile."""

    bar: float
    keys: bytes = b""
    of: int | None = 0
    pause: float = 6.0  # after each key, in seconds: a bystander presses some forty keys in six
    joins: int = 0  # in a second


DEEDS = {
    "calm": Deed(10, b"?"),
    "40 joins in a second": Deed(15, joins=40),
    "50 helps at once": Deed(60, b"?", 50),
    "10 searches": Deed(60, b"/the\rnn" * 3, 10, 0.3),
    "a press, and again": Deed(20, b"52819473625184", None, 0.4),  # jumps to tenths
}


async def act(deed: Deed, port: int, driver: Client, guests: list[Client]) -> None:
    for key in deed.keys:
        for guest in [driver] if deed.of is None else guests[: deed.of]:
            guest.send(bytes([key]))
        await asyncio.sleep(deed.pause)
    async with AsyncExitStack() as stack:
        joining = []
        for _ in range(deed.joins):
            come = stack.enter_async_context(crowd(port, 1, None))
            joining.append(asyncio.create_task(come))
            await asyncio.sleep(1 / deed.joins)
        await asyncio.gather(*joining)


async def measured(deed: Deed) -> list[float]:
    """The host's CPU milliseconds from each key of a bystander to its redraw meanwhile."""
    async with (
        led_room("--speed", 60) as (host, driver),
        crowd(host.port, GUESTS, None, SIZES) as guests,
        bystander(host) as keys,
    ):
        driver.send(b" ")  # begin
        await anext(keys)
        acting = asyncio.create_task(act(deed, host.port, driver, guests))
        took = list[float]()
        while not acting.done():
            took.append((await anext(keys)).cpu)
        await acting
        return took


def stalls(*names: str) -> Iterator[Row]:
    """The figures of these deeds, with their bars."""
    for name in names or DEEDS:
        took = asyncio.run(measured(DEEDS[name]))
        yield Row(f"{name}: key to redraw p95", percentile(took, 0.95), DEEDS[name].bar, "ms CPU")
        yield Row(f"{name}: key to redraw, the longest", max(took), 600, "ms CPU")
