"""An event loop that never waits: apps rest at once, in the same order on every machine."""

import asyncio
from collections.abc import Callable
from selectors import SelectorKey, SelectSelector


class InstantLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._simulated = 0.0
        self._rest: asyncio.Future[None] | None = None
        super().__init__(_InstantSelector(self._idle))

    def time(self) -> float:
        """Seconds since the start, including skipped time."""
        return self._simulated

    async def at_rest(self) -> None:
        """Wait until every task waits for another, and no timer is left."""
        self._rest = self.create_future()
        await self._rest

    def _idle(self, timeout: float | None) -> None:
        """Called instead of a wait for so many seconds, or for ever."""
        if timeout is not None:
            self._simulated += timeout
            return
        if self._rest is None:
            raise RuntimeError("Nothing is left that could go on.")
        self._rest.set_result(None)
        self._rest = None


class _InstantSelector(SelectSelector):
    """Calls `idle` with the seconds instead of waiting for them."""

    def __init__(self, idle: Callable[[float | None], None]) -> None:
        super().__init__()
        self._idle = idle

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        ready = super().select(0)
        if not ready and (timeout is None or timeout > 0):
            self._idle(timeout)
        return ready
