"""A host in a process of its own, its guests over SSH, and a bystander who presses keys.

The bystander is a process too, `crowd.py PORT ADDRESS PID`. It prints for each key a line of JSON:
the milliseconds to its redraw, of time and of the host's CPU.
"""

import asyncio
import itertools
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "support"))

from bundled_host import MANY, BundledHost, bundled_host, presenter
from hosting_stage import Client, client, room_client
from processes import cpu_seconds, goes_first

FIRST_FRAME_BYTES = 1500  # surely contain a guest's first frame
QUIET_SECONDS = 0.1  # without output before a bystander's next key
JOINS_AT_ONCE = 5
WINDOWS = ((80, 24), (120, 30), (80, 24), (100, 30), (237, 60), (132, 43), (80, 25), (211, 52))
SIZES = [(width - less, height) for less in range(3) for width, height in WINDOWS]
"""Columns and lines as people have them: many are as a terminal opens them, others differ."""

type Size = tuple[int, int]


class Key(NamedTuple):
    """The milliseconds from a key to its redraw, and those of CPU that the host used meanwhile."""

    took: float
    cpu: float


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@asynccontextmanager
async def own_host(*words: object) -> AsyncIterator[BundledHost]:
    """A host with these flags, without limits but those in the flags."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with bundled_host(Path(folder), *MANY, *words) as host:
            yield host


@asynccontextmanager
async def led_room(*words: object) -> AsyncIterator[tuple[BundledHost, Client]]:
    """A host of a room, and its presenter."""
    with tempfile.TemporaryDirectory() as folder:
        key, listed = presenter(Path(folder))
        async with (
            own_host("--room", "--presenter-keys", listed, *words) as host,
            room_client(host.port, client_keys=[key]) as driver,
        ):
            yield host, driver


@asynccontextmanager
async def crowd(
    port: int,
    count: int,
    command: str | None = "--loop",
    sizes: Sequence[Size] = ((120, 40),),
    addresses: Sequence[str] = ("127.0.0.1",),
) -> AsyncIterator[list[Client]]:
    """Guests who have seen their first frame; they share sizes and addresses evenly."""
    joining = asyncio.Semaphore(JOINS_AT_ONCE)

    async def join(number: int) -> Client:
        size, address = sizes[number % len(sizes)], addresses[number % len(addresses)]
        async with joining:
            come = client(port, command, size=size, address=address)
            guest = await stack.enter_async_context(come)
            await first_frame(guest)
        return guest

    async with AsyncExitStack() as stack:
        yield await asyncio.gather(*map(join, range(count)))


async def first_frame(guest: Client) -> None:
    while len(guest.output) < FIRST_FRAME_BYTES and await guest.more():
        pass


async def quiet(guest: Client) -> None:
    """Return when no output has come for a while."""
    with suppress(TimeoutError):
        while True:
            async with asyncio.timeout(QUIET_SECONDS):
                if not await guest.more():
                    return


@asynccontextmanager
async def beside(
    *words: object,
) -> AsyncIterator[tuple[asyncio.StreamWriter, asyncio.StreamReader]]:
    """A program of Python: its input and its output."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, *map(str, words))
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdin, process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def bystander(
    host: BundledHost, address: str = "127.0.0.1"
) -> AsyncIterator[AsyncIterator[Key]]:
    """The keys of somebody who presses them without end."""
    async with beside(__file__, host.port, address, host.process.pid) as (_, lines):
        yield (Key(*json.loads(line)) async for line in lines)


async def press_keys(port: int, address: str, pid: int) -> None:
    goes_first(os.getpid())  # the host's CPU time counts until the frame is read
    # At the end the clock stands still, so every drawing is the answer to a key.
    async with crowd(port, 1, "--at end", addresses=[address]) as (guest,):
        for key in itertools.cycle((b"k", b"j")):
            await quiet(guest)
            began, cpu = perf_counter(), cpu_seconds(pid)
            guest.send(key)
            if not await guest.more():
                return
            took = perf_counter() - began, cpu_seconds(pid) - cpu
            print(json.dumps([each * 1000 for each in took]), flush=True)


if __name__ == "__main__":
    asyncio.run(press_keys(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
