"""CPU and memory of a guest: joins, keys, a presenter's presses.

Run `python tests/benchmarks/hosting.py [PART...]`; the parts are "filled" and "presses". Both
take six minutes; on two cores the host has one and the guests have the other.
"""

import asyncio
import sys
import time

import reach
from crowd import Place, crowd, own_host, percentile, probed
from rich.console import Console
from table import Row, print_table

GUESTS = 200
WATCHED_SECONDS, SETTLE_SECONDS = 10.0, 8.0
JOINS_MEASURED, PRESSES = 12, 60


async def used(place: Place, seconds: float) -> float:
    """CPU ms a second meanwhile."""
    before, began = place.cpu, time.monotonic()
    await asyncio.sleep(seconds)
    return (place.cpu - before) / (time.monotonic() - began) * 1000


async def filled() -> list[Row]:
    """A host at 60x is filled with a hall of guests, who watch for a while."""
    async with own_host("--speed", 60) as place, crowd(place) as guests:
        await guests.join("--loop")
        await guests.leave()  # the modules that the first guest loads count for nobody
        await asyncio.sleep(SETTLE_SECONDS)
        empty = place.memory
        while len(guests) < GUESTS - JOINS_MEASURED:
            await guests.join("--loop")
        await asyncio.sleep(1)
        idle, joins = await used(place, 3), list[float]()
        while len(guests) < GUESTS:
            before, began = place.cpu, time.monotonic()
            await guests.join("--loop")
            await asyncio.sleep(0.2)  # the join's remaining tasks count as part of it
            took = time.monotonic() - began
            joins.append((place.cpu - before) * 1000 - idle * took)
        await asyncio.sleep(3)
        received, cpu = guests.received, await used(place, WATCHED_SECONDS) / GUESTS
        received_each = (guests.received - received) / WATCHED_SECONDS / GUESTS
        memory, keys = (place.memory - empty) / GUESTS, await probed(place, PRESSES)
    return [
        Row("memory a guest, 200 guests", memory, 1.2, "MiB"),
        Row("CPU a guest a second at 60x", cpu, unit="ms"),
        Row("bytes a guest a second at 60x", received_each),
        Row("key to redraw p95, 200 guests", percentile(keys, 0.95), 25, "ms"),
        Row("CPU a join p50, 200 guests", percentile(joins, 0.5), 40, "ms"),
    ]


async def presses() -> list[Row]:
    """A presenter's presses in a room whose guests have windows of real sizes."""
    return [*await reach.rows(workers=1, bar=500), *await reach.rows(workers=2, bar=300)]


PARTS = {each.__name__: each for each in (filled, presses)}

if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - PARTS.keys():
        sys.exit(f"No part is called {min(unknown)}; there are {', '.join(PARTS)}.")
    rows = (row for name in sys.argv[1:] or PARTS for row in asyncio.run(PARTS[name]()))
    sys.exit(not print_table(rows, Console()))
