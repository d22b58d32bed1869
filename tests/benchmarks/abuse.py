"""Measures how abuse slows a bystander: `python tests/benchmarks/abuse.py [NAME...]`.

The host runs with its default limits. Abusers and the bystander have different loopback addresses.
The bystander's time from key to redraw is measured once while all is calm, then during and after
each abuse; it may at most double. A crew comes once, and does one thing after the other. Takes ten
minutes.
"""

import asyncio
import contextlib
import itertools
import random
import re
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from statistics import median

import asyncssh
from crowd import Guest, Place, at_terminal, connect, own_host, percentile, probed, read_all
from rich.console import Console
from table import Row, print_table

PRESSES, CALM_PROBES, PROBE_SECONDS = 24, 5, 15.0
BYSTANDER = "127.0.0.2"
DEFAULTS = (*("--limit-guests", 200, "--limit-per-address", 10),)
CALM_MS = 10.0  # the least to compare with: double of less is no more than noise
TYPING_MS = 40.0  # the most beside guests who type as fast as they can
AGAIN_SECONDS = 2.0  # for which each abuse goes on when it happens again
KEY_SECONDS = 1 / 60  # between the keys of a guest who presses as many as the host lets
QUIET = "-F none -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no -o LogLevel=ERROR"
BLOCKS = itertools.count(1000, 50)
"""Numbers of addresses that no crew has had: one address may not connect often in a minute."""

type Abuse = Callable[[Place], AbstractAsyncContextManager[None]]
type Do = Callable[[Guest], object]


