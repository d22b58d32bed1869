"""Whether an app has caught up with its guest's input: the guest's account knows it meanwhile."""

from collections.abc import Callable

from manual_loop import Loop

from tui.hosting.cpu.guest_cpu import BURST_SECONDS, GuestCpu
from tui.hosting.cpu.scheduler import CpuScheduler
from tui.hosting.options import Limits
from tui.hosting.terminal.catching_up import DONE_TIMEOUT_SECONDS, CatchingUp


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


def worked(after: float | None) -> tuple[Loop, Drawn, GuestCpu, CatchingUp]:
    """An app that draws that late, the account of its guest, and who watches it."""
    loop = Loop()
    app = Drawn(loop, after)
    cpu = CpuScheduler(loop.real, Limits()).open("here")
    return loop, app, cpu, CatchingUp(loop.real, cpu, app.done)


def test_the_account_knows_while_somebody_waits_for_an_answer() -> None:
    loop, app, cpu, work = worked(0.5)
    assert not cpu.answering
    work.start(app.after_refresh)
    loop.run(0.4)
    assert cpu.answering
    loop.run(0.2)
    assert not cpu.answering


def test_work_is_measured_once_however_much_was_begun_meanwhile() -> None:
    loop, app, _, work = worked(0.5)
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


def test_an_app_that_never_says_so_is_done_after_a_while() -> None:
    loop, app, _, work = worked(None)
    work.start(app.after_refresh)
    loop.run(DONE_TIMEOUT_SECONDS - 0.01)
    assert work.busy
    loop.run(0.02)
    assert not work.busy
    assert app.caught_up == 1


def test_an_app_that_waits_for_its_turn_is_not_done() -> None:
    loop, app, cpu, work = worked(None)
    work.start(app.after_refresh)
    cpu.charge(BURST_SECONDS)
    loop.run(DONE_TIMEOUT_SECONDS + 0.1)
    assert cpu.weight
    assert work.busy
    loop.run(2 * BURST_SECONDS / Limits().work + 2 * DONE_TIMEOUT_SECONDS)
    assert not cpu.weight
    assert app.caught_up == 1


def test_an_answer_that_comes_too_late_counts_for_nothing() -> None:
    loop, app, _, work = worked(DONE_TIMEOUT_SECONDS + 1)
    work.start(app.after_refresh)
    loop.run(DONE_TIMEOUT_SECONDS + 2)
    assert app.caught_up == 1


def test_nothing_is_measured_after_closing() -> None:
    loop, app, _, work = worked(None)
    work.close()
    work.start(app.after_refresh)
    work.close()
    loop.run(2 * DONE_TIMEOUT_SECONDS)
    assert app.caught_up == 0


def test_the_apps_first_step_is_a_part_of_the_answer() -> None:
    _, app, cpu, work = worked(0.5)
    answering = []

    def give() -> int:
        answering.append(cpu.answering)
        return 1

    assert work.give(give, app) == 1
    assert answering == [True]
    assert cpu.answering


def test_bytes_that_are_no_input_ask_for_no_answer() -> None:
    _, app, cpu, work = worked(0.5)
    assert work.give(lambda: 0, app) == 0
    assert not cpu.answering
    work.give(lambda: 1, app)
    work.give(lambda: 0, app)
    assert cpu.answering
    assert app.asked == 1
