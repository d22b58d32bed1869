"""What a guest's lifecycle leaves behind."""

import asyncio
import gc
import weakref
from types import SimpleNamespace
from typing import Any

from patience import patience

from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guests.join_queue import JoinQueue
from tui.hosting.guests.lifecycle import GuestLifecycle
from tui.hosting.monitoring.metrics import WorkerMetrics
from tui.hosting.options import Limits


async def test_who_leaves_the_join_queue_leaves_no_garbage() -> None:
    limits = Limits()
    left: list[str] = []
    registry: Any = SimpleNamespace(
        limits=limits,
        names=(),
        views_of=lambda blog: None,
        metrics=WorkerMetrics(),
        admit=lambda guest: "",
        join_queue=JoinQueue(at_once=0),
        joined=lambda lifecycle, guest: None,
        left=lambda lifecycle, guest, reason, seconds: left.append(reason),
    )
    terminal: Any = SimpleNamespace(
        cpu=CpuScheduler(asyncio.get_running_loop(), limits).open("here"),
        show_line=lambda line: None,
        close=lambda line: None,
    )
    guest = Guest(address="here", colour_depth=ColourDepth.PALETTE, term="xterm-256color")
    gc.collect()
    gc.disable()
    try:
        lifecycle = GuestLifecycle(registry, terminal, lambda status: None)
        lifecycle.start(guest, "")
        async with patience(lambda: left):
            while not len(registry.join_queue):
                await asyncio.sleep(0)
            lifecycle.end("lost")
            while not left:
                await asyncio.sleep(0)
        gone = weakref.ref(lifecycle)
        del lifecycle
        for _ in range(10):  # the steps in which the last tasks end
            await asyncio.sleep(0)
        assert gone() is None
    finally:
        gc.enable()
