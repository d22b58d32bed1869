"""The program without the names that POSIX systems alone have; see without_posix in support."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE, patience

from tui.operating_system import has_shell, held_while_stopped, on_ending_signals

SUPPORT = Path(__file__).parent / "support"
ONE_FRAME = """
import without_posix
from tui.screen.app import ReplayApp
ReplayApp.on_ready = lambda app: (app.started(), app.call_later(app.action_suspend_process),
                                  app.set_timer(0.1, app.exit))
from tui.cli.on_screen import replay_on_screen
from tui.cli.streams import load
from tui.replay import ReplayOptions
replay_on_screen(load(("blinken-beijing",)), ReplayOptions(), **{options})
print("ended")
"""


def test_a_replay_on_screen_starts_refuses_ctrl_z_and_ends(tmp_path: Path) -> None:
    options = {"newest_first": False, "theme": "", "resume": False}
    done = subprocess.run(
        [sys.executable, "-c", ONE_FRAME.replace("{options}", repr(options))],
        env=os.environ
        | {
            "PYTHONPATH": str(SUPPORT),
            "HOME": str(tmp_path),
            "PYTHONWARNINGS": "ignore::UserWarning",  # of filelock, without a lock of either system
            "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended\n", "")


@pytest.mark.parametrize("name", ["getpgrp", "killpg"])
def test_without_process_groups_there_is_no_shell(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delattr(os, name, raising=False)
    assert not has_shell()


async def test_an_event_loop_without_signal_handlers_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def add_signal_handler(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", add_signal_handler)
    on_ending_signals(lambda _: None)


async def test_the_status_is_that_of_a_shell() -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Future[int]()
    on_ending_signals(ended.set_result)
    os.kill(os.getpid(), signal.SIGTERM)
    try:
        async with patience():
            assert await ended == 128 + signal.SIGTERM
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.remove_signal_handler(number)


STOPPED = """
import os, signal, time
from tui.operating_system import held_while_stopped
ticks = iter([10.0, 40.0, 41.0])
now = held_while_stopped(lambda: next(ticks))
if os.fork() == 0:
    parent = os.getppid()
    for number in (signal.SIGTSTP, signal.SIGCONT):
        os.kill(parent, number)
        time.sleep(0.3)
    os._exit(0)
os.wait()
print(now())
"""


def test_the_time_for_which_it_is_stopped_does_not_count() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout == "11.0\n"


def test_without_job_control_the_clock_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGTSTP", raising=False)

    def now() -> float:
        return 1.0

    assert held_while_stopped(now) is now
