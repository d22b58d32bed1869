"""Ticks come in groups, and in a group start one after the other, with pauses between."""

import itertools
from contextvars import Context
from functools import partial

import pytest
from guest_context import context_of
from manual_loop import Loop

from tui.hosting.cpu.fair_loop import FairEventLoop
from tui.hosting.cpu.guest_cpu import BURST_SECONDS, GuestCpu
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.cpu.ticks import (
    GROUP_SECONDS,
    LEAST_GROUPED_SECONDS,
    LOOK_SPACING_SECONDS,
    MAX_TICK_DELAY_SECONDS,
    PAUSE_SECONDS,
    TICKS_AT_ONCE,
)
from tui.hosting.options import Limits


class Hall:
    """Guests whose ticks note when they start."""

    def __init__(self) -> None:
        self.loop = Loop()
        self.scheduler = CpuScheduler(self.loop.real, Limits(work=0.1, address_work=0))
        self.started: list[tuple[str, float]] = []

    def guest(self) -> GuestCpu:
        return self.scheduler.open("here")

    def tick_in(self, seconds: float, name: str, cpu: GuestCpu | None = None) -> object:
        return self.scheduler.ticks.after(
            seconds, cpu or self.guest(), lambda: self.started.append((name, self.loop.now))
        )

    def look(self, name: str, cpu: GuestCpu | None = None) -> object:
        return self.scheduler.ticks.look(
            cpu or self.guest(), lambda: self.started.append((name, self.loop.now))
        )


def test_a_lone_tick_starts_with_the_next_group_after_it_is_due() -> None:
    hall = Hall()
    due, group = 5.5 * GROUP_SECONDS, 6 * GROUP_SECONDS
    hall.tick_in(due, "a")
    hall.loop.run(due)
    assert not hall.started
    hall.loop.run(GROUP_SECONDS)
    ((_, at),) = hall.started
    assert at == pytest.approx(group)


def test_a_tick_that_is_wanted_soon_starts_when_it_is_due() -> None:
    hall = Hall()
    soon = 0.99 * LEAST_GROUPED_SECONDS
    hall.tick_in(soon, "a")
    hall.loop.run(1)
    assert hall.started == [("a", soon)]


def test_the_clocks_of_many_guests_wake_the_worker_seldom() -> None:
    hall = Hall()
    guests, seconds = 50, 60

    def start(number: int, second: int) -> None:
        hall.started.append((f"guest {number}", hall.loop.now))
        wanted = second + 1 + number / guests  # the next second of the guest's own clock
        hall.scheduler.ticks.after(
            wanted - hall.loop.now, hall.guest(), partial(start, number, second + 1)
        )

    for number in range(guests):
        hall.scheduler.ticks.after(1 + number / guests, hall.guest(), partial(start, number, 1))
    hall.loop.run(seconds + 1)
    assert len(hall.started) >= guests * (seconds - 1)
    awake = {round(at, 6) for _, at in hall.started}
    assert len(awake) <= (seconds + 1) / GROUP_SECONDS + len(hall.started) / TICKS_AT_ONCE
    of_one = [at for name, at in hall.started if name == "guest 7"]
    gaps = [later - earlier for earlier, later in itertools.pairwise(of_one)]
    assert gaps == pytest.approx([1.0] * len(gaps), abs=PAUSE_SECONDS), "a clock goes regularly"


