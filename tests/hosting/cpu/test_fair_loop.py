"""One guest's work keeps the others waiting for a step of it at most."""

import asyncio
import gc
import weakref
from collections.abc import Callable
from contextvars import Context

import pytest
from guest_context import context_of

from tui.hosting.cpu import fair_loop
from tui.hosting.cpu.fair_loop import ANSWERS_SHARE, FairEventLoop
from tui.hosting.cpu.guest_cpu import LIGHT_SECONDS, TASK_SECONDS, GuestCpu
from tui.hosting.cpu.metering import charged
from tui.hosting.rate_limit import TokenBucket


def guest(used: float = 0.0, *, answering: bool = False) -> Context:
    """The context of a guest who has used so much lately."""
    cpu = GuestCpu(TokenBucket(1e-9, 1.0, lambda: 0.0), None, lambda: 0.0)
    cpu.charge(used)
    cpu.answering = answering
    return context_of(cpu)


def account(context: Context) -> GuestCpu:
    """The account of the guest whose context this is."""
    cpu = context[charged]
    assert cpu is not None
    return cpu


HEAVY = 2 * LIGHT_SECONDS


def rounds(*contexts: Context) -> list[int]:
    """The rounds of the loop in which the callbacks run that were scheduled in these contexts."""
    loop = FairEventLoop()
    at: dict[int, int] = {}
    number = 0

    def note(which: int) -> None:
        at[which] = number

    def next_round() -> None:
        nonlocal number
        number += 1
        if len(at) == len(contexts):
            loop.stop()
        else:
            loop.call_soon(next_round)

    for which, context in enumerate(contexts):
        loop.call_soon(note, which, context=context)
    loop.call_soon(next_round)
    loop.run_forever()
    loop.close()
    return [at[which] for which in range(len(contexts))]


def test_what_belongs_to_nobody_and_answers_to_keys_run_in_one_round() -> None:
    assert rounds(Context(), guest(answering=True), Context(), guest(answering=True)) == [0] * 4


def test_of_all_other_work_a_step_runs_in_each_round_in_its_order() -> None:
    assert rounds(guest(), guest(), guest(), guest(answering=True)) == [0, 1, 2, 0]


def test_the_keys_of_who_has_used_much_wait_with_others_of_that_kind() -> None:
    first, second, third = rounds(
        guest(HEAVY, answering=True), guest(HEAVY, answering=True), guest(answering=True)
    )
    assert (first, third) == (0, 0)
    assert second > 0


def test_of_those_who_have_used_much_who_has_used_the_least_comes_first() -> None:
    most, least, middle = rounds(guest(4 * HEAVY), guest(2 * HEAVY), guest(3 * HEAVY))
    assert least < middle < most


