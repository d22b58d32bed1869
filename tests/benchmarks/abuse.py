"""Measures how abuse slows a bystander: `python tests/benchmarks/abuse.py [NAME...]`.

The host runs with its default limits. Abusers and the bystander have different loopback addresses.
The bystander's time from key to redraw is measured once while all is calm, then during and after
each abuse; it may at most double. Then the same beside an ordinary crowd that fills a room
("ordinary"). Takes ten minutes.
"""

import asyncio
import re
import socket
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from statistics import median

from attacks import ATTACKS
from crowd import Place, crowd, own_host, percentile, probed
from greedy import deeds
from rich.console import Console
from rich.table import Table
from table import Row, print_table

PRESSES = 50
BYSTANDER = "127.0.0.2"
DEFAULT_LIMITS = {
    "guests": 200,
    "per_address": 10,
    "connects_per_minute": 30,
}
CALM_PROBES = 5
"""The calm time is the median of so many."""
CALM_MS = 10.0
"""The least time to compare with: double of less is no more than noise."""
TYPING_MS = 40.0
"""The most beside guests who type as fast as they can, where double of the calm time is less."""
NO_ANSWER_MS = 30_000.0
"""Of a bystander who gave up waiting for a frame."""
AGAIN_SECONDS = 2.0
"""For which each abuse goes on when it happens again."""
ORDINARY = "ordinary"
ORDINARY_GUESTS = 200
ABUSES = ATTACKS | deeds()


async def p95(place: Place) -> float:
    times = await probed(place, PRESSES, BYSTANDER)
    return percentile(times, 0.95) if len(times) == PRESSES else NO_ANSWER_MS


async def suffer(place: Place, names: list[str], console: Console) -> AsyncIterator[Row]:
    """Each abuse in turn."""
    table = Table("p95 in ms", "during", "after", "host's memory, MiB")
    await p95(place)  # the modules that the first guest loads count for nobody
    calm = [await p95(place) for _ in range(CALM_PROBES)]
    yield Row.of("key to redraw p95 while all is calm", calm, unit="ms")
    allowed = 2 * max(median(calm), CALM_MS)
    for name in names:
        async with ABUSES[name](place):
            during = await p95(place)
        after = await p95(place)
        table.add_row(name, f"{during:.1f}", f"{after:.1f}", f"{place.memory:.0f}")
        console.print(f"{name}: {during:.1f} {after:.1f}", style="dim")
        typing = max(allowed, TYPING_MS) if "typing" in name else allowed
        yield Row(f"{name}: key to redraw p95 during", during, typing, "ms")
        yield Row(f"{name}: after", after, allowed, "ms")
    console.print(table)


async def ordinary(place: Place, console: Console) -> list[Row]:
    """A bystander of a room at 60x with 200 guests, and then with a third of them in boxes."""
    async with crowd(place) as guests:
        for _ in range(ORDINARY_GUESTS):
            await guests.join()
        await asyncio.sleep(3)
        calm = await p95(place)
        guests.press(b"?", ORDINARY_GUESTS // 3)
        await asyncio.sleep(5)
        in_boxes = await p95(place)
    console.print(f"ordinary guests: {calm:.1f} {in_boxes:.1f}", style="dim")
    return [
        Row("key to redraw p95, 200 ordinary guests of a room", calm, 25, "ms"),
        Row("the same with a third of them in boxes", in_boxes, 50, "ms"),
    ]


def gauge(port: int, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        value = re.search(rf"^{name} (\S+)", answer.read().decode(), re.MULTILINE)
    assert value is not None
    return float(value[1])


async def gone(port: int) -> float:
    """Seconds until nobody is connected."""
    started = time.monotonic()
    while gauge(port, "liveblog_connections"):
        await asyncio.sleep(0.5)
    return time.monotonic() - started


async def measure(names: list[str], console: Console) -> list[Row]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with own_host(limits=DEFAULT_LIMITS, metrics=f"127.0.0.1:{port}") as place:
        measured = [row async for row in suffer(place, names, console)]
        measured.append(Row("all connections gone after", await gone(port), 90, "s"))
        # Memory that grows a second time is a leak.
        await asyncio.sleep(8)
        once = place.memory
        for name in names:
            async with ABUSES[name](place):
                await asyncio.sleep(AGAIN_SECONDS)
        await gone(port)
        await asyncio.sleep(8)
        measured.append(
            Row("growth of the host when it all happens again", place.memory - once, 10, "MiB")
        )
    return measured


def rows(names: list[str] | None = None, console: Console | None = None) -> Iterator[Row]:
    """All figures, with their bars."""
    console = console or Console()
    names = names or [*ABUSES, ORDINARY]
    if abuses := [name for name in names if name != ORDINARY]:
        yield from asyncio.run(measure(abuses, console))
    if ORDINARY in names:
        with own_host(room=True, speed=60, loop=True) as place:
            yield from asyncio.run(ordinary(place, console))


if __name__ == "__main__":
    screen = Console()
    sys.exit(not print_table(rows(sys.argv[1:], screen), screen))
