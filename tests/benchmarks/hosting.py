"""CPU and memory of a guest, joins, and the time until a presenter's press reaches everybody.

The parts "filled" and "presses" take six minutes; on two cores the host has one and the guests have
the other.

For a press the room stands still, so the first bytes that come to a guest after it are its drawing.
All guests are in a process of their own, `hosting.py hear PORT`: it writes a line when all wait,
and answers each line of its input with the seconds since 1970 at which the kernel received each
guest's first bytes since the line before; only then are they decrypted. The kernel may join bytes
that come later to the first, with the later time.
"""

import asyncio
import contextlib
import json
import os
import socket
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))  # for the process of all guests

from bundled_host import BundledHost
from crowd import SIZES, beside, crowd, led_room, own_host, percentile
from hosting_stage import Client
from processes import cpu_seconds, family, goes_first, mebibytes
from program import COMMAND, measured
from row import Row

GUESTS, JOINS_MEASURED, PROCESSES = 200, 12, 4
WATCHED_SECONDS, COLLECTED_SECONDS = 10.0, 8.0
# Jumps to tenths, a post on and one back: each changes every row of the feed.
KEYS = ("5", "2", "8", "]", "[", "1", "9", "4", "7", "3", "6", "2")
IDLE_SECONDS, SETTLE_SECONDS, READ_SECONDS = 5.0, 1.2, 1.0  # before, after a press, to decrypt
SO_TIMESTAMPNS = 35  # Linux: each piece comes with the time when the kernel received it


async def used(host: BundledHost, seconds: float) -> float:
    """CPU ms a second meanwhile."""
    before, began = cpu_seconds(host.process.pid), time.monotonic()
    await asyncio.sleep(seconds)
    return (cpu_seconds(host.process.pid) - before) / (time.monotonic() - began) * 1000


def alone() -> tuple[float, float]:
    """MiB and CPU ms a second of a process for each guest, as sshd would start it."""
    with contextlib.ExitStack() as stack:
        replay = (*COMMAND, "--speed", "1", "--at", "09:33")
        each = [stack.enter_context(measured(*replay)) for _ in range(PROCESSES)]
        for program in each:
            program.until("Summary")
            program.for_seconds(2)
        memory = sum(mebibytes(program.pid) for program in each) / PROCESSES
        return memory, each[0].for_seconds(WATCHED_SECONDS)[0] * 10


async def fill() -> list[Row]:
    """A host at 1x is filled with a hall of guests, who watch for a while."""
    async with own_host("--speed", 1) as host, contextlib.AsyncExitStack() as stack:
        pid = host.process.pid
        async with crowd(host.port, 1):
            pass  # the modules that the first guest loads count for nobody
        await asyncio.sleep(COLLECTED_SECONDS)
        empty = mebibytes(pid)
        await stack.enter_async_context(crowd(host.port, GUESTS - JOINS_MEASURED))
        await asyncio.sleep(COLLECTED_SECONDS)  # the joins are over
        idle, joins = await used(host, 3), list[float]()
        for _ in range(JOINS_MEASURED):
            before, began = cpu_seconds(pid), time.monotonic()
            await stack.enter_async_context(crowd(host.port, 1))
            await asyncio.sleep(0.2)  # the join's remaining tasks count as part of it
            took = time.monotonic() - began
            joins.append((cpu_seconds(pid) - before) * 1000 - idle * took)
        await asyncio.sleep(3)
        cpu, memory = await used(host, WATCHED_SECONDS) / GUESTS, (mebibytes(pid) - empty) / GUESTS
    memory_alone, cpu_alone = await asyncio.to_thread(alone)
    return [
        Row(f"memory a guest, {GUESTS} guests", memory, 1, "MiB"),
        Row("the same, against a process for each", memory / memory_alone, 1 / 25, "x"),
        Row("CPU a guest a second at 1x", cpu, unit="ms"),
        Row("the same, against a process for each", cpu / cpu_alone, 1, "x"),
        Row("CPU a join p50", percentile(joins, 0.5), 40, "ms"),
    ]


class Hearer:
    """A guest; the kernel holds what comes between `hold` and `heard`."""

    def __init__(self, guest: Client) -> None:
        transport = guest.connection._transport
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._connection = transport, guest.connection
        self._socket = transport.get_extra_info("socket").dup()
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def hold(self) -> None:
        self._transport.pause_reading()

    def heard(self) -> float | None:
        """The time of the first bytes, which are then read."""
        found = None
        with contextlib.suppress(BlockingIOError):
            _, notes, _, _ = self._socket.recvmsg(1, 64, socket.MSG_PEEK)
            seconds, nanoseconds = struct.unpack("qq", notes[0][2])
            found = seconds + nanoseconds / 1e9
        self._transport.resume_reading()
        self._connection.send_debug("here")  # so the host does not ask, whose bytes would join
        return found


async def hear(port: int) -> None:
    """The process of all guests."""
    os.nice(10)  # real guests have machines of their own
    async with crowd(port, GUESTS, None, SIZES) as guests:
        hearers = [Hearer(guest) for guest in guests]
        while True:
            for each in hearers:
                each.hold()
            print("waiting", flush=True)
            if not await asyncio.to_thread(sys.stdin.readline):
                os._exit(0)  # all connections at once
            print(json.dumps([each.heard() for each in hearers]), flush=True)
            await asyncio.sleep(READ_SECONDS)


async def reach(workers: int, bar: float) -> list[Row]:
    """The time from each press to each guest, and the host's CPU time for it."""
    async with (
        led_room("--workers", workers, "--limit-idle", 0) as (host, driver),
        beside(__file__, "hear", host.port) as (asks, answers),
    ):
        assert await answers.readline(), "the guests have ended"

        async def heard() -> list[float]:
            """The times of all guests' first bytes since the call before."""
            asks.write(b"\n")
            found = json.loads(await answers.readline())
            await answers.readline()  # they wait again
            return [at for at in found if at is not None]

        pid = host.process.pid
        for each in family(pid):  # a host for so many has its processors alone
            goes_first(each)
        idle = await used(host, IDLE_SECONDS)
        while len(await heard()) > GUESTS / 10:
            idle = await used(host, IDLE_SECONDS)
        presses, cpu = list[list[float]](), 0.0
        for typed in KEYS:
            # A note of the last press goes away; questions to silent clients never end.
            while len(await heard()) > GUESTS / 10:
                pass
            before, began = cpu_seconds(pid), time.time()
            driver.send(typed.encode())
            await asyncio.sleep(SETTLE_SECONDS)
            cpu += (cpu_seconds(pid) - before) * 1000 - idle * (time.time() - began)
            presses.append([(at - began) * 1000 for at in await heard()])
            assert len(presses[-1]) == GUESTS, "a guest saw nothing of a press"
    name = f"press, {GUESTS} guests, {workers} worker{'s' * (workers > 1)}"
    p95 = [percentile(press, 0.95) for press in presses]
    value = percentile([at for press in presses for at in press], 0.95)
    return [
        Row(f"{name}: host's CPU a guest", cpu / len(KEYS) / GUESTS, 1.8, "ms"),
        Row(f"{name}: p95", value, bar, "ms", (min(p95), max(p95))),
    ]


def filled() -> Iterator[Row]:
    yield from asyncio.run(fill())


def presses() -> Iterator[Row]:
    """A presenter's presses in a room whose guests have windows of real sizes."""
    for workers, bar in ((1, 500), (2, 300)):
        yield from asyncio.run(reach(workers, bar))


if __name__ == "__main__":
    asyncio.run(hear(int(sys.argv[2])))
