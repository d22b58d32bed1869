"""Guests who ask for as much as they are given: ten of one address, and fifty of many."""

import asyncio
import contextlib
import itertools
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from typing import NamedTuple, Protocol

import asyncssh
from attacks import connect, guest
from crowd import Place

KEYS_A_SECOND = 60
"""As many as the host lets a guest press."""

type Guest = asyncssh.SSHClientProcess[bytes]


class Crew(NamedTuple):
    """So many greedy guests, from so many addresses."""

    guests: int
    addresses: int

    def numbers(self) -> list[int]:
        """The numbers of the guests' addresses, which nobody has had before."""
        first = next(BLOCKS)
        return [first + guest % self.addresses for guest in range(self.guests)]

    def __str__(self) -> str:
        return f"{self.guests} of {'one address' if self.addresses == 1 else 'many'}"


BLOCKS = itertools.count(1000, 50)
"""Numbers of addresses for a crew each: one address may not connect often in a minute."""
CREWS = (Crew(10, 1), Crew(50, 50))


class Greed(Protocol):
    """What a crew does, while the context is open."""

    def __call__(self, place: Place, crew: Crew) -> AbstractAsyncContextManager[None]: ...


@asynccontextmanager
async def repeating(*steps: Awaitable[None]) -> AsyncIterator[None]:
    """Does the steps beside the measurement."""
    tasks = [asyncio.ensure_future(step) for step in steps]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def drain(process: Guest) -> None:
    """Reads all output, as a terminal does."""
    with contextlib.suppress(asyncssh.Error, OSError):
        while await process.stdout.read(1 << 16):
            pass


@asynccontextmanager
async def crew_of(place: Place, crew: Crew, size: tuple[int, int]) -> AsyncIterator[list[Guest]]:
    """The crew, all joined."""
    async with AsyncExitStack() as stack:
        joined = []
        for number in crew.numbers():
            process = await stack.enter_async_context(guest(place, number, size))
            stack.push_async_exit(repeating_exit(drain(process)))
            joined.append(process)
        yield joined


def repeating_exit(step: Awaitable[None]) -> Callable[..., Awaitable[None]]:
    """Starts a step now; the result ends it."""
    task = asyncio.ensure_future(step)

    async def end(*_: object) -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return end


def pressing(*keys: bytes, size: tuple[int, int] = (120, 40)) -> Greed:
    """Presses keys in turn, as fast as the host lets a guest."""

    @asynccontextmanager
    async def greed(place: Place, crew: Crew) -> AsyncIterator[None]:
        async def press(process: Guest) -> None:
            for key in itertools.cycle(keys):
                process.stdin.write(key)
                await asyncio.sleep(1 / KEYS_A_SECOND)

        async with crew_of(place, crew, size) as guests, repeating(*map(press, guests)):
            yield

    return greed


@asynccontextmanager
async def boxes(place: Place, crew: Crew) -> AsyncIterator[None]:
    """The help is open, over a page that fills a large window."""
    async with crew_of(place, crew, (200, 60)) as guests:
        for process in guests:
            if not process.stdin.is_closing():
                process.stdin.write(b"?")
        await asyncio.sleep(1)
        yield


@asynccontextmanager
async def visits(place: Place, crew: Crew) -> AsyncIterator[None]:
    """Guests join and leave again at once."""

    async def visit(number: int) -> None:
        while True:
            with contextlib.suppress(OSError, asyncssh.Error):
                connection = await connect(place, number)
                try:
                    await connection.create_process(
                        "--loop", term_type="xterm-256color", encoding=None, request_pty="force"
                    )
                    await asyncio.sleep(0.2)
                finally:  # also of a guest whom the host has refused
                    connection.abort()
            await asyncio.sleep(0.2)

    async with repeating(*map(visit, crew.numbers())):
        yield


@asynccontextmanager
async def resizing(place: Place, crew: Crew) -> AsyncIterator[None]:
    """Windows whose edges are dragged all the time."""

    async def drag(process: Guest) -> None:
        while True:
            process.change_terminal_size(random.randrange(40, 200), random.randrange(10, 60))
            await asyncio.sleep(0.02)

    async with crew_of(place, crew, (120, 40)) as guests, repeating(*map(drag, guests)):
        yield


GREED: dict[str, Greed] = {
    "typing": pressing(b"j", b"k", b"\x1b[6~", b"\x1b[5~"),
    "search": pressing(b"/", b"t", b"h", b"e", b"\r", b"n"),
    "boxes open": boxes,
    "join and leave": visits,
    "resize": resizing,
}


def deeds() -> dict[str, Callable[[Place], AbstractAsyncContextManager[None]]]:
    """What each crew does, by its name."""
    return {
        f"{crew}, {name}": partial(greed, crew=crew)
        for crew in CREWS
        for name, greed in GREED.items()
    }
