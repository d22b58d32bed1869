"""Collects garbage at quiet moments: a collection stops all guests, for 0.2 s where a hundred are.

The apps of departed guests are garbage of reference cycles, 0.4 MB each.
"""

import gc
from asyncio import AbstractEventLoop, TimerHandle

from tui.hosting.turns import NOBODY

THRESHOLDS = (20_000, 50, 100)  # of new objects, and of younger collections before an older one
QUIET_SECONDS = 5.0  # without a guest who comes or goes
DEPARTED_SHARE = 0.25  # of the guests who are here, that must have gone before it is worth it


def prepare() -> None:
    """Freeze all that is there, which is never garbage, and make automatic collections rare.

    Call it before workers are forked: a collection in a worker would copy the memory that they
    share.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


class QuietCollector:
    """Collects when nobody has come or gone for a while."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._here = self._departed = 0
        self._timer: TimerHandle | None = None

    def came(self) -> None:
        """Note a guest who comes."""
        self._here += 1
        self._wait()

    def went(self) -> None:
        """Note a guest who goes."""
        self._here -= 1
        self._departed += 1
        self._wait()

    def stop(self) -> None:
        """Collect nothing any more."""
        if self._timer is not None:
            self._timer.cancel()

    def _wait(self) -> None:
        self.stop()
        self._timer = self._loop.call_later(QUIET_SECONDS, self._collect, context=NOBODY)

    def _collect(self) -> None:
        if self._departed > DEPARTED_SHARE * self._here:
            self._departed = 0
            gc.collect()
