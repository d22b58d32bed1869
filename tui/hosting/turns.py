"""Turns on a worker's event loop: the next step is that of the guest who has used least CPU time.

asyncio runs all that is ready in one round, which is long with two hundred apps. This loop runs in
each round all that belongs to no guest, and guests' steps for two milliseconds: answers to keys
first, then by what each guest has used lately. Ticks of clocks and looks at a room start one a
round, so keys come in between.
"""

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import Callable
from contextvars import Context, ContextVar, copy_context
from functools import partial
from selectors import BaseSelector
from time import thread_time
from typing import Any, NamedTuple, override

from tui.hosting.rate_limit import TokenBucket

ROUND_SECONDS = 0.002  # of guests' steps, after which the loop looks at its sockets again
BURST_SECONDS = 0.5  # of CPU time that a guest may use at once
TASK_SECONDS = 0.003
"""Expected CPU time of a task that an answer begins: most are widgets of a box, whose first layout
is one long step."""
HEAVY_SECONDS = 0.25  # used lately, from which a guest's answers wait like all other work
GROUP_SECONDS = 0.1
"""Ticks come together: a processor that wakes up for one tick takes three times as long for it."""
LEAST_GROUPED_SECONDS = 0.25  # a tick that is due sooner waits for no group
LONG_WAIT_SECONDS = 0.02
"""CPU time of others after which a guest's step may come first in a round, before all answers."""
LONG_WAIT_SHARE = 0.04
"""Share of CPU time that such steps may take: without a bound a bystander's key took 140 ms
beside a press."""
MOST_LATE_SECONDS = 5.0  # that a tick is delayed because its guest has used too much
NOBODY = Context()
"""The context of work that belongs to no guest."""


class Step(NamedTuple):
    """A callback of a guest."""

    handle: asyncio.Handle
    run: Callable[[], object]


class Account:
    """A guest's CPU time: the bucket refills at the share of a worker that one guest may use.

    `steps` and `turn` are the loop's: the waiting callbacks, and the number of the valid turn.
    """

    __slots__ = ("_bucket", "answer_cost", "answering", "steps", "turn")

    def __init__(self, share: float, now: Callable[[], float]) -> None:
        self._bucket = TokenBucket(share, BURST_SECONDS, now)
        self.answering = False
        """True while the app works on the guest's keys; `TurnsLoop.answer` sets it."""
        self.answer_cost = 0.0
        """CPU seconds of the present answer so far."""
        self.steps: deque[Step] = deque()
        self.turn = 0

    @property
    def used(self) -> float:
        """CPU seconds used lately."""
        return self._bucket.missing

    @property
    def seconds_to_wait(self) -> float:
        """Seconds until the guest's keys and ticks may cost more."""
        return self._bucket.take(0.0)

    def charge(self, seconds: float) -> None:
        """Charge CPU time that was used just now."""
        self._bucket.take(seconds)
        self.answer_cost += seconds


class QueueEntry(NamedTuple):
    """A guest's place among others. A turn is valid while its number is that of the account."""

    waits: bool
    cost: float
    number: int
    account: Account
    since: float

    @property
    def is_valid(self) -> bool:
        return self.number == self.account.turn


class Start:
    """A tick or a look that is to start; `cancel` it if it is not wanted any more."""

    def __init__(self, account: Account, run: Callable[[], object]) -> None:
        self.account = account
        self.run: Callable[[], object] | None = run
        self.timer: asyncio.TimerHandle | None = None

    def cancel(self) -> None:
        """Forget it."""
        self.run = None
        if self.timer is not None:
            self.timer.cancel()


payer: ContextVar[Account | None] = ContextVar("payer", default=None)
"""Account that pays for callbacks of this context."""


def context_of(account: Account) -> Context:
    """Copy the context, with this account as the payer."""
    context = copy_context()
    context.run(payer.set, account)
    return context