class Clock:
    """The thread's CPU time, which goes on when told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(fair_loop, "thread_time", lambda: self.now)

    def work(self, seconds: float) -> None:
        self.now += seconds


def order(schedule: Callable[[FairEventLoop, list[str]], None]) -> list[str]:
    """The names that callbacks have added to the list when nothing is left to run."""
    loop = FairEventLoop()
    ran: list[str] = []
    schedule(loop, ran)
    loop.call_later(0.1, loop.stop)
    loop.run_forever()
    loop.close()
    return ran


def test_of_answers_those_of_who_has_used_the_least_come_first() -> None:
    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        for name, used in (("most", 0.015), ("least", 0.001), ("middle", 0.005)):
            loop.call_soon(ran.append, name, context=guest(used, answering=True))

    assert order(schedule) == ["least", "middle", "most"]


def test_a_long_answer_lets_a_short_one_pass_before_its_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)

    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        long = guest(answering=True)

        def begin() -> None:
            ran.append("long begins")
            account(long).charge(LIGHT_SECONDS / 2)
            clock.work(LIGHT_SECONDS / 2)
            loop.call_soon(ran.append, "nobody's", context=Context())

        loop.call_soon(begin, context=long)
        loop.call_soon(ran.append, "long ends", context=long)
        loop.call_soon(ran.append, "short", context=guest(answering=True))

    assert order(schedule) == ["long begins", "nobody's", "short", "long ends"]


def test_the_steps_of_one_guest_run_in_order_whatever_was_used_between() -> None:
    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        now = 0.0
        cpu = GuestCpu(TokenBucket(1.0, 1.0, lambda: now), None, lambda: now)
        context = context_of(cpu)
        cpu.answering = True
        cpu.charge(LIGHT_SECONDS / 2)
        loop.call_soon(ran.append, "first", context=context)
        now = 1.0  # all that was used is long ago
        loop.call_soon(ran.append, "second", context=context)

    assert order(schedule) == ["first", "second"]


def test_other_work_waits_for_answers_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    monkeypatch.setattr(fair_loop, "ANSWERS_FIRST_SECONDS", 4.0)

    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        key = guest(answering=True)

        def answer(steps: int) -> None:
            ran.append("answer")
            clock.work(1.0)
            if steps:
                loop.call_soon(answer, steps - 1, context=key)

        def other(name: str) -> None:
            ran.append(name)
            clock.work(1.0)

        loop.call_soon(other, "tick", context=guest())
        loop.call_soon(other, "join", context=guest())
        loop.call_soon(answer, 15, context=key)

    again = 4 + round(ANSWERS_SHARE)
    answers = ["answer"] * 16
    expected = [*answers[:4], "tick", *answers[:again], "join", *answers[4 + again :]]
    assert order(schedule) == expected


def test_a_guest_whose_tick_waits_comes_first_with_a_key() -> None:
    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        for name in "ab":
            loop.call_soon(ran.append, name, context=guest())
        context = guest()
        loop.call_soon(ran.append, "tick", context=context)
        account(context).answering = True
        loop.call_soon(ran.append, "key", context=context)

    assert order(schedule) == ["tick", "key", "a", "b"]


def test_the_work_of_a_tick_comes_first_as_soon_as_a_key_is_there() -> None:
    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        for name in "ab":
            loop.call_soon(ran.append, name, context=guest())
        context = guest()
        loop.call_soon(ran.append, "tick", context=context)
        account(context).answering = True  # the app takes the key when the tick's step is done

    assert order(schedule) == ["tick", "a", "b"]


def test_an_answer_that_begins_tasks_lets_those_pass_that_begin_none() -> None:
    async def widget() -> None:
        pass

    def schedule(loop: FairEventLoop, ran: list[str]) -> None:
        box, key = guest(answering=True), guest(TASK_SECONDS / 2, answering=True)

        def begin() -> None:
            ran.append("box begins")
            tasks.append(loop.create_task(widget()))
            loop.call_soon(ran.append, "key", context=key)

        loop.call_soon(begin, context=box)
        loop.call_soon(ran.append, "box is laid out", context=box)

    tasks: list[asyncio.Task[None]] = []
    assert order(schedule) == ["box begins", "key", "box is laid out"]


def test_a_cancelled_step_takes_nobodys_turn() -> None:
    loop = FairEventLoop()
    ran: list[str] = []
    loop.call_soon(ran.append, "a", context=guest()).cancel()
    loop.call_soon(ran.append, "b", context=guest())
    loop.call_soon(lambda: loop.call_soon(loop.stop))
    loop.run_forever()
    loop.close()
    assert ran == ["b"]


@pytest.mark.parametrize("used", [0.0, HEAVY])
def test_a_step_that_fails_is_reported_and_the_next_one_runs(used: float) -> None:
    loop = FairEventLoop()
    reported: list[object] = []
    ran: list[str] = []
    loop.set_exception_handler(lambda _, told: reported.append(told["exception"]))

    def fail() -> None:
        raise ValueError("no")

    loop.call_soon(fail, context=guest(used))
    loop.call_soon(ran.append, "b", context=guest(used))
    loop.call_later(0.2, loop.stop)
    loop.run_forever()
    loop.close()
    assert [type(each) for each in reported] == [ValueError]
    assert ran == ["b"]


def test_heavy_guests_leave_half_of_the_time_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = FairEventLoop()
    pauses: list[float] = []
    later = loop.call_later

    def noting(delay: float, callback: Callable[..., object], **options: object) -> object:
        pauses.append(delay)
        return later(0, callback)

    monkeypatch.setattr(loop, "call_later", noting)
    for _ in range(3):
        loop.call_soon(sum, range(300_000), context=guest(HEAVY))
    later(0.5, loop.stop)
    loop.run_forever()
    loop.close()
    assert len(pauses) == 2
    assert min(pauses) > 0.0005, "about as long as the step took"


def test_textuals_task_factory_is_not_taken() -> None:
    loop = FairEventLoop()
    loop.set_task_factory(asyncio.eager_task_factory)
    assert loop.get_task_factory() is None
    loop.close()


def test_a_cancelled_task_of_a_guest_is_freed_without_the_garbage_collector() -> None:
    class Kept:
        """What the task works with."""

    async def work(kept: Kept) -> None:
        await asyncio.Event().wait()

    async def leave() -> weakref.ref[Kept]:
        kept = Kept()
        context = guest()
        task = asyncio.get_running_loop().create_task(work(kept), context=context)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        return weakref.ref(kept)

    gc.collect()
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=FairEventLoop) as runner:
            assert runner.run(leave())() is None
    finally:
        gc.enable()