def test_many_ticks_due_at_the_same_moment_pause_now_and_then() -> None:
    hall = Hall()
    for number in range(3 * TICKS_AT_ONCE):
        hall.tick_in(1.0, str(number))
    hall.loop.run(2)
    assert [name for name, _ in hall.started] == [str(n) for n in range(3 * TICKS_AT_ONCE)]
    pauses = [n // TICKS_AT_ONCE * PAUSE_SECONDS for n in range(3 * TICKS_AT_ONCE)]
    assert [at for _, at in hall.started] == pytest.approx([1 + pause for pause in pauses])


def test_what_else_is_to_be_done_comes_between_ticks_due_at_the_same_moment() -> None:
    hall = Hall()

    def start(name: str) -> None:
        hall.started.append((name, hall.loop.now))
        hall.loop.call_soon(hall.started.append, ("key", hall.loop.now))

    for name in "abc":
        hall.scheduler.ticks.after(1.0, hall.guest(), partial(start, name))
    hall.loop.run(2)
    assert [name for name, _ in hall.started] == ["a", "key", "b", "key", "c", "key"]


def test_the_next_tick_does_not_wait_for_a_turn_of_the_guest_before() -> None:
    loop = FairEventLoop()
    scheduler = CpuScheduler(loop, Limits())
    order: list[str] = []

    def context() -> Context:
        return context_of(scheduler.open("here"))

    for _ in range(9):
        loop.call_soon(order.append, "step", context=context())
    for name in "ab":
        start = partial(order.append, name)
        context().run(scheduler.ticks.after, 0.0, scheduler.open("here"), start)
    loop.call_soon(loop.stop, context=context())
    loop.run_forever()
    loop.close()
    assert "b" in order[: order.index("a") + 3]


def test_looks_at_the_room_start_at_once_one_after_the_other() -> None:
    hall = Hall()
    for name in "abc":
        hall.look(name)
    assert hall.started == [("a", 0.0)]
    hall.loop.run(2)
    assert [name for name, _ in hall.started] == ["a", "b", "c"]
    starts = [number * LOOK_SPACING_SECONDS for number in range(3)]
    assert [at for _, at in hall.started] == pytest.approx(starts)


def test_a_look_waits_for_no_tick_that_is_due_and_for_no_pause_of_many() -> None:
    hall = Hall()
    for number in range(20 * TICKS_AT_ONCE):
        hall.tick_in(1.0, f"tick {number}")
    hall.loop.run(1.0)
    assert len(hall.started) == TICKS_AT_ONCE, "the ticks pause"
    for number in range(TICKS_AT_ONCE):
        hall.look(f"look {number}")
    hall.loop.run(1.0)
    at_press = hall.started[TICKS_AT_ONCE : 2 * TICKS_AT_ONCE + 2]
    assert sum(name.startswith("look") for name, _ in at_press) == TICKS_AT_ONCE
    spacings = (len(at_press) - 1) * LOOK_SPACING_SECONDS
    latest = 1.0 + PAUSE_SECONDS + spacings
    assert at_press[-1][1] < latest + LOOK_SPACING_SECONDS / 2


def test_presses_one_after_the_other_stop_no_clock() -> None:
    hall = Hall()

    def look_again() -> None:
        hall.started.append(("look", hall.loop.now))
        hall.loop.call_soon(hall.scheduler.ticks.look, hall.guest(), look_again)

    for _ in range(2):
        hall.scheduler.ticks.look(hall.guest(), look_again)
    for number in range(10):
        hall.tick_in(0.0, f"tick {number}")
    hall.loop.run(11 * TICKS_AT_ONCE * LOOK_SPACING_SECONDS)
    names = {name for name, _ in hall.started}
    assert {f"tick {number}" for number in range(10)} < names


def test_a_tick_that_is_not_wanted_any_more_takes_nobodys_time() -> None:
    hall = Hall()
    ticks = [hall.scheduler.ticks.after(1.0, hall.guest(), lambda: None) for _ in range(2)]
    hall.tick_in(1.0, "c")
    ticks[0].cancel()
    hall.loop.run(1.0)
    ticks[1].cancel()
    hall.loop.run()
    assert [name for name, _ in hall.started] == ["c"]


def test_the_ticks_of_a_guest_who_has_used_too_much_come_late_but_come() -> None:
    hall = Hall()
    debtor, ruined = hall.guest(), hall.guest()
    debtor.charge(BURST_SECONDS + 0.1)
    ruined.charge(1000)
    hall.tick_in(0.0, "debtor", debtor)
    hall.tick_in(0.0, "ruined", ruined)
    hall.tick_in(0.0, "guest")
    hall.loop.run(0.5)
    assert [name for name, _ in hall.started] == ["guest"]
    hall.loop.run(MAX_TICK_DELAY_SECONDS)
    assert [name for name, _ in hall.started] == ["guest", "debtor", "ruined"]
