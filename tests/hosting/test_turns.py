"""One guest's work keeps the others waiting for a step of it at most."""

from collections.abc import Callable
from contextvars import Context
from functools import partial

import pytest
from virtual_time import VirtualLoop

from tui.hosting import turns
from tui.hosting.turns import (
    BURST_SECONDS,
    GROUP_SECONDS,
    MOST_LATE_SECONDS,
    Account,
    TurnsLoop,
    context_of,
)

SHARE = 0.1


def order(schedule: Callable[[TurnsLoop, list[str]], None]) -> list[str]:
    """The names that callbacks have added to the list when nothing is left to run."""
    loop, ran = VirtualLoop(), list[str]()
    schedule(loop, ran)
    loop.call_later(60, loop.stop)
    loop.run_forever()
    loop.close()
    return ran


def guest(loop: TurnsLoop, used: float = 0.0, *, answering: bool = False) -> Context:
    """The context of a guest who has used so much."""
    account = Account(SHARE, loop.time)
    account.charge(used)
    if answering:
        loop.answer(account)
    return context_of(account)


def test_who_has_used_least_comes_first_and_answers_before_other_work() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        for name, used in (("most", 0.4), ("least", 0.01), ("middle", 0.1)):
            loop.call_soon(ran.append, name, context=guest(loop, used))
        for name, used in (("dear", 0.02), ("cheap", 0.001), ("heavy", 0.2)):
            loop.call_soon(ran.append, f"{name} answer", context=guest(loop, used, answering=True))

    assert order(schedule) == [
        *("cheap answer", "dear answer", "least", "middle", "heavy answer", "most")
    ]


def test_neither_answers_nor_a_long_rest_keep_others_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cpu = 0.0
    monkeypatch.setattr(turns, "thread_time", lambda: cpu)

    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def work(name: str, left: int, context: Context) -> None:
            nonlocal cpu
            cpu += 0.03
            ran.append(name)
            if left:
                loop.call_soon(work, name, left - 1, context, context=context)
            if name == "typing" and left == 3:  # this guest was idle all the time
                late = guest(loop)
                loop.call_soon(work, "late", 2, late, context=late)

        typing, other = guest(loop, answering=True), guest(loop)
        loop.call_soon(work, "typing", 5, typing, context=typing)
        loop.call_soon(work, "other", 2, other, context=other)

    ran = order(schedule)
    assert ran[:3] == ["typing", "typing", "other"]
    assert ran.index("late") < 6
    assert "late late late" not in " ".join(ran)


def test_work_of_nobody_waits_for_no_guest_and_a_round_of_guests_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cpu = 0.0
    monkeypatch.setattr(turns, "thread_time", lambda: cpu)

    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def work(name: str) -> None:
            nonlocal cpu
            cpu += turns.ROUND_SECONDS
            ran.append(name)
            loop.call_soon(ran.append, "nobody's", context=Context())

        for name in "ab":
            loop.call_soon(work, name, context=guest(loop))

    assert order(schedule) == ["a", "nobody's", "b", "nobody's"]


def test_ticks_come_together_and_one_starts_in_a_round() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def note(name: str) -> None:
            ran.append(f"{name} {loop.time():.2f}")
            loop.call_soon(ran.append, "round", context=Context())

        for name, seconds in (("a", 0.95), ("b", 0.91), ("late", 1.05), ("soon", 0.05)):
            loop.start_in(seconds, Account(SHARE, loop.time), partial(note, name))

    group = f"{10 * GROUP_SECONDS:.2f}"
    assert order(schedule) == [
        *("soon 0.05", "round"),
        *(f"a {group}", "round", f"b {group}", "round"),
        *("late 1.10", "round"),
    ]


def test_the_tick_of_who_has_used_too_much_comes_later_but_comes() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        for used in (BURST_SECONDS + 0.1, 1000.0):
            account = Account(SHARE, loop.time)
            account.charge(used)
            loop.start_soon(account, lambda: ran.append(f"{loop.time():.1f}"))
        loop.start_soon(account, lambda: ran.append("never")).cancel()

    assert order(schedule) == ["1.0", f"{MOST_LATE_SECONDS:.1f}"]
