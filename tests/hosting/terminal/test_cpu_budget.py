"""A guest who waits as long as asked keeps the host busy for their share of the time only."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manual_loop import Loop

from tui.hosting.terminal.cpu_budget import (
    BURST_SECONDS,
    DONE_TIMEOUT_SECONDS,
    IDLE_FRAME_SECONDS,
    CpuBudget,
    ProcessCpuBudget,
)


@given(st.lists(st.floats(0, 2), max_size=30), st.floats(0.01, 1))
def test_a_process_is_busy_for_its_share_at_most(costs: list[float], share: float) -> None:
    now, used = 0.0, 5.0  # of which the start is nobody's debt
    work = ProcessCpuBudget(share, lambda: now, lambda: used)
    for cost in costs:
        now += work.seconds_owed()
        used += cost
        now += cost
    now += work.seconds_owed()
    assert used - 5 <= share * now + BURST_SECONDS + 1e-6


def test_a_guest_who_does_little_never_waits() -> None:
    now, used = 0.0, 0.0
    work = ProcessCpuBudget(0.15, lambda: now, lambda: used)
    for _ in range(100):
        now, used = now + 0.1, used + 0.014
        assert work.seconds_owed() == 0


class Drawn:
    """An app that says `after` seconds later that it has drawn; None: it never says so."""

    def __init__(self, loop: Loop, after: float | None) -> None:
        self.asked = 0
        self.caught_up = 0
        self._loop = loop
        self._after = after

    def after_refresh(self, callback: Callable[[], None]) -> None:
        self.asked += 1
        if self._after is not None:
            self._loop.call_later(self._after, callback)

    def done(self) -> None:
        self.caught_up += 1


def worked(after: float | None, share: float = 0.1) -> tuple[Loop, Drawn, CpuBudget]:
    """A budget and an app that draws that late."""
    loop = Loop()
    app = Drawn(loop, after)
    return loop, app, CpuBudget(loop.real, share, app.done)


def test_the_frame_that_an_idle_app_waits_for_is_not_charged() -> None:
    loop, app, work = worked(IDLE_FRAME_SECONDS)
    for _ in range(1_000):
        work.start(app.after_refresh)
        loop.run(IDLE_FRAME_SECONDS)
    assert app.caught_up == 1_000
    assert work.seconds_to_wait == 0


def test_time_beyond_that_frame_is_charged() -> None:
    loop, app, work = worked(IDLE_FRAME_SECONDS + 0.7, share=0.1)
    work.start(app.after_refresh)
    loop.run(IDLE_FRAME_SECONDS + 0.7)
    assert work.seconds_to_wait == pytest.approx((0.7 - BURST_SECONDS) / 0.1)
    loop.run(1.0)
    assert work.seconds_to_wait == pytest.approx((0.7 - BURST_SECONDS) / 0.1 - 1.0)


def test_work_is_measured_once_however_much_was_begun_meanwhile() -> None:
    loop, app, work = worked(0.5)
    assert not work.busy
    work.start(app.after_refresh)
    loop.run(0.25)
    assert work.busy
    work.start(app.after_refresh)
    assert app.asked == 1
    loop.run(0.25)
    assert not work.busy
    assert app.caught_up == 1
    loop.run(2 * DONE_TIMEOUT_SECONDS)
    assert app.caught_up == 1


def test_an_app_that_never_says_so_is_done_after_a_while_and_counts_once() -> None:
    loop, app, work = worked(None, share=0.1)
    work.start(app.after_refresh)
    loop.run(DONE_TIMEOUT_SECONDS - 0.01)
    assert work.busy
    loop.run(0.02)
    assert not work.busy
    assert app.caught_up == 1
    assert work.seconds_to_wait == pytest.approx(
        (DONE_TIMEOUT_SECONDS - IDLE_FRAME_SECONDS - BURST_SECONDS) / 0.1 - 0.01
    )


def test_an_answer_that_comes_too_late_counts_for_nothing() -> None:
    loop, app, work = worked(DONE_TIMEOUT_SECONDS + 1)
    work.start(app.after_refresh)
    loop.run(DONE_TIMEOUT_SECONDS + 2)
    assert app.caught_up == 1


def test_nothing_is_measured_after_closing() -> None:
    loop, app, work = worked(None)
    work.close()
    work.start(app.after_refresh)
    work.close()
    loop.run(2 * DONE_TIMEOUT_SECONDS)
    assert app.caught_up == 0


def test_processor_time_is_paid_for_once() -> None:
    now, used = 10.0, 3.0
    work = ProcessCpuBudget(0.1, lambda: now, lambda: used)
    assert work.seconds_owed() == 0, "the start is nobody's debt"
    used = 3.0 + BURST_SECONDS + 0.2
    assert work.seconds_owed() == pytest.approx(2.0)
    assert work.seconds_owed() == pytest.approx(2.0)
    now = 11.0
    assert work.seconds_owed() == pytest.approx(1.0)
