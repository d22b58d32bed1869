"""Ticks start one after the other, however many are due at the same moment."""

import pytest
from manual_loop import Loop

from tui.hosting.cpu.guest_cpu import BURST_SECONDS, GuestCpu
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.cpu.ticks import (
    LOOK_SPACING_SECONDS,
    MAX_TICK_DELAY_SECONDS,
    TICK_SPACING_SECONDS,
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


def test_a_lone_tick_starts_when_it_is_due() -> None:
    hall = Hall()
    hall.tick_in(0.5, "a")
    hall.loop.run(0.49)
    assert not hall.started
    hall.loop.run(0.02)
    assert hall.started == [("a", 0.5)]


def test_ticks_due_at_the_same_moment_start_one_after_the_other() -> None:
    hall = Hall()
    for name in "abc":
        hall.tick_in(1.0, name)
    hall.loop.run(2)
    assert [name for name, _ in hall.started] == ["a", "b", "c"]
    starts = [at for _, at in hall.started]
    assert starts == pytest.approx([1 + n * TICK_SPACING_SECONDS for n in range(3)])


def test_looks_at_the_room_start_at_once_one_after_the_other_and_a_tick_in_its_turn() -> None:
    hall = Hall()
    for name in "ab":
        hall.look(name)
    hall.tick_in(0.0, "tick")
    hall.loop.run()
    assert hall.started == [("a", 0.0)]
    hall.look("c")
    hall.loop.run(2)
    assert [name for name, _ in hall.started] == ["a", "b", "tick", "c"]
    spacings = (0, LOOK_SPACING_SECONDS, LOOK_SPACING_SECONDS, TICK_SPACING_SECONDS)
    starts = [at for _, at in hall.started]
    assert starts == pytest.approx([sum(spacings[: n + 1]) for n in range(4)])


def test_a_tick_that_is_not_wanted_any_more_takes_nobodys_time() -> None:
    hall = Hall()
    ticks = [hall.scheduler.ticks.after(1.0, hall.guest(), lambda: None) for _ in range(2)]
    hall.tick_in(1.0, "c")
    ticks[0].cancel()
    hall.loop.run(1.0)
    ticks[1].cancel()
    hall.loop.run(2 * TICK_SPACING_SECONDS)
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
