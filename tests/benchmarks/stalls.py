"""Stalls of a worker's event loop: `python tests/benchmarks/stalls.py [NAME...]`.

A room at 60x with a hundred guests, of whom many do the same at once, and a bystander who presses
keys. Measured is CPU time, which other processes hardly change: of all that the host does from the
bystander's key to its redraw.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))

from crowd import SIZES, bystander, crowd, led_room, percentile
from hosting_stage import Client
from rich.console import Console
from table import Row, print_table

GUESTS, JOINS = 100, 40
KEYS = "52819473625184"  # of a presenter: jumps to tenths
PRESS_SECONDS = 0.4  # between two of them

type Act = Callable[[int, Client, list[Client]], Coroutine[None, None, None]]


async def calm(port: int, driver: Client, guests: list[Client]) -> None:
    await asyncio.sleep(6)


async def joins(port: int, driver: Client, guests: list[Client]) -> None:
    async with AsyncExitStack() as stack:
        joining = []
        for _ in range(JOINS):
            come = stack.enter_async_context(crowd(port, 1, None))
            joining.append(asyncio.create_task(come))
            await asyncio.sleep(1 / JOINS)
        await asyncio.gather(*joining)


async def helps(port: int, driver: Client, guests: list[Client]) -> None:
    for guest in guests[:50]:
        guest.send(b"?")
    await asyncio.sleep(6)  # in which the bystander presses some forty keys


async def searches(port: int, driver: Client, guests: list[Client]) -> None:
    for key in (b"/", b"t", b"h", b"e", b"\r", b"n", b"n") * 3:
        for guest in guests[:10]:
            guest.send(key)
        await asyncio.sleep(0.3)


async def presses(port: int, driver: Client, guests: list[Client]) -> None:
    for key in KEYS:
        driver.send(key.encode())
        await asyncio.sleep(PRESS_SECONDS)


DEEDS: dict[str, tuple[Act, int]] = {
    "calm": (calm, 10),
    "40 joins in a second": (joins, 15),
    "50 helps at once": (helps, 60),
    "10 searches": (searches, 60),
    "a press, and again": (presses, 20),
}
"""The acts of guests, and the bars for the CPU ms up to a bystander's redraw (p95) meanwhile."""


async def measured(act: Act) -> list[float]:
    """The host's CPU milliseconds from each key of a bystander to its redraw meanwhile."""
    async with (
        led_room("--speed", 60) as (host, driver),
        crowd(host.port, GUESTS, None, SIZES) as guests,
        bystander(host) as keys,
    ):
        driver.send(b" ")  # begin
        await anext(keys)
        acting = asyncio.create_task(act(host.port, driver, guests))
        took = list[float]()
        while not acting.done():
            took.append((await anext(keys)).cpu)
        await acting
        return took


def rows(names: list[str]) -> Iterator[Row]:
    """The figures of these deeds, with their bars."""
    for name in names:
        act, bar = DEEDS[name]
        took = asyncio.run(measured(act))
        yield Row(f"{name}: key to redraw p95", percentile(took, 0.95), bar, "ms CPU")
        yield Row(f"{name}: key to redraw, the longest", max(took), 600, "ms CPU")


if __name__ == "__main__":
    sys.exit(not print_table(rows(sys.argv[1:] or list(DEEDS)), Console()))
