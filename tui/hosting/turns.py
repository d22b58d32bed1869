"""Turns on a worker's event loop: guests who used little CPU time lately come first, and of these
who came first, so that those who join together are drawn one after another. Each round runs all
work of no guest, then guests' steps for half a millisecond, or one step that takes longer: answers
to keys first, and of these the cheapest so far. Each tenth step is other work, or guests who type
without end would starve newcomers."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from contextvars import Context, ContextVar, copy_context
from selectors import BaseSelector
from time import thread_time
from typing import Any, override

ROUND_SECONDS = 0.0005  # of guests' steps, after which the loop looks at its sockets again
BURST_SECONDS = 0.5  # of CPU time that a guest may use at once
LITTLE_SECONDS = 0.2  # of CPU time: who used less lately comes as if they had used none
OTHERS_TURN = 10  # each tenth step is no answer, if other work waits
MOST_LATE_SECONDS = 5.0  # longest delay of a tick whose guest used too much
NOBODY = Context()  # of work that belongs to no guest


class Account:
    """A guest's CPU time used lately, which falls at the share of a worker that one guest may use.
    The loop owns `steps`, the waiting callbacks."""

    _numbers = itertools.count()

    def __init__(self, share: float, now: Callable[[], float]) -> None:
        self._share, self._now = share, now
        self._used, self._at = 0.0, now()
        self.number = next(self._numbers)  # in the order in which guests came
        self.answering = False  # the app works on keys; set by `TurnsLoop.answer`
        self.answer_cost = 0.0  # CPU seconds of the present answer so far
        self.steps: deque[asyncio.Handle] = deque()

    @property
    def used(self) -> float:
        now = self._now()
        self._used = max(0.0, self._used - (now - self._at) * self._share)
        self._at = now
        return self._used

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest's keys and ticks may cost more."""
        return max(0.0, (self.used - BURST_SECONDS) / self._share)

    def charge(self, seconds: float) -> None:
        self._used = self.used + seconds
        self.answer_cost += seconds


type Queue = list[tuple[float, int, int, Account]]  # CPU time used, who came first, the turn


payer: ContextVar[Account | None] = ContextVar("payer", default=None)  # for the context's steps


def context_of(account: Account) -> Context:
    """A copy of the context, in which this account pays."""
    context = copy_context()
    context.run(payer.set, account)
    return context


class TurnsLoop(asyncio.SelectorEventLoop):
    """Runs and charges the steps of guests' tasks, each guest's in order. Tasks stay ordinary:
    Textual sets an eager task factory on its loop, with which asyncssh's authentication hangs for
    every guest after the first."""

    def __init__(self, selector: BaseSelector | None = None) -> None:
        super().__init__(selector)
        self._answers: Queue = []
        self._others: Queue = []
        self._turn_numbers, self._step_numbers = itertools.count(), itertools.count(1)
        self._running_guest: Account | None = None
        self._is_scheduled = False

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Do nothing: tasks stay ordinary."""

    @override
    def call_soon[*Args](
        self, callback: Callable[[*Args], object], *args: *Args, context: Context | None = None
    ) -> asyncio.Handle:
        """A guest's callback waits for the guest's turn."""
        account = payer.get() if context is None else context.get(payer)
        if account is None:
            return super().call_soon(callback, *args, context=context)
        handle = asyncio.Handle(callback, args, self, context)
        account.steps.append(handle)
        if len(account.steps) == 1 and account is not self._running_guest:
            self._give_turn(account)
        return handle

    def answer(self, account: Account) -> None:
        """Let the guest's steps come first until `answering` is False again."""
        if not account.answering:
            account.answering, account.answer_cost = True, 0.0
            if account.steps and account is not self._running_guest:
                self._give_turn(account)

    def start_in(
        self, seconds: float, account: Account, run: Callable[[], object]
    ) -> asyncio.TimerHandle:
        """Run in so many seconds, in the guest's turn; later if the guest has used too much."""
        wait = max(seconds, min(account.seconds_to_wait, MOST_LATE_SECONDS))
        return self.call_later(
            wait, lambda: self.call_soon(run, context=context_of(account)), context=NOBODY
        )

    def _give_turn(self, account: Account) -> None:
        if account.answering:
            queue, cost, number = self._answers, round(account.answer_cost, 3), 0
        else:
            queue, cost, number = self._others, account.used // LITTLE_SECONDS, account.number
        heapq.heappush(queue, (cost, number, next(self._turn_numbers), account))
        self._schedule_turns()

    def _schedule_turns(self) -> None:
        if (self._answers or self._others) and not self._is_scheduled:
            self._is_scheduled = True
            super().call_soon(self._run_some, context=NOBODY)

    def _run_some(self) -> None:
        self._is_scheduled = False
        began = now = thread_time()
        try:
            while now - began < ROUND_SECONDS and (queue := self._next_queue()):
                now = self._run_first(heapq.heappop(queue)[-1], now)
        finally:
            self._schedule_turns()

    def _next_queue(self) -> Queue:
        """The queue of the next step; empty if no guest waits."""
        is_others_turn = not self._answers or next(self._step_numbers) % OTHERS_TURN == 0
        return self._others if self._others and is_others_turn else self._answers

    def _run_first(self, account: Account, began: float) -> float:
        """Run and charge a guest's first step. Returns the CPU time after it."""
        if not account.steps:  # a turn before this one was enough
            return began
        self._running_guest = account
        handle = account.steps.popleft()
        if not handle.cancelled():
            handle._run()  # noqa: SLF001  # as asyncio's own loops do
        self._running_guest = None
        now = thread_time()
        account.charge(now - began)
        if account.steps:
            self._give_turn(account)
        return now
