"""Measures how abuse slows a bystander: `python tests/benchmarks/abuse.py [NAME...]`.

The host runs with its default limits. Abusers and the bystander have different loopback addresses.
The bystander's time from key to redraw is measured before, during and after; it may at most double.
Takes some minutes.
"""

import asyncio
import contextlib
import os
import random
import re
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncssh
from crowd import Place, own_host, percentile, probed
from rich.console import Console
from rich.table import Table
from table import Row, print_table

PRESSES = 50
BYSTANDER = "127.0.0.2"
DEFAULT_LIMITS = {
    "guests": 200,
    "per_address": 10,
    "connects_per_minute": 30,
    "unauthenticated": 50,
}
CALM_MS = 10.0
"""The least time to compare with: double of less is no more than noise."""
QUIET = [
    "-F",
    "none",
    "-o",
    "UserKnownHostsFile=/dev/null",
    "-o",
    "StrictHostKeyChecking=no",
    "-o",
    "LogLevel=ERROR",
]


def address(number: int) -> str:
    """A source address of an abuser."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


async def connect(place: Place, number: int) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(
        "127.0.0.1",
        place.port,
        local_addr=(address(number), 0),
        known_hosts=None,
        config=None,
        username="abuser",
        client_keys=None,
        agent_path=None,
    )


@asynccontextmanager
async def guest(
    place: Place, number: int, size: tuple[int, int] = (120, 40)
) -> AsyncIterator["asyncssh.SSHClientProcess[bytes]"]:
    """An abuser who has joined and seen the replay."""
    connection = await connect(place, number)
    process = await connection.create_process(
        "--loop", term_type="xterm-256color", term_size=size, encoding=None, request_pty="force"
    )
    await process.stdout.read(3000)
    try:
        yield process
    finally:
        connection.abort()


@asynccontextmanager
async def always(step: Callable[[], object]) -> AsyncIterator[None]:
    """Repeats a step as fast as the loop allows."""

    async def repeat() -> None:
        while True:
            with contextlib.suppress(OSError, asyncssh.Error):
                result = step()
                if asyncio.iscoroutine(result):
                    await result
            await asyncio.sleep(0.001)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def silent(place: Place) -> AsyncIterator[None]:
    """300 connections that say nothing."""
    socks = []
    for number in range(300):
        sock = socket.socket()
        sock.bind((address(number % 60), 0))
        sock.connect(("127.0.0.1", place.port))
        socks.append(sock)
    yield
    for sock in socks:
        sock.close()


@asynccontextmanager
async def real_clients(place: Place, number: signal.Signals) -> AsyncIterator[None]:
    """20 ssh clients that get a signal."""
    clients = [
        await asyncio.create_subprocess_exec(
            *[
                "ssh",
                *QUIET,
                "-b",
                address(60 + each // 5),
                "-tt",
                "-p",
                str(place.port),
                "127.0.0.1",
                "09:26 --loop",
            ],
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for each in range(20)
    ]
    for client in clients:
        assert client.stdout is not None
        await client.stdout.read(2000)
    for client in clients:
        client.send_signal(number)
    yield
    for client in clients:
        with contextlib.suppress(ProcessLookupError):
            client.kill()
        await client.wait()


@asynccontextmanager
async def garbage(place: Place) -> AsyncIterator[None]:
    """Connections that send nonsense, one after the other."""

    async def once() -> None:
        sock = socket.socket()
        sock.bind((address(random.randrange(100, 500)), 0))
        with sock:
            sock.setblocking(False)
            await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", place.port))
            await asyncio.get_running_loop().sock_sendall(
                sock, b"SSH-2.0-x\r\n" * random.randrange(2) + os.urandom(9999)
            )
            await asyncio.sleep(0.05)

    async with always(once):
        yield


@asynccontextmanager
async def paste(place: Place) -> AsyncIterator[None]:
    """A paste of 8 MB that never ends."""
    async with guest(place, 70) as process:
        process.stdin.write(b"\x1b[200~" + b"words " * (8 * 1024 * 1024 // 6))
        yield


@asynccontextmanager
async def held_key(place: Place) -> AsyncIterator[None]:
    """A key held down on a keyboard that repeats without end."""
    async with (
        guest(place, 71) as process,
        always(lambda: process.stdin.write(b"\x1b[6~\x1b[5~" * 20)),
    ):
        yield


@asynccontextmanager
async def resizes(place: Place) -> AsyncIterator[None]:
    """A window that changes its size a thousand times a second."""
    async with (
        guest(place, 72) as process,
        always(
            lambda: process.change_terminal_size(random.randrange(20, 300), random.randrange(5, 90))
        ),
    ):
        yield


@asynccontextmanager
async def huge_window(place: Place) -> AsyncIterator[None]:
    """A window of 1000x1000 that is redrawn all the time."""
    async with guest(place, 73, (1000, 1000)) as process, always(lambda: process.stdin.write(b"s")):
        yield


@asynccontextmanager
async def channels(place: Place) -> AsyncIterator[None]:
    """50 sessions on one connection."""
    async with guest(place, 74) as process:
        connection = process.get_extra_info("connection")
        opened = await asyncio.gather(
            *(connection.create_process() for _ in range(50)), return_exceptions=True
        )
        assert all(isinstance(each, asyncssh.ChannelOpenError) for each in opened)
        yield


@asynccontextmanager
async def logins(place: Place) -> AsyncIterator[None]:
    """Complete logins, one after the other, each from another address."""

    async def once() -> None:
        connection = await connect(place, random.randrange(500, 900))
        connection.abort()

    async with always(once):
        yield


@asynccontextmanager
async def slow_reader(place: Place) -> AsyncIterator[None]:
    """A guest who presses keys and does not read the output."""
    async with guest(place, 75, (200, 60)) as process, always(lambda: process.stdin.write(b"s")):
        transport = process.get_extra_info("connection")._transport
        transport.pause_reading()
        yield


ABUSES: dict[str, Callable[[Place], AbstractAsyncContextManager[None]]] = {
    "300 silent connections": silent,
    "20 clients killed": lambda place: real_clients(place, signal.SIGKILL),
    "20 clients stopped": lambda place: real_clients(place, signal.SIGSTOP),
    "garbage bytes": garbage,
    "8 MB paste never closed": paste,
    "held key": held_key,
    "resize storm": resizes,
    "1000x1000 window": huge_window,
    "50 channels": channels,
    "login flood": logins,
    "slow reader": slow_reader,
}


async def p95(place: Place) -> float:
    return percentile(await probed(place, PRESSES, BYSTANDER), 0.95)


async def suffer(place: Place, names: list[str], console: Console) -> AsyncIterator[Row]:
    """Each abuse in turn."""
    table = Table("p95 in ms", "before", "during", "after", "host's memory, MiB")
    before = await p95(place)
    for name in names:
        async with ABUSES[name](place):
            during = await p95(place)
        after = await p95(place)
        table.add_row(name, f"{before:.1f}", f"{during:.1f}", f"{after:.1f}", f"{place.memory:.0f}")
        console.print(f"{name}: {before:.1f} {during:.1f} {after:.1f}", style="dim")
        allowed = 2 * max(before, CALM_MS)
        yield Row(f"{name}: key to redraw p95 during", during, allowed, "ms")
        yield Row(f"{name}: after", after, allowed, "ms")
        before = after
    console.print(table)


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
        await p95(place)
        measured = [row async for row in suffer(place, names, console)]
        measured.append(Row("all connections gone after", await gone(port), 90, "s"))
        # Memory that grows a second time is a leak.
        await asyncio.sleep(8)
        once = place.memory
        for name in names:
            async with ABUSES[name](place):
                await asyncio.sleep(5)
        await gone(port)
        await asyncio.sleep(8)
        measured.append(
            Row("growth of the host when it all happens again", place.memory - once, 10, "MiB")
        )
    return measured


def rows(names: list[str] | None = None, console: Console | None = None) -> Iterator[Row]:
    """All figures, with their bars."""
    yield from asyncio.run(measure(names or list(ABUSES), console or Console()))


if __name__ == "__main__":
    screen = Console()
    sys.exit(not print_table(rows(sys.argv[1:], screen), screen))
