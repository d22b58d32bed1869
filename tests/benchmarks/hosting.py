"""CPU and memory of a guest: joins, keys, an idle hall, browsers, visits, a presenter's presses.

Run `python tests/benchmarks/hosting.py [PART...]`; the parts are "filled", "idle", "churn",
"browsers" and "presses". All take fifteen minutes; on two cores the host has one and the guests
have the other.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

import reach
from crowd import Crowd, Place, crowd, own_host, percentile, probed
from rich.console import Console
from table import Row, print_table

GUESTS, SLOW_GUESTS = 200, 50
"""At 60x, and at 1x."""
VISITS = (100, 1000, 2000)
WATCHED_SECONDS = 10.0
JOINS_MEASURED = 12
PRESSES = 60
QUIET_SECONDS = 10.0
"""After which a host without guests has collected its garbage."""


class Cost(NamedTuple):
    """MiB, CPU ms a second and bytes a second of a guest; CPU ms of joins, ms of keys."""

    memory: float
    cpu: float
    received: float
    joins: list[float]
    keys: list[float]


async def cost(place: Place, count: int, command: str, *, browsers: bool) -> Cost:
    """Fill a host with so many guests, who watch for a while."""
    async with crowd(place, browsers=browsers) as guests:
        await guests.join(command)
        await guests.leave()  # the modules that the first guest loads count for nobody
        await asyncio.sleep(8)
        empty = place.memory
        joins = await fill(place, guests, count, command)
        await asyncio.sleep(3)
        cpu, received, began = place.cpu, guests.received, time.monotonic()
        await asyncio.sleep(WATCHED_SECONDS)
        share = 1 / (time.monotonic() - began) / count
        used, got = (place.cpu - cpu) * share * 1000, (guests.received - received) * share
        memory = (place.memory - empty) / count
        return Cost(memory, used, got, joins, await probed(place, PRESSES))


async def fill(place: Place, guests: Crowd, count: int, command: str) -> list[float]:
    """Add guests up to `count`. Returns the CPU milliseconds of the last few joins, without those
    of the guests who are there already."""
    while count - len(guests) > JOINS_MEASURED:
        await guests.join(command)
    await asyncio.sleep(1)
    before, began = place.cpu, time.monotonic()
    await asyncio.sleep(3)
    idle = (place.cpu - before) / (time.monotonic() - began)
    joins = []
    while len(guests) < count:
        before, began = place.cpu, time.monotonic()
        await guests.join(command)
        await asyncio.sleep(0.2)  # the join's remaining tasks count as part of it
        joins.append((place.cpu - before - idle * (time.monotonic() - began)) * 1000)
    return joins


def costs(
    host: AbstractContextManager[Place], count: int, command: str = "--loop", browsers: bool = False
) -> Cost:
    with host as place:
        return asyncio.run(cost(place, count, command, browsers=browsers))


def filled() -> Iterator[Row]:
    """A host with a hall of guests, at 60x."""
    own = costs(own_host(speed=60), GUESTS)
    yield Row("memory a guest, 200 guests", own.memory, 1.2, "MiB")
    yield Row("CPU a guest a second at 60x", own.cpu, unit="ms")
    yield Row("bytes a guest a second at 60x", own.received)
    yield Row("key to redraw p95, 200 guests", percentile(own.keys, 0.95), 25, "ms")
    yield Row("CPU a join p50, 200 guests", percentile(own.joins, 0.5), 40, "ms")


def idle() -> Iterator[Row]:
    """Guests who watch at 1x."""
    own = costs(own_host(), SLOW_GUESTS, "--speed 1 --loop")
    yield Row("idle CPU a guest a second at 1x", own.cpu, unit="ms")


def browsers() -> Iterator[Row]:
    """Guests at websockets against guests over SSH."""
    ssh, web = (
        costs(own_host(web="127.0.0.1:0", speed=60), SLOW_GUESTS, browsers=browsers)
        for browsers in (False, True)
    )
    yield Row("memory a guest in a browser, of one over SSH", web.memory / ssh.memory, 1.5, "x")
    yield Row("CPU a second in a browser, of that over SSH", web.cpu / ssh.cpu, 1.5, "x")


def churn() -> Iterator[Row]:
    """Guests who come and go one after the other. The process does not become smaller then, but
    uses this memory again."""

    async def visit(place: Place) -> list[float]:
        in_use = []
        async with crowd(place) as guests:
            for number in range(1, max(VISITS) + 1):
                await guests.join()
                await guests.leave()
                if number in VISITS:
                    await asyncio.sleep(QUIET_SECONDS)
                    in_use.append(place.memory)
        return in_use

    with own_host() as place:
        few, many, all_of_them = asyncio.run(visit(place))
    yield Row("growth from 100 to 1,000 visits, with garbage", many - few, unit="MiB")
    yield Row("growth from 1,000 to 2,000 visits", all_of_them - many, 10, "MiB")


def presses() -> Iterator[Row]:
    """A presenter's presses in a room whose guests have windows of real sizes."""
    yield from reach.rows(workers=1, bar=500)
    yield from reach.rows(workers=2, bar=300)


PARTS = {each.__name__: each for each in (filled, idle, churn, browsers, presses)}


def rows(names: list[str]) -> Iterator[Row]:
    """The figures of these parts, with their bars."""
    yield Row("load of the machine before", os.getloadavg()[0])
    for name in names:
        yield from PARTS[name]()


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - PARTS.keys():
        sys.exit(f"No part is called {min(unknown)}; there are {', '.join(PARTS)}.")
    sys.exit(not print_table(rows(sys.argv[1:] or list(PARTS)), Console()))
