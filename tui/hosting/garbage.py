"""Collects garbage at quiet moments: beside 100 guests a collection stops them all for 0.2 s. A
departed guest's app is 0.4 MB of reference cycles."""

import gc
from asyncio import AbstractEventLoop, TimerHandle

from tui.hosting.turns import NOBODY

THRESHOLDS = (20_000, 50, 100)  # of new objects, and of younger collections before an older one
QUIET_SECONDS = 5.0  # without a guest who leaves
DEPARTED_SHARE = 0.25  # of present guests; fewer departed are not worth a collection


def prepare() -> None:
    """Freeze all objects. Call before the fork: a collection would copy the shared memory."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


class QuietCollector:
    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop, self._departed = loop, 0
        self._timer: TimerHandle | None = None

    def guest_left(self, here: int) -> None:
        """Collect after a while if many have left; `here` guests are still present."""
        self._departed += 1
        self.stop()
        if self._departed > DEPARTED_SHARE * here:
            self._timer = self._loop.call_later(QUIET_SECONDS, self._collect, context=NOBODY)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _collect(self) -> None:
        self._departed = 0
        gc.collect()
