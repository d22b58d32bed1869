"""What a presenter's press costs the host for each guest: `python tests/benchmarks/presses.py`.

In one process, without connections: a room whose guests have windows of real sizes.
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic, thread_time
from typing import NamedTuple

if __name__ == "__main__":
    HERE = Path(__file__).parent
    sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from fake_channel import FakeChannel
from rich.console import Console
from table import Row, print_table
from windows import guest_size

from tui.hosting.cpu.fair_loop import FairEventLoop
from tui.hosting.cpu.metering import charged
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest_app.garbage import GarbageCollector
from tui.hosting.guest_replay import GuestRoomApp
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits, ServeOptions
from tui.hosting.replays import RoomViews
from tui.hosting.room.clock import Room
from tui.hosting.terminal.terminal import GuestTerminal
from tui.playback.tempo import Tempo
from tui.sources import load
from tui.sources.bundled import BUNDLED

GUESTS = 60
PRESSES = 12
SETTLE_SECONDS = 0.5
"""For what an app does after its frame."""
IDLE_SECONDS = 2.0


class Press(NamedTuple):
    """What the presses cost: CPU ms a guest each, and the bytes written to each guest."""

    cpu: float
    written: float


class Joined(NamedTuple):
    """A guest's app, the task that runs it, and where it writes."""

    app: GuestRoomApp
    running: "asyncio.Task[object]"
    channel: FakeChannel


async def host_room(guests: int) -> tuple[Room, list[Joined]]:
    """A room with so many guests, all joined."""
    loop = asyncio.get_running_loop()
    blog = load(BUNDLED[0].name)
    room = Room(blog, now=monotonic, tempo=Tempo(speed=60), driven=True)
    views = RoomViews(blog, ServeOptions(), room, None, monotonic)
    limits = Limits()
    scheduler = CpuScheduler(loop, Limits(address_work=0))
    joined = []
    collector = GarbageCollector(loop)
    collector.start()
    for number in range(guests):
        channel = FakeChannel()
        cpu = scheduler.open("here")
        terminal = GuestTerminal(
            channel,
            limits,
            WorkerMetrics(),
            loop,
            scheduler,
            cpu,
            unsent=lambda: 0,
            on_key=lambda: None,
            on_leave=lambda: None,
            on_stalled=lambda: None,
        )
        terminal.resize(*guest_size(number))
        guest = Guest(address="here", colour_depth=ColourDepth.PALETTE, term="xterm-256color")
        app = views.app(guest)
        assert isinstance(app, GuestRoomApp)
        app.attach(guest, terminal)
        token = charged.set(cpu)
        running = loop.create_task(app.run_async(size=terminal.size))
        charged.reset(token)
        await app.first_frame.wait()
        collector.guest_joined()
        joined.append(Joined(app, running, channel))
    return room, joined


async def press(guests: int = GUESTS) -> Press:
    """Seeks to and fro; each press changes all of the feed."""
    room, joined = await host_room(guests)
    await asyncio.sleep(1)
    start, end = room.blog.start, room.blog.end
    cpu = seconds = 0.0
    for guest in joined:
        guest.channel.written.clear()
    for number in range(PRESSES):
        moment = start + (end - start) * ((number * 5) % 11 + 1) / 12
        began, pressed = thread_time(), monotonic()
        room.drive(replace(room.clock, moment=moment, anchor=room.now(), playing=False), "ada")
        await shown_to_all(room, joined)
        cpu += thread_time() - began
        seconds += monotonic() - pressed
    began = thread_time()
    await asyncio.sleep(IDLE_SECONDS)
    idle = (thread_time() - began) / IDLE_SECONDS
    written = sum(len(data) for guest in joined for data in guest.channel.written)
    for guest in joined:
        guest.app.exit()
    await asyncio.gather(*(guest.running for guest in joined))
    return Press((cpu - idle * seconds) / PRESSES * 1000 / guests, written / PRESSES / guests)


async def shown_to_all(room: Room, joined: list[Joined]) -> None:
    """Wait until all guests have seen the press: on a busy machine that takes a while."""
    while any(guest.app.player.clock != room.clock for guest in joined):
        await asyncio.sleep(0.05)
    painted = [asyncio.Event() for _ in joined]
    for guest, event in zip(joined, painted, strict=True):
        guest.app.call_after_refresh(event.set)
    await asyncio.gather(*(event.wait() for event in painted))
    await asyncio.sleep(SETTLE_SECONDS)


def measured() -> Press:
    """The cost of a press."""
    with asyncio.Runner(loop_factory=FairEventLoop) as runner:
        return runner.run(press())


def rows() -> list[Row]:
    """All figures, with their bars."""
    cost = measured()
    return [
        Row("CPU of a presenter's press a guest", cost.cpu, 1.8, "ms"),
        Row("bytes of a presenter's press a guest", cost.written),
    ]


if __name__ == "__main__":
    sys.exit(not print_table(rows(), Console()))