class TurnsLoop(asyncio.SelectorEventLoop):
    """Runs and charges the steps of guests' tasks; the steps of one guest run in order.

    It keeps ordinary tasks: every Textual app sets an eager task factory on its loop; with that,
    asyncssh's authentication hangs for every guest after the first.
    """

    def __init__(self, selector: BaseSelector | None = None) -> None:
        super().__init__(selector)
        self._guest_turns: list[QueueEntry] = []
        self._turns_by_age: deque[QueueEntry] = deque()
        self._no_long_wait_before = 0.0
        self._turn_numbers = itertools.count(1)
        self._running_guest: Account | None = None
        self._is_scheduled = False
        self._guest_starts: deque[Start] = deque()

    @override
    def set_task_factory(self, factory: Any) -> None:
        """Do nothing."""

    @override
    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Schedule a coroutine, which makes the present answer of its guest a longer one."""
        context = options.get("context")
        account = payer.get() if context is None else context.get(payer)
        if account is not None:
            account.answer_cost += TASK_SECONDS
        return super().create_task(coro, **options)

    @override
    def call_soon[*Args](
        self,
        callback: Callable[[*Args], object],
        *args: *Args,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """Schedule a callback in the next round, or a guest's when it is the guest's turn."""
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
        """Let the guest's steps come before those of others until `answering` is False again."""
        if not account.answering:
            account.answering, account.answer_cost = True, 0.0
            if account.steps and account is not self._running_guest:
                self._give_turn(account)

    def start_soon(self, account: Account, run: Callable[[], object]) -> Start:
        """Start a guest's look or tick when it is its turn, later if the guest used too much."""
        start = Start(account, run)
        self._line_up(start)
        return start

    def start_in(self, seconds: float, account: Account, run: Callable[[], object]) -> Start:
        """Start a guest's tick in so many seconds, together with those of others."""
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
            if start.run is not None:
                self._start_now(start, start.run)
        finally:
            # Only now, so that the next start comes after what this one has scheduled.
            self._guest_starts.popleft()
            if self._guest_starts:
                super().call_soon(self._start_next, context=NOBODY)

    def _start_now(self, start: Start, run: Callable[[], object]) -> None:
        if wait := start.account.seconds_to_wait:
            start.timer = self.call_later(min(wait, MOST_LATE_SECONDS), run, context=NOBODY)
        else:
            run()

    def _give_turn(self, account: Account) -> None:
        used = account.used
        waits = not account.answering or used >= HEAVY_SECONDS
        cost = used if waits else account.answer_cost
        account.turn = next(self._turn_numbers)
        entry = QueueEntry(waits, round(cost, 3), account.turn, account, thread_time())
        heapq.heappush(self._guest_turns, entry)
        self._turns_by_age.append(entry)
        self._schedule_turns()

    def _schedule_turns(self) -> None:
        if self._guest_turns and not self._is_scheduled:
            self._is_scheduled = True
            super().call_soon(self._run_some, context=NOBODY)

    def _run_some(self) -> None:
        self._is_scheduled = False
        began = now = thread_time()
        try:
            if (account := self._longest_waiting(began)) is not None:
                now = self._run_first(account, now)
                self._no_long_wait_before = now + (now - began) / LONG_WAIT_SHARE
            account = self._next_guest()
            while account is not None and now - began < ROUND_SECONDS:
                now = self._run_first(account, now)
                account = self._next_guest()
        finally:
            self._schedule_turns()

    def _longest_waiting(self, now: float) -> Account | None:
        while self._turns_by_age and not self._turns_by_age[0].is_valid:
            self._turns_by_age.popleft()
        may_come = self._turns_by_age and now >= self._no_long_wait_before
        if may_come and now - self._turns_by_age[0].since > LONG_WAIT_SECONDS:
            return self._turns_by_age[0].account
        return None

    def _next_guest(self) -> Account | None:
        while self._guest_turns and not self._guest_turns[0].is_valid:
            heapq.heappop(self._guest_turns)
        return self._guest_turns[0].account if self._guest_turns else None

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
            account.charge(now - began)
            if account.steps:
                self._give_turn(account)
        return now
