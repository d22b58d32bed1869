"""Keeps the garbage collector from stopping every guest: a full collection takes 20 ms a live app.

A departed guest's app is cleared by hand, so that reference counting frees it. Objects that live on
are frozen, so that collections skip them. The rest is collected when no guest joins or leaves.

Uses a private name of Textual 8.2: a widget's `_styles_cache`.
"""

import gc
from asyncio import AbstractEventLoop, Future, TimerHandle
from collections import deque

from textual.widget import Widget

from tui.hosting.guest_app.app import GuestApp

GC_THRESHOLDS = (20_000, 50, 100)
SETTLE_SECONDS = 1.0  # after which nothing uses a departed guest's app any more
CLEAR_SPACING_SECONDS = 0.005  # from clearing one app to the next one
QUIET_SECONDS = 5.0  # without a guest who joins or leaves
# A departure leaves some 30 KB to collect. A full collection stops all for 0.1 s to 0.5 s, and 5 ms
# more for each guest. So it comes when nobody is there, and with guests only after so many
# departures: when it is quiet, and in any case.
MAX_DEPARTURES_QUIET, MAX_DEPARTURES = 500, 2000


class GarbageCollector:
    """Collects garbage between guests' arrivals and departures.

    Call `start` before the first guest; `stop` restores the process's thresholds.
    """

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._guests = 0
        self._left_since_collection = 0
        self._to_clear: deque[GuestApp] = deque()
        self._clear_timer: TimerHandle | None = None
        self._thresholds_before = gc.get_threshold()
        self._quiet_timer: TimerHandle | None = None
        self.collections = 0

    def start(self) -> None:
        """Freeze all that is imported so far: it is never garbage."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)

    def stop(self) -> None:
        """Restore Python's own way of collecting."""
        for timer in (self._quiet_timer, self._clear_timer):
            if timer is not None:
                timer.cancel()
        gc.set_threshold(*self._thresholds_before)
        gc.unfreeze()

    def guest_joined(self) -> None:
        """Freeze a new guest's app after its first frame: it stays, so collections may skip it."""
        self._guests += 1
        gc.collect(0)
        gc.freeze()
        self._restart_quiet_timer()

    def guest_left(self, app: GuestApp, running: Future[object] | None = None) -> None:
        """Clear a departed guest's app as soon as nothing uses it any more, not even the task that
        was `running` it: who has used much waits for the end of their app too."""
        self._guests -= 1
        self._loop.call_later(SETTLE_SECONDS, self._has_settled, app, running)
        self._restart_quiet_timer()

    def _has_settled(self, app: GuestApp, running: Future[object] | None) -> None:
        # A task that is cancelled at the end of its app leaves the end to a task of Textual's.
        if running is not None and (not running.done() or app.ends):
            self._loop.call_later(SETTLE_SECONDS, self._has_settled, app, running)
            return
        self._to_clear.append(app)
        if self._clear_timer is None:
            self._clear_next()

    def _clear_next(self) -> None:
        """Clear one app, and the next ones after a while, in which the loop does other things."""
        if not self._to_clear:
            self._clear_timer = None
            return
        self._clear_timer = self._loop.call_later(CLEAR_SPACING_SECONDS, self._clear_next)
        clear_app(self._to_clear.popleft())
        self._left_since_collection += 1
        if self._left_since_collection >= MAX_DEPARTURES:
            self._collect()

    def _restart_quiet_timer(self) -> None:
        if self._quiet_timer is not None:
            self._quiet_timer.cancel()
        self._quiet_timer = self._loop.call_later(SETTLE_SECONDS + QUIET_SECONDS, self._on_quiet)

    def _on_quiet(self) -> None:
        self._quiet_timer = None
        if self._left_since_collection > (MAX_DEPARTURES_QUIET if self._guests else 0):
            self._collect()

    def _collect(self) -> None:
        self._left_since_collection = 0
        self.collections += 1
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def clear_app(app: GuestApp) -> None:
    """Break the reference cycles of an app that has ended, by emptying its nodes."""
    vars(app.animator).clear()
    for node in (*app.nodes.ever_added, app):
        # Textual keeps each of these in a cache of 1,024, with all the rows that it has drawn.
        if isinstance(node, Widget) and (drawn := vars(node).get("_styles_cache")) is not None:
            drawn.clear()
        vars(node).clear()
