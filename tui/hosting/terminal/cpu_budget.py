"""The CPU time that one guest may use: a key that costs nothing to press can cost the app much."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable

from tui.hosting.rate_limit import TokenBucket

BURST_SECONDS = 0.5  # of CPU time that a guest may use at once
IDLE_FRAME_SECONDS = 0.018  # an app that is not busy takes this long: it draws 60 times a second
DONE_TIMEOUT_SECONDS = 2.0  # after which an app that does not report a frame counts as done


class CpuBudget:
    """Measures how long the app takes for a guest's input, and how long the guest must then wait.

    `share` is of the whole time; `on_done` is called when the app has caught up.
    """

    def __init__(self, loop: AbstractEventLoop, share: float, on_done: Callable[[], None]) -> None:
        self._loop = loop
        self._bucket = TokenBucket(share, BURST_SECONDS, loop.time)
        self._on_done = on_done
        self._started_at = 0.0
        self._timer: TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether the app has not caught up yet."""
        return self._timer is not None

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest's input may cost more."""
        return self._bucket.take(0)

    def start(self, after_refresh: Callable[[Callable[[], None]], None]) -> None:
        """Start to measure at a guest's input; `after_refresh` calls back after the next frame."""
        if self._timer is None:
            self._started_at = self._loop.time()
            self._timer = self._loop.call_later(DONE_TIMEOUT_SECONDS, self._done)
            after_refresh(self._done)

    def close(self) -> None:
        """Stop measuring."""
        if self._timer is not None:
            self._timer.cancel()

    def _done(self) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        used = self._loop.time() - self._started_at - IDLE_FRAME_SECONDS
        self._bucket.take(max(0.0, used))
        self._on_done()


class ProcessCpuBudget:
    """The CPU budget of an app with its own process; `used` gives the process's CPU seconds."""

    def __init__(self, share: float, now: Callable[[], float], used: Callable[[], float]) -> None:
        self._bucket = TokenBucket(share, BURST_SECONDS, now)
        self._used = used
        self._paid = used()

    def seconds_owed(self) -> float:
        """Charge the CPU time since the last call. Returns the seconds that the guest must wait."""
        used = self._used()
        spent, self._paid = used - self._paid, used
        return self._bucket.take(spent)
