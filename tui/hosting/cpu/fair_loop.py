"""An event loop on which one guest's work keeps the others waiting for a step of it at most.

asyncio runs all that is ready in one round. With two hundred apps that is a long round, and a key
takes some ten rounds from its arrival to its frame. So this loop runs in each round what belongs to
no guest, and for a few milliseconds answers to keys, those of who has used the least first. If no
answer waits then, one step of all other work of guests follows.
"""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from contextvars import Context, copy_context
from functools import partial
from time import thread_time
from typing import Any, NamedTuple, override

from tui.hosting.cpu.guest_cpu import GuestCpu
from tui.hosting.cpu.metering import Metered, charged

ANSWERS_SECONDS = 0.002  # of CPU time for answers in a round
ANSWERS_FIRST_SECONDS = 0.01  # of CPU time for answers, after which other work has a step
ANSWERS_SHARE = 3.0
"""How many times as long as such a step took answers come first again."""
ANSWER_PATIENCE = 1000.0
"""How many seconds an answer is behind others for each CPU second that its guest has used lately or
is to use: what takes long, such as opening a box, lets what is short pass."""
HEAVY_PATIENCE = 10.0
"""The same for the steps of guests who have used much."""
HEAVY_REST = 1.0
"""From a step of a guest who has used much to the next such step, in lengths of the step: all such
guests together have half of the time."""


class Step(NamedTuple):
    """A callback of a guest's, which was added at this second."""

    added: float
    handle: asyncio.Handle
    run: Callable[[], object]


class Turn(NamedTuple):
    """A guest's place among others: when the first of the guest's steps should run."""

    due: float
    number: int
    cpu: GuestCpu


class GuestSteps:
    """Runs the steps of all guests, some in each round of the loop; those of one guest in order."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._steps: dict[GuestCpu, deque[Step]] = {}
        self._turns: dict[GuestCpu, Turn] = {}
        # Each of these is a heap, in which a turn that its guest no longer has is left.
        self._answers: list[Turn] = []
        self._others: list[Turn] = []
        self._heavy: list[Turn] = []
        self._numbers = itertools.count()
        self._running: GuestCpu | None = None
        self._heavy_rests = False
        self._answered = 0.0
        """The CPU seconds for which answers have come first lately; below 0: they are still to."""
        self._scheduled = False

    def add(
        self,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        context: Context | None,
        cpu: GuestCpu,
    ) -> asyncio.Handle:
        """Add a step. Returns its handle, which can be cancelled."""
        context = copy_context() if context is None else context
        handle = asyncio.Handle(callback, args, self._loop, context)
        run = partial(context.run, callback, *args)
        waiting = self._steps.setdefault(cpu, deque())
        waiting.append(Step(self._loop.time(), handle, run))
        cpu.on_answering = self._answer_begins
        if cpu is not self._running and (len(waiting) == 1 or cpu.answering):
            self._give_turn(cpu)
            self._schedule()
        return handle

    def _answer_begins(self, cpu: GuestCpu) -> None:
        """Let the work of a guest pass who has pressed a key: what a tick has begun comes before
        the key in the app, and the key may wait in it without a step of its own."""
        if self._steps.get(cpu):
            self._give_turn(cpu)
            self._schedule()

    def _give_turn(self, cpu: GuestCpu) -> None:
        queue, behind = self._place(cpu)
        due = self._steps[cpu][0].added + behind
        self._turns[cpu] = turn = Turn(due, next(self._numbers), cpu)
        heapq.heappush(queue, turn)

    def _place(self, cpu: GuestCpu) -> tuple[list[Turn], float]:
        """Return the queue for a guest, and how many seconds the guest is behind others there."""
        if weight := cpu.weight:
            return self._heavy, HEAVY_PATIENCE * weight
        if cpu.answering:
            return self._answers, ANSWER_PATIENCE * (cpu.used + cpu.expected)
        return self._others, 0.0

    def _schedule(self) -> None:
        works = self._answers or self._others or (self._heavy and not self._heavy_rests)
        if works and not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._run_some, context=NOBODY)

    def _run_some(self) -> None:
        self._scheduled = False
        try:
            self._run_answers()
            if not self._answers or self._answered >= ANSWERS_FIRST_SECONDS:
                self._run_other_work()
        finally:
            self._schedule()

    def _run_answers(self) -> None:
        began = thread_time()
        try:
            while self._answers and thread_time() - began < ANSWERS_SECONDS:
                self._run_one(self._answers)
        finally:
            self._answered += thread_time() - began

    def _run_other_work(self) -> None:
        began = thread_time()
        try:
            self._run_one(self._others)
            if not self._heavy_rests:
                self._run_heavy()
        finally:
            self._answered = ANSWERS_SHARE * (began - thread_time()) if self._answers else 0.0

    def _run_heavy(self) -> None:
        began = thread_time()
        try:
            self._run_one(self._heavy)
        finally:
            if self._heavy:
                self._heavy_rests = True
                rest = HEAVY_REST * (thread_time() - began)
                self._loop.call_later(rest, self._end_rest, context=NOBODY)

    def _end_rest(self) -> None:
        self._heavy_rests = False
        self._schedule()

    def _run_one(self, queue: list[Turn]) -> None:
        """Run the first step of the guest whose turn it is, if there is one."""
        while queue:
            turn = heapq.heappop(queue)
            if self._turns.get(turn.cpu) is turn:
                del self._turns[turn.cpu]
                self._run_first(turn.cpu)
                return

    def _run_first(self, cpu: GuestCpu) -> None:
        waiting = self._steps[cpu]
        step: Step | None = None
        self._running = cpu
        try:
            while waiting:
                step = waiting.popleft()
                if not step.handle.cancelled():
                    step.run()
                    return
        finally:
            # The traceback of a cancelled task keeps this frame, and so would keep itself.
            step = None
            self._running = None
            if waiting:
                self._give_turn(cpu)
            else:
                del self._steps[cpu]


NOBODY = Context()
"""The context of work that belongs to no guest."""


class FairEventLoop(asyncio.SelectorEventLoop):
    """Charges the steps of a guest's tasks to the guest, and runs them when it is their turn.

    It keeps ordinary tasks: every Textual app sets an eager task factory on its loop; with that,
    asyncssh's authentication hangs for every guest after the first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._steps = GuestSteps(self)

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Do nothing."""

    @override
    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Schedule a coroutine, which is charged as its context says."""
        context = options.get("context")
        cpu = charged.get() if context is None else context.get(charged)
        if cpu is None:
            return super().create_task(coro, **options)
        cpu.task_begins()
        return super().create_task(Metered(coro, cpu), **options)

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
        return self._steps.add(callback, args, context, cpu)
