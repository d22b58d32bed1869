"""How much abuse slows a bystander, with the cases of ABUSES.

The host runs with its default limits. Abusers and the bystander have different loopback addresses.
The host's CPU time from the bystander's key to its redraw is measured while all is calm, then
during and after each abuse; it may at most double. Takes ten minutes.
"""

import asyncio
import itertools
import random
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, suppress
from functools import partial
from statistics import median
from typing import NamedTuple

import asyncssh
from bundled_host import BundledHost
from crowd import Key, Size, bystander, crowd, own_host, percentile
from hosting_stage import Client, client, connected
from openssh import OPTIONS
from rich.console import Console
from row import Row

PRESSES, CALM_PROBES, PROBE_SECONDS = 24, 5, 60.0  # with the bystander's join
BYSTANDER = "127.0.0.2"
DEFAULTS = ("--limit-guests", 200, "--limit-per-address", 10)
CALM_MS = 10.0  # the least to compare with: double of less is no more than noise
TYPING_MS = 40.0  # the most beside guests who type as fast as they can
SOON, NEVER = 0.001, 3600.0  # seconds
KEY_SECONDS = 1 / 60  # between the keys of a guest who presses as many as the host lets
BLOCKS = itertools.count(1000, 400)
"""Numbers of addresses that no crew has had: one address may not connect often in a minute."""

type Abuse = Callable[[int], AbstractAsyncContextManager[None]]  # of the host at a port
type Come = Callable[..., AbstractAsyncContextManager[object]]
type Step = Callable[[int], Awaitable[None]]  # takes the number of steps before