def address(number: int) -> str:
    """A source address of an abuser."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


@asynccontextmanager
async def always(step: Callable[[], object], pause: float = 0.001) -> AsyncIterator[None]:
    """Repeat a step beside the measurement."""

    async def repeat() -> None:
        while True:
            with contextlib.suppress(OSError, asyncssh.Error):
                result = step()
                if asyncio.iscoroutine(result):
                    await result
            await asyncio.sleep(pause)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def silent(place: Place) -> AsyncIterator[None]:
    """300 connections that say nothing."""
    with contextlib.ExitStack() as stack:
        for number in range(300):
            sock = stack.enter_context(socket.socket())
            sock.bind((address(number % 60), 0))
            sock.connect(("127.0.0.1", place.port))
        yield


@asynccontextmanager
async def real_clients(place: Place, number: signal.Signals) -> AsyncIterator[None]:
    """20 ssh clients that get a signal."""
    clients = [
        await asyncio.create_subprocess_exec(
            *("ssh", *QUIET.split(), "-b", address(60 + each // 5), "-tt"),
            *("-p", str(place.port), "127.0.0.1", "09:26 --loop"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for each in range(20)
    ]
    for client in clients:
        assert client.stdout is not None
        await client.stdout.read(2000)
        client.send_signal(number)
    yield
    for client in clients:
        with contextlib.suppress(ProcessLookupError):
            client.kill()
        await client.wait()


@asynccontextmanager
async def logins(place: Place) -> AsyncIterator[None]:
    """Complete logins, one after the other, each from another address."""

    async def once() -> None:
        (await connect(place.port, address=address(random.randrange(500, 900)))).abort()

    async with always(once):
        yield


@asynccontextmanager
async def guest(
    place: Place,
    number: int,
    do: Do,
    pause: float = 0.0,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[None]:
    """An abuser who has seen the replay, and does something once or, with a pause, repeatedly."""
    async with AsyncExitStack() as stack:
        connection = await connect(place.port, address=address(number))
        stack.callback(connection.abort)
        process = await at_terminal(connection, "--loop", size)
        await process.stdout.read(3000)
        do(process)
        if pause:
            await stack.enter_async_context(always(lambda: do(process), pause))
        yield


def resize(process: Guest) -> None:
    process.change_terminal_size(random.randrange(20, 300), random.randrange(5, 90))


def read_no_further(process: Guest) -> None:
    process.stdin.write(b"s")
    process.get_extra_info("connection")._transport.pause_reading()


def write(*keys: bytes) -> Do:
    each = itertools.cycle(keys)
    return lambda process: process.stdin.write(next(each))


@asynccontextmanager
async def crew(place: Place, guests: int, addresses: int) -> AsyncIterator[list[Guest]]:
    """Guests who will all do the same."""
    first, joining = next(BLOCKS), asyncio.Semaphore(5)

    async def join(number: int) -> Guest:
        async with joining:
            connection = await connect(place.port, address=address(number))
            stack.callback(connection.abort)
            process = await at_terminal(connection, "--loop")
            await process.stdout.read(3000)
        stack.callback(asyncio.create_task(read_all(process)).cancel)
        return process

    async with AsyncExitStack() as stack:
        numbers = [first + each % addresses for each in range(guests)]
        yield await asyncio.gather(*map(join, numbers))


@asynccontextmanager
async def doing(guests: list[Guest], do: Callable[[], Do], pause: float) -> AsyncIterator[None]:
    """All guests do something, as often as a guest may; at the end they close their boxes."""
    async with AsyncExitStack() as stack:
        for each in guests:
            await stack.enter_async_context(always(partial(do(), each), pause))
        yield
    for each in guests:
        each.change_terminal_size(120, 40)
        each.stdin.write(b"\x1b\x1b")


def open_box(process: Guest) -> None:
    process.change_terminal_size(200, 60)
    process.stdin.write(b"?")


@asynccontextmanager
async def visits(place: Place, guests: int, addresses: int) -> AsyncIterator[None]:
    """Guests join and leave again at once, also those whom the host refuses."""
    first = next(BLOCKS)

    async def visit(number: int) -> None:
        connection = await connect(place.port, address=address(number))
        try:
            await at_terminal(connection, "--loop")
            await asyncio.sleep(0.2)
        finally:
            connection.abort()

    async with AsyncExitStack() as stack:
        for each in range(guests):
            repeated = always(partial(visit, first + each % addresses), 0.2)
            await stack.enter_async_context(repeated)
        yield


ABUSES: dict[str, Abuse] = {
    "300 silent connections": silent,
    "20 clients killed": partial(real_clients, number=signal.SIGKILL),
    "20 clients stopped": partial(real_clients, number=signal.SIGSTOP),
    "8 MB paste never closed": partial(
        guest, number=70, do=write(b"\x1b[200~" + b"words " * (8 * 2**20 // 6))
    ),
    "held key": partial(guest, number=71, do=write(b"\x1b[6~\x1b[5~" * 20), pause=0.001),
    "resize storm": partial(guest, number=72, do=resize, pause=0.001),
    "1000x1000 window": partial(guest, number=73, do=write(b"s"), pause=0.001, size=(1000, 1000)),
    "login flood": logins,
    "slow reader": partial(guest, number=75, do=read_no_further, pause=0.001, size=(200, 60)),
}
DEEDS: dict[str, tuple[Callable[[], Do], float]] = {
    "typing": (lambda: write(b"j", b"k", b"\x1b[6~", b"\x1b[5~"), KEY_SECONDS),
    "search": (lambda: write(b"/", b"t", b"h", b"e", b"\r", b"n"), KEY_SECONDS),
    "boxes open": (lambda: open_box, 3600.0),
    "resize": (lambda: resize, 0.02),
}
"""The deeds of a crew, and the seconds between two of a guest."""
COMING = "join and leave"
CREWS = {"10 of one address": (10, 1), "50 of many": (50, 50)}
NAMES = [*ABUSES, *(f"{crew}, {deed}" for crew in CREWS for deed in (*DEEDS, COMING))]


async def abuses(
    place: Place, names: list[str]
) -> AsyncIterator[tuple[str, AbstractAsyncContextManager[None]]]:
    """Each abuse, to be gone through."""
    for name, abuse in ABUSES.items():
        if name in names:
            yield name, abuse(place)
    for name, (guests, addresses) in CREWS.items():
        deeds = [deed for deed in DEEDS if f"{name}, {deed}" in names]
        if deeds:
            async with crew(place, guests, addresses) as there:
                for deed in deeds:
                    yield f"{name}, {deed}", doing(there, *DEEDS[deed])
        if f"{name}, {COMING}" in names:
            yield f"{name}, {COMING}", visits(place, guests, addresses)


async def p95(place: Place) -> float:
    return percentile(await probed(place, PRESSES, BYSTANDER, PROBE_SECONDS), 0.95)


async def gone(port: int) -> float:
    """Seconds until nobody is connected."""
    started = time.monotonic()
    while True:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        if re.search(r"^liveblog_connections 0\.0", text, re.MULTILINE):
            return time.monotonic() - started
        await asyncio.sleep(0.5)


async def measure(names: list[str], console: Console) -> list[Row]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with own_host(*DEFAULTS, "--metrics", f"127.0.0.1:{port}") as place:
        await p95(place)  # the modules that the first guest loads count for nobody
        calm = [await p95(place) for _ in range(CALM_PROBES)]
        rows = [Row("key to redraw p95 while all is calm", median(calm), unit="ms")]
        allowed = 2 * max(median(calm), CALM_MS)
        async for name, abuse in abuses(place, names):
            async with abuse:
                during = await p95(place)
            console.print(f"{name}: {during:.1f}, {place.memory:.0f} MiB", style="dim")
            typing = max(allowed, TYPING_MS) if "typing" in name else allowed
            rows.append(Row(f"{name}: key to redraw p95 during", during, typing, "ms"))
            if name.rpartition(", ")[2] not in DEEDS:  # after which the crew is still there
                after = await p95(place)
                rows.append(Row(f"{name}: after", after, allowed, "ms"))
        rows.append(Row("all connections gone after", await gone(port), 90, "s"))
        # Memory that grows a second time is a leak.
        await asyncio.sleep(8)
        once = place.memory
        async for _, abuse in abuses(place, names):
            async with abuse:
                await asyncio.sleep(AGAIN_SECONDS)
        await gone(port)
        await asyncio.sleep(8)
        more = place.memory - once
        return [*rows, Row("growth of the host when it all happens again", more, 10, "MiB")]


if __name__ == "__main__":
    screen = Console()
    found = asyncio.run(measure(sys.argv[1:] or NAMES, screen))
    sys.exit(not print_table(found, screen))
