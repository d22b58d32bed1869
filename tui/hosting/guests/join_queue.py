"""The join queue: joining costs a hundred times what watching costs, so guests join one by one."""

from asyncio import Future, get_running_loop
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

PLACE_UPDATE_SECONDS = 0.5  # more often, the updates would cost more than the joins


class JoinQueue:
    """Lets `at_once` guests join at a time, in the order in which they came."""

    def __init__(self, at_once: int = 1) -> None:
        self._at_once = at_once
        self._joining = 0
        self._waiting: deque[tuple[Future[None], Callable[[int], None]]] = deque()
        self._places_sent_at = 0.0

    def __len__(self) -> int:
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, on_place: Callable[[int], None]) -> AsyncIterator[None]:
        """Wait for a turn and hold it. Calls `on_place` now and then with the guests before."""
        if self._joining >= self._at_once:
            await self._wait(on_place)
        self._joining += 1
        try:
            yield
        finally:
            self._joining -= 1
            self._call_next()

    async def _wait(self, on_place: Callable[[int], None]) -> None:
        called: Future[None] = get_running_loop().create_future()
        place = (called, on_place)
        self._waiting.append(place)
        on_place(self._joining + len(self._waiting) - 1)
        try:
            await called
        except BaseException:
            if called.done() and not called.cancelled():
                self._joining -= 1
                self._call_next()
            elif place in self._waiting:
                self._waiting.remove(place)
            raise
        self._joining -= 1  # held for this guest since the call, so that nobody overtakes

    def _call_next(self) -> None:
        while self._waiting and self._joining < self._at_once:
            called, _ = self._waiting.popleft()
            if not called.done():
                self._joining += 1
                called.set_result(None)
        now = get_running_loop().time()
        if now - self._places_sent_at >= PLACE_UPDATE_SECONDS:
            self._places_sent_at = now
            for before, (_, on_place) in enumerate(self._waiting, self._joining):
                on_place(before)
