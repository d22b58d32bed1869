"""One guest's work keeps the others waiting for a step of it at most."""

import socket
from collections.abc import Callable
from contextvars import Context

import pytest
from virtual_time import VirtualLoop

from tui.hosting import turns
from tui.hosting.turns import Account, TurnsLoop, context_of

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
    """The context of a guest who has used so much, lately or for the present answer."""
    account = Account(SHARE, loop.time)
    if answering:
        loop.answer(account)
    account.charge(used)
    return context_of(account)


def test_answers_come_first_and_of_these_the_cheapest() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        loop.call_soon(ran.append, "tick", context=guest(loop))
        for name, used in (("dear", 0.02), ("cheap", 0.001), ("middle", 0.005)):
            loop.call_soon(ran.append, name, context=guest(loop, used, answering=True))

    assert order(schedule) == ["cheap", "middle", "dear", "tick"]


def test_other_work_comes_by_what_each_guest_has_used() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        for name, used in (("most", 0.4), ("least", 0.01), ("middle", 0.1)):
            loop.call_soon(ran.append, name, context=guest(loop, used))

    assert order(schedule) == ["least", "middle", "most"]


def test_of_guests_who_join_together_the_first_is_drawn_first() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def step(name: str, left: int) -> None:
            ran.append(name)
            if left:
                loop.call_soon(step, name, left - 1, context=contexts[name])

        contexts = {name: guest(loop) for name in ("first", "second")}
        for name in reversed(contexts):
            loop.call_soon(step, name, 2, context=contexts[name])

    assert order(schedule) == ["first"] * 3 + ["second"] * 3


def test_work_of_nobody_waits_for_no_guest_and_a_round_of_guests_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cpu = 0.0
    monkeypatch.setattr(turns, "thread_time", lambda: cpu)
    client, host = socket.socketpair()

    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def work(name: str) -> None:
            nonlocal cpu
            cpu += turns.ROUND_SECONDS
            ran.append(name)
            loop.call_soon(ran.append, "nobody's", context=Context())
            client.send(name.encode())

        loop.add_reader(host, lambda: ran.append(f"read {host.recv(1).decode()}"))
        for name in "ab":
            loop.call_soon(work, name, context=guest(loop))

    with client, host:
        ran = order(schedule)
        assert [name for name in ran if "read" not in name] == ["a", "nobody's", "b", "nobody's"]
        assert ran.index("read a") < ran.index("read b")


def test_the_tick_of_who_has_used_too_much_comes_later_but_comes() -> None:
    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        for used in (turns.BURST_SECONDS + 0.1, 1000.0):
            account = Account(SHARE, loop.time)
            account.charge(used)
            loop.start_in(0, account, lambda: ran.append(f"{loop.time():.1f}"))
        loop.start_in(0, account, lambda: ran.append("never")).cancel()

    assert order(schedule) == ["1.0", f"{turns.MOST_LATE_SECONDS:.1f}"]


def test_guests_who_type_without_end_do_not_starve_a_newcomer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cpu, steps = 0.0, 400
    monkeypatch.setattr(turns, "thread_time", lambda: cpu)

    def schedule(loop: TurnsLoop, ran: list[str]) -> None:
        def work(name: str, account: Account) -> None:
            nonlocal cpu
            cpu += 0.005
            ran.append(name)
            account.answering = False
            begin(name, account)

        def begin(name: str, account: Account) -> None:
            if name == "typing":
                loop.answer(account)
            if len(ran) < steps:
                loop.call_soon(work, name, account, context=context_of(account))

        for name in (*["typing"] * 10, "newcomer"):
            begin(name, Account(SHARE, lambda: cpu))

    ran = order(schedule)
    assert ran.count("newcomer") > steps / 15
