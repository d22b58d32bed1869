"""Ticks start one after the other, as most apps wait for the same moments of the blog.

So do the looks of a room's guests at what a presenter has pressed.
"""

from asyncio import AbstractEventLoop, TimerHandle
from collections import deque
from collections.abc import Callable

from tui.hosting.cpu.guest_cpu import GuestCpu

TICK_SPACING_SECONDS = 0.0015
"""From one tick's start to the next one's."""
LOOK_SPACING_SECONDS = 0.0005
"""The same for looks at a room in which a presenter has pressed a key: about the least work of one,
so that few of them wait for the loop at once."""
MAX_TICK_DELAY_SECONDS = 5.0
"""How late a tick may be because its guest has used too much CPU time."""


class Tick:
    """A guest's place in the queue."""

    __slots__ = ("cancelled", "cpu", "spacing", "start", "timer")

    def __init__(self, cpu: GuestCpu, start: Callable[[], object], spacing: float) -> None:
        self.cpu = cpu
        self.start = start
        self.spacing = spacing
        self.timer: TimerHandle | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Give the place up."""
        self.cancelled = True
        if self.timer is not None:
            self.timer.cancel()


class TickQueue:
    """Starts ticks one after the other with some time between, in which keys are handled."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._due: deque[Tick] = deque()
        self._timer: TimerHandle | None = None

    def after(self, seconds: float, cpu: GuestCpu, start: Callable[[], object]) -> Tick:
        """Start a guest's tick in so many seconds, or when it is its turn after that."""
        tick = Tick(cpu, start, TICK_SPACING_SECONDS)
        tick.timer = self._loop.call_later(seconds, self._is_due, tick)
        return tick

    def look(self, cpu: GuestCpu, start: Callable[[], object]) -> Tick:
        """Start a guest's look at the room when it is its turn."""
        tick = Tick(cpu, start, LOOK_SPACING_SECONDS)
        self._is_due(tick)
        return tick

    def _is_due(self, tick: Tick) -> None:
        tick.timer = None
        self._due.append(tick)
        if self._timer is None:
            self._start_next()

    def _start_next(self) -> None:
        self._timer = None
        while self._due:
            tick = self._due.popleft()
            if tick.cancelled:
                continue
            if wait := tick.cpu.seconds_to_wait:
                wait = min(wait, MAX_TICK_DELAY_SECONDS)
                tick.timer = self._loop.call_later(wait, tick.start)
                continue
            tick.start()
            # Set only now, so that a busy loop starts the next tick later.
            self._timer = self._loop.call_later(tick.spacing, self._start_next)
            return
