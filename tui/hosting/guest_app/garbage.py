"""Keeps the garbage collector from stopping every guest: a full collection takes 20 ms for each live app.

What a guest's app leaves behind is taken apart by hand when the guest has gone, so that counting references frees
it; what lives on is frozen, so that collections do not look at it; and the rest is collected when nobody waits.

Uses a name of Textual 8.2 that is not public: a widget's `_styles_cache`.
"""

import gc
from asyncio import AbstractEventLoop, TimerHandle

from textual.widget import Widget

from tui.hosting.guest_app.app import GuestApp

GC_THRESHOLDS = (20_000, 50, 100)
SETTLE_SECONDS = 1.0  # seconds after which nothing touches a departed app any more
QUIET_SECONDS = 5.0  # seconds without a join or a departure
FEW_GUESTS = 5  # guests whom a full collection stops for less than a tenth of a second; each more, for 5 ms more
# A departure leaves some 30 KB to collect. After so many departures it is done: with few guests, with many when it
# is quiet, and with many in any case.
MAX_DEPARTURES_FEW_GUESTS, MAX_DEPARTURES_QUIET, MAX_DEPARTURES = 50, 500, 2000


class GarbageCollector:
    """Told of joins and departures; `start` before the first, `stop` puts the process back as it was."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._guests = 0
        self._left_since_collection = 0
        self._thresholds_before = gc.get_threshold()
        self._quiet_timer: TimerHandle | None = None
        self.collections = 0

    def start(self) -> None:
        """What has been imported until now is never garbage."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)

    def stop(self) -> None:
        """Collect as Python does by default."""
        if self._quiet_timer is not None:
            self._quiet_timer.cancel()
        gc.set_threshold(*self._thresholds_before)
        gc.unfreeze()

    def guest_joined(self) -> None:
        """A guest's app has been painted: it stays a while, so collections need not look at it."""
        self._guests += 1
        gc.collect(0)
        gc.freeze()
        self._wait_for_quiet()

    def guest_left(self, app: GuestApp) -> None:
        """A guest's app has ended: take it apart as soon as nothing touches it any more."""
        self._guests -= 1
        self._loop.call_later(SETTLE_SECONDS, self._clear_up, app)
        self._wait_for_quiet()

    def _clear_up(self, app: GuestApp) -> None:
        clear_app(app)
        self._left_since_collection += 1
        if self._left_since_collection >= (
            MAX_DEPARTURES_FEW_GUESTS if self._guests <= FEW_GUESTS else MAX_DEPARTURES
        ):
            self._collect()

    def _wait_for_quiet(self) -> None:
        if self._quiet_timer is not None:
            self._quiet_timer.cancel()
        self._quiet_timer = self._loop.call_later(SETTLE_SECONDS + QUIET_SECONDS, self._on_quiet)

    def _on_quiet(self) -> None:
        self._quiet_timer = None
        if self._left_since_collection > (
            0 if self._guests <= FEW_GUESTS else MAX_DEPARTURES_QUIET
        ):
            self._collect()

    def _collect(self) -> None:
        self._left_since_collection = 0
        self.collections += 1
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def clear_app(app: GuestApp) -> None:
    """Break the circles of an app that has ended, by emptying its nodes."""
    for node in (*app.nodes.ever_added, app):
        # Textual keeps each of these in a cache of 1,024, with all the rows it has drawn.
        if isinstance(node, Widget) and (drawn := vars(node).get("_styles_cache")) is not None:
            drawn.clear()
        vars(node).clear()