def address(number: int) -> str:
    """A source address of an abuser."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


@asynccontextmanager
async def always(steps: list[Step], pause: float) -> AsyncIterator[None]:
    """Repeat each step beside the measurement."""

    async def repeat(step: Step) -> None:
        for number in itertools.count():
            with suppress(OSError, asyncssh.Error):
                await step(number)
            await asyncio.sleep(pause)

    tasks = [asyncio.create_task(repeat(step)) for step in steps]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


@asynccontextmanager
async def silent(port: int) -> AsyncIterator[None]:
    """300 connections that say nothing."""
    with ExitStack() as stack:
        for number in range(300):
            sock = stack.enter_context(socket.socket())
            sock.bind((address(number % 60), 0))
            sock.connect(("127.0.0.1", port))
        yield


@asynccontextmanager
async def real_clients(port: int, number: signal.Signals) -> AsyncIterator[None]:
    """20 ssh clients that get a signal."""
    clients = [
        await asyncio.create_subprocess_exec(
            *("ssh", *OPTIONS, "-b", address(60 + each // 5), "-tt"),
            *("-p", str(port), "127.0.0.1", "09:26 --loop"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        for each in range(20)
    ]
    for each in clients:
        assert each.stdout is not None
        await each.stdout.read(2000)
        each.send_signal(number)
    yield
    for each in clients:
        with suppress(ProcessLookupError):
            each.kill()
        await each.wait()


@asynccontextmanager
async def visits(
    port: int, come: Come, guests: int, addresses: int, stay: float = 0.2
) -> AsyncIterator[None]:
    """Guests come and leave again at once, also those whom the host refuses."""
    first = next(BLOCKS)

    async def visit(guest: int, number: int) -> None:
        async with come(port, address=address(first + (guest + number) % addresses)):
            await asyncio.sleep(stay)

    async with always([partial(visit, guest) for guest in range(guests)], stay):
        yield


class Deed(NamedTuple):
    """An act of each guest of a crew, `pause` seconds after the last."""

    do: Callable[[Client, int], None]  # the guest, and the number of acts before
    pause: float
    size: Size = (120, 40)


@asynccontextmanager
async def crew(port: int, deed: Deed, guests: int = 1, addresses: int = 1) -> AsyncIterator[None]:
    first = next(BLOCKS)
    sources = [address(first + number) for number in range(addresses)]

    async def act(guest: Client, number: int) -> None:
        deed.do(guest, number)

    async with (
        crowd(port, guests, sizes=[deed.size], addresses=sources) as there,
        always([partial(act, guest) for guest in there], deed.pause),
    ):
        yield


def write(*keys: bytes) -> Callable[[Client, int], None]:
    return lambda guest, number: guest.send(keys[number % len(keys)])


def resize(guest: Client, number: int) -> None:
    guest.process.change_terminal_size(random.randrange(20, 300), random.randrange(5, 90))


def open_box(guest: Client, number: int) -> None:
    guest.process.change_terminal_size(200, 60)
    guest.send(b"?")


def read_no_further(guest: Client, number: int) -> None:
    guest.send(b"s")
    transport = guest.connection._transport
    assert isinstance(transport, asyncio.Transport)
    transport.pause_reading()


UNENDING = b"\x1b[200~" + b"words " * (8 * 2**20 // 6)
ONE = {
    "8 MB paste never closed": Deed(write(UNENDING), NEVER),
    "held key": Deed(write(b"\x1b[6~\x1b[5~" * 20), SOON),
    "resize storm": Deed(resize, SOON),
    "1000x1000 window": Deed(write(b"s"), SOON, (1000, 1000)),
    "slow reader": Deed(read_no_further, SOON, (200, 60)),
}
MANY = {
    "typing": Deed(write(b"j", b"k", b"\x1b[6~", b"\x1b[5~"), KEY_SECONDS),
    "search": Deed(write(b"/", b"t", b"h", b"e", b"\r", b"n"), KEY_SECONDS),
    "boxes open": Deed(open_box, NEVER),
    "resize": Deed(resize, 0.02),
}
CREWS = {
    "10 of one address": {"guests": 10, "addresses": 1},
    "50 of many": {"guests": 50, "addresses": 50},
}
ABUSES: dict[str, Abuse] = {
    "300 silent connections": silent,
    "20 clients killed": partial(real_clients, number=signal.SIGKILL),
    "20 clients stopped": partial(real_clients, number=signal.SIGSTOP),
    "login flood": partial(visits, come=connected, guests=1, addresses=400, stay=0),
    **{name: partial(crew, deed=deed) for name, deed in ONE.items()},
}
for _crew, _size in CREWS.items():
    for _name, _deed in MANY.items():
        ABUSES[f"{_crew}, {_name}"] = partial(crew, deed=_deed, **_size)
    ABUSES[f"{_crew}, join and leave"] = partial(visits, come=client, **_size)


async def p95(host: BundledHost, name: str) -> float:
    """The host's CPU milliseconds; a key without an answer counts as all of PROBE_SECONDS."""
    missing = PROBE_SECONDS * 1000
    taken: list[Key] = []
    async with bystander(host, BYSTANDER) as keys:
        with suppress(TimeoutError, StopAsyncIteration):  # no answer, or refused
            async with asyncio.timeout(PROBE_SECONDS):
                while len(taken) < PRESSES:
                    taken.append(await anext(keys))
    if len(taken) < PRESSES:
        taken.append(Key(missing, missing))
    took, cpu = (percentile(list(each), 0.95) for each in zip(*taken, strict=True))
    Console().print(f"{name}: {cpu:.1f} ms of CPU, {took:.1f} ms", style="dim")
    return cpu


async def measure(names: Iterable[str]) -> list[Row]:
    async with own_host(*DEFAULTS) as host:
        # The modules that the first guest loads count for nobody.
        _, *calm = [await p95(host, "calm") for _ in range(1 + CALM_PROBES)]
        rows = [Row("key to redraw p95 while all is calm", median(calm), unit="ms CPU")]
        allowed = 2 * max(median(calm), CALM_MS)
        for name in names:
            async with ABUSES[name](host.port):
                during = await p95(host, name)
            typing = max(allowed, TYPING_MS) if "typing" in name else allowed
            rows.append(Row(f"{name}: key to redraw p95 during", during, typing, "ms CPU"))
            after = await p95(host, f"after {name}")
            rows.append(Row(f"{name}: after", after, allowed, "ms CPU"))
        return rows


def abuse(*names: str) -> Iterator[Row]:
    yield from asyncio.run(measure(names or ABUSES))
