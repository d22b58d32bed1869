"""Keeps the garbage collector from stopping every guest: a full collection takes 20 ms for each live app.

What a guest's app leaves behind is taken apart by hand when the guest has gone, so that counting references frees
it; what lives on is frozen, so that collections do not look at it; and the rest is collected when nobody waits.
"""

import gc
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.dom import DOMNode

THRESHOLDS = (20_000, 50, 100)
SETTLE = 2.0  # seconds after which nothing touches a departed app any more
QUIET = 5.0  # seconds without a join or a departure
MANY = 500  # departures after which the collection no longer waits for the house to be empty
SMALL = 5  # guests whom a full collection stops for a tenth of a second at most


class Collector:
    """Told of joins and departures; `start` before the first, `stop` puts the process back as it was."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._guests = 0
        self._departed = 0
        self._before = gc.get_threshold()
        self._next: TimerHandle | None = None
        self.collections = 0

    def start(self) -> None:
        """What has been imported until now is never garbage."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)

    def stop(self) -> None:
        """Collect as Python does by default."""
        if self._next is not None:
            self._next.cancel()
        gc.set_threshold(*self._before)
        gc.unfreeze()

    def joined(self) -> None:
        """A guest's app has been painted: it stays a while, so collections need not look at it."""
        self._guests += 1
        gc.collect(0)
        gc.freeze()
        self._wait_for_quiet()

    def departed(self, app: App[Any]) -> None:
        """A guest's app has ended: take it apart as soon as nothing touches it any more."""
        self._guests -= 1
        self._departed += 1
        self._loop.call_later(SETTLE, take_apart, app)
        self._wait_for_quiet()

    def _wait_for_quiet(self) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = self._loop.call_later(SETTLE + QUIET, self._collect)

    def _collect(self) -> None:
        self._next = None
        if not self._departed or (self._guests > SMALL and self._departed < MANY):
            return
        self._departed = 0
        self.collections += 1
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def take_apart(app: App[Any]) -> None:
    """Break the circles of an app that has ended, by emptying its nodes."""
    for node in list(_nodes(app)):
        vars(node).clear()


def _nodes(app: App[Any]) -> Iterator[DOMNode]:
    """The app and everything that was ever in its screens and still is known to it."""
    yield from app._registry
    yield app
