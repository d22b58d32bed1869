"""An event loop on which one guest's work keeps the others waiting for a step of it at most.

asyncio runs all that is ready in one round. With two hundred apps that is a long round, and a key
takes some ten rounds from its arrival to its frame. So this loop runs in each round what belongs to
no guest, the answers to keys, and one step of all other work of guests.
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from contextvars import Context, copy_context
from functools import partial
from time import thread_time
from typing import Any, NamedTuple, override

from tui.hosting.cpu.metering import Metered, charged

HEAVY_REST = 1.0
"""From a step of a guest who has used much to the next such step, in lengths of the step: all such
guests together have half of the time."""


PATIENCE = 10.0
"""How many seconds a guest's step is behind others for each CPU second that the guest has used."""


class Step(NamedTuple):
    """A callback of a guest's, which should run at `due`."""

    due: float
    number: int
    handle: asyncio.Handle
    run: Callable[[], object]


class StepQueue:
    """Runs steps one by one, one in a round of the loop.

    After each it rests for `rest` times as long as it took.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, rest: float = 0.0) -> None:
        self._loop = loop
        self._rest = rest
        self._steps: list[Step] = []
        self._numbers = itertools.count()
        self._scheduled = False

    def add(
        self,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        context: Context | None,
        weight: float = 0.0,
    ) -> asyncio.Handle:
        """Add a step. Returns its handle, which can be cancelled."""
        context = copy_context() if context is None else context
        handle = asyncio.Handle(callback, args, self._loop, context)
        run = partial(context.run, callback, *args)
        due = self._loop.time() + PATIENCE * weight
        heapq.heappush(self._steps, Step(due, next(self._numbers), handle, run))
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._run_next, context=NOBODY)
        return handle

    def _run_next(self) -> None:
        began = thread_time()
        step: Step | None = None
        try:
            while self._steps:
                step = heapq.heappop(self._steps)
                if not step.handle.cancelled():
                    step.run()
                    break
        finally:
            # The traceback of a cancelled task keeps this frame, and so would keep itself.
            step = None
            self._scheduled = bool(self._steps)
            if self._scheduled and self._rest:
                rest = self._rest * (thread_time() - began)
                self._loop.call_later(rest, self._run_next, context=NOBODY)
            elif self._scheduled:
                self._loop.call_soon(self._run_next, context=NOBODY)


NOBODY = Context()
"""The context of work that belongs to no guest."""


class FairEventLoop(asyncio.SelectorEventLoop):
    """Charges the steps of a guest's tasks to the guest, and runs them when it is their turn.

    It keeps ordinary tasks: every Textual app sets an eager task factory on its loop; with that,
    asyncssh's authentication hangs for every guest after the first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ordinary = StepQueue(self)
        self._heavy = StepQueue(self, HEAVY_REST)

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Do nothing."""

    @override
    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Schedule a coroutine, which is charged as its context says."""
        context = options.get("context")
        cpu = charged.get() if context is None else context.get(charged)
        return super().create_task(coro if cpu is None else Metered(coro, cpu), **options)

    @override
    def call_soon[*Args](
        self,
        callback: Callable[[*Args], object],
        *args: *Args,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """Schedule a callback: in the next round, or a guest's when it is its turn."""
        cpu = charged.get() if context is None else context.get(charged)
        if cpu is None:
            return super().call_soon(callback, *args, context=context)
        if weight := cpu.weight:
            return self._heavy.add(callback, args, context, weight)
        if cpu.answering:
            return super().call_soon(callback, *args, context=context)
        return self._ordinary.add(callback, args, context)
