"""The program without the names that POSIX systems alone have; see without_posix in support."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

from tui.operating_system import on_ending_signals

SUPPORT = Path(__file__).parent / "support"
ONE_FRAME = """
import without_posix
from tui.screen.app import ReplayApp
ReplayApp.on_ready = lambda app: (app.started(), app.call_later(app.action_suspend_process),
                                  app.set_timer(0.1, app.exit))
from tui.cli.on_screen import replay_on_screen
from tui.cli.options import GivenSources
from tui.replay import ReplayOptions
replay_on_screen(GivenSources().load(), ReplayOptions())
print("ended")
"""


def test_a_replay_on_screen_starts_refuses_ctrl_z_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_FRAME],
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


async def test_an_event_loop_without_signal_handlers_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def add_signal_handler(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", add_signal_handler)
    on_ending_signals(lambda _: None)
