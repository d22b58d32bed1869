"""How busy one guest keeps the host: a key may cost the app a hundred times what it cost to press."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable

from tui.hosting.rate_limit import TokenBucket

BURST_SECONDS = 0.5  # seconds of work that are done at once
IDLE_FRAME_SECONDS = (
    0.018  # seconds that an app takes to draw although it is not busy: it draws 60 times a second
)
DONE_TIMEOUT_SECONDS = (
    2.0  # seconds after which an app that does not say that it has drawn counts as done
)


class CpuBudget:
    """Measures how long the app takes for what its guest made it do, and says how long the guest must then wait.

    `share` is of the whole time; `on_done` is called when the app has caught up.
    """

    def __init__(self, loop: AbstractEventLoop, share: float, on_done: Callable[[], None]) -> None:
        self._loop = loop
        self._bucket = TokenBucket(share, BURST_SECONDS, loop.time)
        self._on_done = on_done
        self._since = 0.0
        self._timer: TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether the app has not caught up yet."""
        return self._timer is not None

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest may make the app do more."""
        return self._bucket.take(0)

    def start(self, after_refresh: Callable[[Callable[[], None]], None]) -> None:
        """The guest has made the app do something; `after_refresh` calls back when it is done and drawn."""
        if self._timer is None:
            self._since = self._loop.time()
            self._timer = self._loop.call_later(DONE_TIMEOUT_SECONDS, self._done)
            after_refresh(self._done)

    def close(self) -> None:
        """Measure no more."""
        if self._timer is not None:
            self._timer.cancel()

    def _done(self) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self._bucket.take(max(0.0, self._loop.time() - self._since - IDLE_FRAME_SECONDS))
        self._on_done()


class ProcessCpuBudget:
    """The same for an app with a process of its own: `used` is the processor seconds it has used."""

    def __init__(self, share: float, now: Callable[[], float], used: Callable[[], float]) -> None:
        self._bucket = TokenBucket(share, BURST_SECONDS, now)
        self._used = used
        self._paid = used()

    def seconds_owed(self) -> float:
        """Seconds that the guest must wait for what was done since the last question."""
        used = self._used()
        spent, self._paid = used - self._paid, used
        return self._bucket.take(spent)
