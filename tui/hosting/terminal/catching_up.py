"""Whether an app has caught up with its guest's input, and whether the guest may send more."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from typing import Protocol

from tui.hosting.cpu.fair_loop import NOBODY
from tui.hosting.cpu.guest_cpu import GuestCpu

# After which an app that does not report a frame counts as done, unless it waits for its turn: the
# more input it got then, the longer it would keep the others waiting in one go.
DONE_TIMEOUT_SECONDS = 2.0


class Refreshing(Protocol):
    """Draws an app."""

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back when all input so far is handled and the result drawn."""
        ...


class CatchingUp:
    """Tells `cpu` while the app is at work on the guest's input. `on_done` is called when the app
    has caught up.
    """

    def __init__(self, loop: AbstractEventLoop, cpu: GuestCpu, on_done: Callable[[], None]) -> None:
        self.cpu = cpu
        self._loop = loop
        self._on_done = on_done
        self._timer: TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether the app has not caught up yet."""
        return self._timer is not None

    def give(self, give: Callable[[], int], app: Refreshing) -> int:
        """Give input to the app by `give`, which returns the number of events, as this does."""
        self.cpu.answering = True  # the app's first step is scheduled already as a part of it
        events = give()
        if events:
            self.start(app.after_refresh)
        elif not self.busy:
            self.cpu.answering = False
        return events

    def start(self, after_refresh: Callable[[Callable[[], None]], None]) -> None:
        """Note that the app has input; `after_refresh` calls back after the next frame."""
        if self._timer is None:
            self.cpu.answering = True
            self._wait()
            after_refresh(self._done)

    def close(self) -> None:
        """Stop watching."""
        if self._timer is not None:
            self._timer.cancel()

    def _wait(self) -> None:
        # The context of the app, in which this may be called, would keep the app so long.
        wait = DONE_TIMEOUT_SECONDS
        self._timer = self._loop.call_later(wait, self._timed_out, context=NOBODY)

    def _timed_out(self) -> None:
        if self.cpu.weight:
            self._wait()
        else:
            self._done()

    def _done(self) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self.cpu.answering = False
        self._on_done()
