"""As much of an event loop as timers need, with a clock that the test moves."""

import heapq
import itertools
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextvars import Context
from typing import cast


class Timer:
    """What `call_later` and `call_at` give."""

    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Loop:
    """Calls back when `run` comes to the time."""

    def __init__(self) -> None:
        self.now = 0.0
        self._timers: list[tuple[float, int, Timer, Callable[..., object], tuple[object, ...]]] = []
        self._count = itertools.count()

    @property
    def real(self) -> AbstractEventLoop:
        """This loop, for whom it is a real one."""
        return cast(AbstractEventLoop, self)

    @property
    def timers(self) -> int:
        """How many callbacks are still to come."""
        return sum(not timer.cancelled for _, _, timer, _, _ in self._timers)

    def time(self) -> float:
        return self.now

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> Timer:
        return self.call_at(self.now + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: object,
        context: Context | None = None,
    ) -> Timer:
        timer = Timer()
        heapq.heappush(self._timers, (when, next(self._count), timer, callback, args))
        return timer

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> Timer:
        return self.call_later(0, callback, *args, context=context)

    def run(self, seconds: float = 0.0) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self._timers and self._timers[0][0] <= until:
            self.now, _, timer, callback, args = heapq.heappop(self._timers)
            if not timer.cancelled:
                callback(*args)
        self.now = until
