"""CPU and memory of a guest: this program's host against sshd with ForceCommand.

Run `python tests/benchmarks/hosting.py [PART...]`; the parts are "filled", "idle", "two workers",
"rush", "churn", "browsers" and "presses". All take twenty minutes; on two cores the host has one
and the guests have the other.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import NamedTuple

import reach
from crowd import Crowd, Place, crowd, own_host, percentile, probed, sshd_host
from rich.console import Console
from rich.table import Table
from table import Row, print_table

LEVELS = (1, 10, 50, 100, 200)
WORKERS_LEVELS = (100, 500)
SSHD_LEVELS = (1, 10, 50, 100, 200)  # a process of 30 MB each
SLOW_GUESTS = 50
"""Guests who watch at 1x."""
WATCHED_SECONDS = 10.0
JOINS_MEASURED = 12
PRESSES = 60
QUIET_SECONDS = 10.0
"""After which a host without guests has collected its garbage."""


class Level(NamedTuple):
    """Figures for a number of guests: MiB, CPU ms a second and bytes a second of each guest."""

    guests: int
    memory: float
    cpu: float
    received: float
    joins: list[float]
    keys: list[float]


async def levels(
    place: Place, counts: tuple[int, ...], command: str = "--loop", *, browsers: bool = False
) -> AsyncIterator[Level]:
    """Fills a host step by step and measures at each."""
    async with crowd(place, browsers=browsers) as guests:
        await guests.join(command)
        await guests.leave()  # the modules that the first guest loads count for nobody
        await asyncio.sleep(8)
        empty = place.memory
        for count in counts:
            joins = await fill(place, guests, count, command)
            await asyncio.sleep(3)
            cpu, received, began = place.cpu, guests.received, time.monotonic()
            await asyncio.sleep(WATCHED_SECONDS)
            took = time.monotonic() - began
            used, got = (
                (place.cpu - cpu) / took / count,
                (guests.received - received) / took / count,
            )
            memory = (place.memory - empty) / count
            yield Level(count, memory, used * 1000, got, joins, await probed(place, PRESSES))


async def fill(place: Place, guests: Crowd, count: int, command: str) -> list[float]:
    """Adds guests up to `count`; returns the CPU milliseconds of the last few joins.

    The CPU time of the guests already there is subtracted.
    """
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


async def rush(place: Place, count: int) -> tuple[float, float]:
    """CPU seconds and seconds until all of `count` simultaneous guests have a first frame."""
    async with crowd(place) as guests:
        cpu, began = place.cpu, time.monotonic()
        await asyncio.gather(*(guests.join() for _ in range(count)))
        return place.cpu - cpu, time.monotonic() - began


async def churn(place: Place, *visits: int) -> list[float]:
    """MiB in use after each of these numbers of visits, when the host has collected its garbage.

    Some 30 KB a departure wait for a quiet moment, or for the 2,000th. The process does not become
    smaller then, but uses this memory again.
    """
    in_use = []
    async with crowd(place) as guests:
        for visit in range(max(visits)):
            await guests.join()
            await guests.leave()
            if visit + 1 in visits:
                await asyncio.sleep(QUIET_SECONDS)
                in_use.append(place.memory)
    return in_use


async def collect(measured: AsyncIterator[Level], console: Console, title: str) -> list[Level]:
    table = Table(
        "guests",
        "MiB each",
        "CPU ms/s each",
        "bytes/s each",
        "join CPU p50",
        "p95",
        "key p50",
        "p95",
        "max",
    )
    kept = []
    async for level in measured:
        kept.append(level)
        figures = [level.memory, level.cpu, level.received]
        figures += [percentile(level.joins or [0.0], share) for share in (0.5, 0.95)]
        figures += [percentile(level.keys, share) for share in (0.5, 0.95, 1)]
        table.add_row(str(level.guests), *(f"{figure:.3g}" for figure in figures))
        console.print(f"{title}: {level.guests} guests", style="dim")
    table.title = title
    console.print(table)
    return kept


def filled(console: Console) -> Iterator[Row]:
    """Both hosts filled step by step, at 60x."""
    with own_host(speed=60) as place:
        own = asyncio.run(collect(levels(place, LEVELS), console, "own host, 60x"))
    with sshd_host() as place:
        theirs = asyncio.run(
            collect(levels(place, SSHD_LEVELS, "--speed 60 --loop"), console, "sshd, 60x")
        )
    full = next(level for level in own if level.guests == 200)
    beside = next(level for level in theirs if level.guests == full.guests)
    yield Row("memory a guest, 200 guests", full.memory, 1.2, "MiB")
    yield Row("memory a guest, of sshd's with as many", full.memory / beside.memory, 1 / 25, "x")
    yield Row("key to redraw p95, 200 guests", percentile(full.keys, 0.95), 25, "ms")
    join = percentile(full.joins, 0.5)
    yield Row("CPU a join p50, 200 guests", join, 35, "ms")
    of_theirs = join / percentile(beside.joins, 0.5)
    yield Row("CPU a join p50, of sshd's with as many", of_theirs, 1 / 10, "x")


def idle(console: Console) -> Iterator[Row]:
    """Guests of both hosts who watch at 1x."""
    with own_host() as place:
        measured = levels(place, (SLOW_GUESTS,), "--speed 1 --loop")
        (slow,) = asyncio.run(collect(measured, console, "own host, 1x"))
    with sshd_host() as place:
        measured = levels(place, (SLOW_GUESTS,), "--speed 1 --loop")
        (slow_sshd,) = asyncio.run(collect(measured, console, "sshd, 1x"))
    yield Row("idle CPU a guest a second at 1x", slow.cpu, unit="ms")
    yield Row("idle CPU a guest a second at 1x, of sshd's", slow.cpu / slow_sshd.cpu, 1.0, "x")


def two_workers(console: Console) -> Iterator[Row]:
    """A full hall on two workers, at 60x."""
    with own_host(speed=60, workers=2) as place:
        two = asyncio.run(collect(levels(place, WORKERS_LEVELS), console, "two workers, 60x"))
    hall = next(level for level in two if level.guests == 500)
    keys = percentile(hall.keys, 0.95)
    yield Row("key to redraw p95, 500 guests on two workers", keys, 100, "ms")


def rushing(_: Console) -> Iterator[Row]:
    """50 guests who come at the same moment."""
    with own_host() as place:
        cpu, seconds = asyncio.run(rush(place, 50))
    yield Row("50 at once all painted", seconds, 10, "s")
    yield Row("50 at once, CPU", cpu, 10, "s")


def churning(_: Console) -> Iterator[Row]:
    """2,000 guests who come and go one after the other."""
    with own_host() as place:
        few, many, all_of_them = asyncio.run(churn(place, 100, 1000, 2000))
    yield Row("growth from 100 to 1,000 visits, with garbage", many - few, unit="MiB")
    yield Row("growth from 1,000 to 2,000 visits", all_of_them - many, 10, "MiB")


def browsers(_: Console) -> Iterator[Row]:
    """Guests at websockets against guests over SSH."""
    found = []
    for web in (False, True):
        with own_host(web="127.0.0.1:0", speed=60) as place:
            (level,) = asyncio.run(_all(levels(place, (60,), browsers=web)))
            found.append(level)
    ssh, at_web = found
    yield Row("memory a guest in a browser, of one over SSH", at_web.memory / ssh.memory, 1.5, "x")
    yield Row("CPU a second in a browser, of that over SSH", at_web.cpu / ssh.cpu, 1.5, "x")


async def _all(measured: AsyncIterator[Level]) -> list[Level]:
    return [level async for level in measured]


def presses(_: Console) -> Iterator[Row]:
    """A presenter's presses in a room whose guests have windows of real sizes."""
    yield from reach.rows(workers=1, bar=500)
    yield from reach.rows(workers=2, bar=300)


PARTS = {
    "filled": filled,
    "idle": idle,
    "two workers": two_workers,
    "rush": rushing,
    "churn": churning,
    "browsers": browsers,
    "presses": presses,
}


def rows(names: list[str], console: Console) -> Iterator[Row]:
    """The figures of these parts, with their bars."""
    yield Row("load of the machine before", os.getloadavg()[0])
    for name in names:
        yield from PARTS[name](console)


if __name__ == "__main__":
    screen = Console()
    if unknown := set(sys.argv[1:]) - PARTS.keys():
        sys.exit(f"No part is called {min(unknown)}; there are {', '.join(PARTS)}.")
    sys.exit(not print_table(rows(sys.argv[1:] or list(PARTS), screen), screen))
