"""Ticks come in groups, and in a group start one after the other, with pauses between.

A worker that wakes up for one guest's tick takes three times the CPU time: nothing of it is in the
processor's caches any more. So ticks wait for each other. Looks at a room in which a presenter has
pressed a key come before them.
"""

import math
from asyncio import AbstractEventLoop, Handle, TimerHandle
from collections import deque
from collections.abc import Callable

from tui.hosting.cpu.fair_loop import NOBODY
from tui.hosting.cpu.guest_cpu import GuestCpu

GROUP_SECONDS = 0.1
"""From one group of ticks to the next. A clock with a tick each second ticks regularly with it."""
LEAST_GROUPED_SECONDS = 0.25
"""A tick that is wanted sooner waits for no group."""
TICKS_AT_ONCE = 4
PAUSE_SECONDS = 0.005
"""After so many ticks in a row the others pause, so that keys find an idle worker. While looks
wait, one in so many starts is a tick, so that a presenter who holds a key stops nobody's clock."""
LOOK_SPACING_SECONDS = 0.0005
"""From one look to the next: about the least work of one, so that few of them wait for the loop at
once."""
MAX_TICK_DELAY_SECONDS = 5.0
"""How late a tick may be because its guest has used too much CPU time."""


class Tick:
    """A guest's place in the queue."""

    __slots__ = ("cancelled", "cpu", "start", "timer")

    def __init__(self, cpu: GuestCpu, start: Callable[[], object]) -> None:
        self.cpu = cpu
        self.start = start
        self.timer: TimerHandle | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Give the place up."""
        self.cancelled = True
        if self.timer is not None:
            self.timer.cancel()


class TickQueue:
    """Starts a tick or a look in each round of the loop, as keys are handled between two rounds."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._due: deque[Tick] = deque()
        self._looks: deque[Tick] = deque()
        self._next: Handle | None = None
        self._started = 0

    def after(self, seconds: float, cpu: GuestCpu, start: Callable[[], object]) -> Tick:
        """Start a guest's tick in so many seconds, or when it is its turn after that."""
        tick = Tick(cpu, start)
        due = self._loop.time() + seconds
        if seconds >= LEAST_GROUPED_SECONDS:
            due = math.ceil(due / GROUP_SECONDS) * GROUP_SECONDS
        tick.timer = self._loop.call_at(due, self._is_due, tick)
        return tick

    def look(self, cpu: GuestCpu, start: Callable[[], object]) -> Tick:
        """Start a guest's look at the room when it is its turn among looks."""
        tick = Tick(cpu, start)
        self._add(tick, self._looks)
        return tick

    def _is_due(self, tick: Tick) -> None:
        tick.timer = None
        self._add(tick, self._due)

    def _add(self, tick: Tick, queue: deque[Tick]) -> None:
        queue.append(tick)
        if self._next is None:
            self._start_next()

    def _start_next(self) -> None:
        self._next = None
        while self._due or self._looks:
            ticks_turn = self._due and self._started % TICKS_AT_ONCE == 0
            queue = self._looks if self._looks and not ticks_turn else self._due
            tick = queue.popleft()
            if tick.cancelled:
                continue
            if wait := tick.cpu.seconds_to_wait:
                wait = min(wait, MAX_TICK_DELAY_SECONDS)
                tick.timer = self._loop.call_later(wait, tick.start)
                continue
            tick.start()
            self._started += 1
            if queue is self._looks:
                wait = LOOK_SPACING_SECONDS
            else:
                wait = 0.0 if self._started % TICKS_AT_ONCE else PAUSE_SECONDS
            # Only now, so that a busy loop starts the next one later.
            if wait:
                self._next = self._loop.call_later(wait, self._start_next, context=NOBODY)
            else:
                self._next = self._loop.call_soon(self._start_next, context=NOBODY)
            return
