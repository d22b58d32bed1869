"""Stalls of a worker's event loop: `python tests/benchmarks/stalls.py [NAME...]`.

In one process, without connections: a room at 60x with a hundred guests, of whom many do the same
at once, and a bystander who presses keys. Measured is CPU time, which other processes do not
change: of all that the worker does from the bystander's key to the frame.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from time import monotonic, thread_time
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "support"))

from crowd import guest_size, percentile
from hosting_stage import host_without_ports
from rich.console import Console
from table import Row, print_table

from tui.hosting import garbage
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.host import Host
from tui.hosting.middleware import AROUND
from tui.hosting.monitoring import EventLog
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.room.clock import Room
from tui.hosting.session import Session
from tui.hosting.terminal import GuestTerminal
from tui.hosting.turns import TurnsLoop
from tui.hosting.views import ReplayViews
from tui.playback.tempo import Tempo
from tui.sources import load
from tui.sources.bundled import BUNDLED

GUESTS = 100
JOINS = 40
PRESSES = 12
PRESS_SECONDS = 0.4
"""Time between two presses of a presenter."""
PAUSE_SECONDS = 0.1
"""Time between the bystander's last frame and the next key."""


class Visitor:
    """A guest without a connection."""

    def __init__(self, host: Host, number: int, command: str = "") -> None:
        address = f"guest {number}"
        self.painted = asyncio.Event()
        self.channel = NotingChannel(self.painted)
        self.terminal = GuestTerminal(self.channel, host.metrics, host.account())
        self.terminal.understands_escapes = True
        self.terminal.resize(*guest_size(number))
        self.session = Session(host, self.terminal, lambda status: None, AROUND, address)
        guest = Guest(address=address, colour_depth=ColourDepth.PALETTE)
        self.session.start(guest, command)

    async def joined(self) -> None:
        """Wait for the first frame."""
        while (app := self.session.app) is None or not app.first_frame.done():
            await asyncio.sleep(0.01)

    def press(self, keys: bytes) -> None:
        self.terminal.receive(keys)

    def leave(self) -> None:
        self.session.end("left")

    async def answers(self, ended: asyncio.Event) -> list[float]:
        """Press keys until the end; the CPU milliseconds of the worker up to each frame."""
        took: list[float] = []
        while not ended.is_set():
            self.painted.clear()
            began = thread_time()
            self.press(b"j" if len(took) % 2 else b"k")
            await self.painted.wait()
            took.append((thread_time() - began) * 1000)
            await self.quiet()
        return took

    async def quiet(self) -> None:
        """Wait until the last key is answered, and no frame has come for a while."""
        while self.terminal.account.answering:
            await asyncio.sleep(0.01)
        try:
            while True:
                self.painted.clear()
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self.painted.wait()
        except TimeoutError:
            pass


class NotingChannel:
    """Tells of each frame, and keeps none."""

    unsent = 0

    def __init__(self, painted: asyncio.Event) -> None:
        self._painted = painted

    def write(self, data: bytes) -> None:
        self._painted.set()

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Hall(NamedTuple):
    """A room with its guests."""

    host: Host
    room: Room
    guests: list[Visitor]

    async def join(self, number: int) -> Visitor:
        visitor = Visitor(self.host, number)
        await visitor.joined()
        return visitor


async def calm(hall: Hall) -> None:
    await asyncio.sleep(3)


async def joins(hall: Hall) -> None:
    joining = []
    for number in range(JOINS):
        joining.append(asyncio.create_task(hall.join(GUESTS + 1 + number)))
        await asyncio.sleep(1 / JOINS)
    await asyncio.gather(*joining)


def helps(guests: int) -> Callable[[Hall], Awaitable[None]]:
    async def ask(hall: Hall) -> None:
        for guest in hall.guests[:guests]:
            guest.press(b"?")
        await asyncio.sleep(6)  # in which the bystander presses some forty keys

    return ask


async def searches(hall: Hall) -> None:
    for key in (b"/", b"t", b"h", b"e", b"\r", b"n", b"n"):
        for guest in hall.guests[:10]:
            guest.press(key)
        await asyncio.sleep(0.3)


async def presses(hall: Hall) -> None:
    room = hall.room
    start, length = room.blog.start, room.blog.end - room.blog.start
    for number in range(PRESSES):
        moment = start + length * ((number * 5) % 11 + 1) / 12
        room.drive(room.clock._replace(moment=moment, anchor=room.now()), "ada")
        await asyncio.sleep(PRESS_SECONDS)


async def all_leave(hall: Hall) -> None:
    for guest in hall.guests:
        guest.leave()
    await asyncio.sleep(9)  # until a quiet moment in which garbage is collected


class Deed(NamedTuple):
    """An act of guests, and the bar for the CPU ms up to a bystander's frame (p95) meanwhile."""

    do: Callable[[Hall], Awaitable[None]]
    key: float


DEEDS = {
    "calm": Deed(calm, 10),
    "40 joins in a second": Deed(joins, 15),
    "10 helps at once": Deed(helps(10), 60),
    "50 helps at once": Deed(helps(50), 60),
    "10 searches": Deed(searches, 60),
    "a press, and again": Deed(presses, 20),
    "all leave at once": Deed(all_leave, 20),
}


async def measured(deed: Deed) -> list[float]:
    """The bystander's answers while it is done, in CPU milliseconds."""
    blog = load(BUNDLED[0].name)
    room = Room(blog, now=monotonic, tempo=Tempo(speed=60), driven=False, loop=True)
    views = ReplayViews(blog, ServeOptions(), monotonic, "", room)
    limits = Limits(guests=1000, per_address=1000)
    log = EventLog(lambda line: None, as_json=False)
    host = host_without_ports(views, limits, log)
    garbage.prepare()
    # At the end the clock stands still, so every frame is the answer to a key.
    bystander = Visitor(host, 0, "--at end")
    await bystander.joined()
    hall = Hall(host, room, [])
    for number in range(1, GUESTS + 1):
        hall.guests.append(await hall.join(number))
    await bystander.quiet()
    ended = asyncio.Event()
    answers = asyncio.create_task(bystander.answers(ended))
    await deed.do(hall)
    ended.set()
    took = await answers
    await host.stop()
    return took


def rows(names: list[str]) -> Iterator[Row]:
    """The figures of these deeds, with their bars."""
    for name in names:
        with asyncio.Runner(loop_factory=TurnsLoop) as runner:
            answers = runner.run(measured(DEEDS[name]))
        p95 = percentile(answers, 0.95)
        yield Row(f"{name}: key to redraw p95", p95, DEEDS[name].key, "ms CPU")
        yield Row(f"{name}: key to redraw, the longest", max(answers), 600, "ms CPU")


if __name__ == "__main__":
    sys.exit(not print_table(rows(sys.argv[1:] or list(DEEDS)), Console()))
