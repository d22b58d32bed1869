"""Turns on a worker's event loop: guests who used least CPU time lately come first. Each round runs
all work of no guest, then guests' steps for 2 ms, answers to keys first; ticks and looks start one
a round, so that keys come in between. Answers leave a tenth of the time to other work, or guests
who type without end would starve newcomers."""

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import Callable
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass
from functools import partial
from selectors import BaseSelector
from time import thread_time
from typing import Any, NamedTuple, override

from tui.hosting.rate_limit import TokenBucket

ROUND_SECONDS = 0.002  # of guests' steps, after which the loop looks at its sockets again
BURST_SECONDS = 0.5  # of CPU time that a guest may use at once
HEAVY_SECONDS = 0.25  # used lately: then a guest's answers wait like other work
OTHERS_SHARE = 0.1  # of the time of answers, owed to other work that waits
OWED_SECONDS = 0.005  # paid at once; a few keys beside a press owe less
GROUP_SECONDS = 0.1  # ticks come together: a wake-up for a single tick takes three times as long
LEAST_GROUPED_SECONDS = 0.25  # a tick that is due sooner waits for no group
MOST_LATE_SECONDS = 5.0  # longest delay of a tick whose guest used too much
NOBODY = Context()  # of work that belongs to no guest


class Step(NamedTuple):
    handle: asyncio.Handle
    run: Callable[[], object]


class Account:
    """A guest's CPU time; the bucket refills at the share of a worker that one guest may use. The
    loop owns `steps`, the waiting callbacks, `turn`, the number of the valid turn, and `waits`:
    answers come before it."""

    __slots__ = ("_bucket", "answer_cost", "answering", "steps", "turn", "waits")

    def __init__(self, share: float, now: Callable[[], float]) -> None:
        self._bucket = TokenBucket(share, BURST_SECONDS, now)
        self.answering = False  # the app works on keys; set by `TurnsLoop.answer`
        self.answer_cost = 0.0  # CPU seconds of the present answer so far
        self.steps: deque[Step] = deque()
        self.turn = 0
        self.waits = True

    @property
    def used(self) -> float:
        """CPU seconds used lately."""
        return self._bucket.missing

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest's keys and ticks may cost more."""
        return self._bucket.take(0.0)

    def charge(self, seconds: float) -> None:
        self._bucket.take(seconds)
        self.answer_cost += seconds


class QueueEntry(NamedTuple):
    """A guest's turn, valid while its number is the account's."""

    cost: float
    number: int
    account: Account


@dataclass(eq=False, slots=True)
class Start:
    """A tick or a look that will start, unless it is cancelled."""

    account: Account
    run: Callable[[], object] | None
    timer: asyncio.TimerHandle | None = None

    def cancel(self) -> None:
        self.run = None
        if self.timer is not None:
            self.timer.cancel()


payer: ContextVar[Account | None] = ContextVar("payer", default=None)  # for the context's steps


def context_of(account: Account) -> Context:
    """A copy of the context, in which this account pays."""
    context = copy_context()
    context.run(payer.set, account)
    return context


class TurnsLoop(asyncio.SelectorEventLoop):
    """Runs and charges the steps of guests' tasks, each guest's in order.

    Tasks stay ordinary: Textual sets an eager task factory on its loop, with which asyncssh's
    authentication hangs for every guest after the first.
    """

    def __init__(self, selector: BaseSelector | None = None) -> None:
        super().__init__(selector)
        self._answers: list[QueueEntry] = []
        self._others: list[QueueEntry] = []
        self._owed = 0.0  # CPU seconds, to others
        self._turn_numbers = itertools.count(1)
        self._running_guest: Account | None = None
        self._is_scheduled = False
        self._guest_starts: deque[Start] = deque()

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
        context = copy_context() if context is None else context
        handle = asyncio.Handle(callback, args, self, context)
        account.steps.append(Step(handle, partial(context.run, callback, *args)))
        if len(account.steps) == 1 and account is not self._running_guest:
            self._give_turn(account)
        return handle

    def answer(self, account: Account) -> None:
        """Let the guest's steps come first until `answering` is False again."""
        if not account.answering:
            account.answering, account.answer_cost = True, 0.0
            if account.steps and account is not self._running_guest:
                self._give_turn(account)

    def start_in(self, seconds: float, account: Account, run: Callable[[], object]) -> Start:
        """Start in so many seconds, with other guests' ticks; later if the guest used too much."""
        start = Start(account, run)
        at = self.time() + seconds
        if seconds >= LEAST_GROUPED_SECONDS:
            at = math.ceil(at / GROUP_SECONDS) * GROUP_SECONDS
        start.timer = self.call_at(at, self._line_up, start, context=NOBODY)
        return start

    def _line_up(self, start: Start) -> None:
        self._guest_starts.append(start)
        if len(self._guest_starts) == 1:
            super().call_soon(self._start_next, context=NOBODY)

    def _start_next(self) -> None:
        start = self._guest_starts[0]
        try:
            wait = start.account.seconds_to_wait
            if start.run is not None and wait:
                in_time = min(wait, MOST_LATE_SECONDS)
                start.timer = self.call_later(in_time, start.run, context=NOBODY)
            elif start.run is not None:
                start.run()
        finally:
            # Only now, so that the next start comes after what this one has scheduled.
            self._guest_starts.popleft()
            if self._guest_starts:
                super().call_soon(self._start_next, context=NOBODY)

    def _give_turn(self, account: Account) -> None:
        used = account.used
        account.waits = not account.answering or used >= HEAVY_SECONDS
        account.turn = next(self._turn_numbers)
        cost = round(used if account.waits else account.answer_cost, 3)
        entry = QueueEntry(cost, account.turn, account)
        heapq.heappush(self._others if account.waits else self._answers, entry)
        self._schedule_turns()

    def _schedule_turns(self) -> None:
        if (self._answers or self._others) and not self._is_scheduled:
            self._is_scheduled = True
            super().call_soon(self._schedule_run, context=NOBODY)

    def _schedule_run(self) -> None:
        """Only now, so that all that has come to the loop's sockets is read before."""
        super().call_soon(self._run_some, context=NOBODY)

    def _run_some(self) -> None:
        self._is_scheduled = False
        began = now = thread_time()
        try:
            account = self._next_guest()
            while account is not None and now - began < ROUND_SECONDS:
                now = self._run_first(account, now)
                account = self._next_guest()
        finally:
            self._schedule_turns()

    def _next_guest(self) -> Account | None:
        answer, other = _first(self._answers), _first(self._others)
        if other is None:
            self._owed = 0.0
        return other if answer is None or self._owed >= OWED_SECONDS else answer

    def _run_first(self, account: Account, began: float) -> float:
        """Run and charge a guest's first step. Returns the CPU time after it."""
        self._running_guest, account.turn = account, 0
        step: Step | None = account.steps.popleft()
        try:
            if step is not None and not step.handle.cancelled():
                step.run()
        finally:
            # The traceback of a cancelled task keeps this frame, and so would keep itself.
            step = None
            self._running_guest = None
            now = thread_time()
            took = now - began
            account.charge(took)
            owed = -took if account.waits else OTHERS_SHARE * took
            self._owed = max(0.0, self._owed + owed)
            if account.steps:
                self._give_turn(account)
        return now


def _first(queue: list[QueueEntry]) -> Account | None:
    """The account whose turn is next, without turns that are no longer valid."""
    while queue and queue[0].number != queue[0].account.turn:
        heapq.heappop(queue)
    return queue[0].account if queue else None
