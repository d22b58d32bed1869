"""The driver of this terminal, where it differs from Textual's."""

import asyncio

import pytest
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_input.local_driver import LocalDriver


async def test_a_stop_from_outside_waits_for_the_end_of_a_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(LinuxDriver, "_sigtstp_application", lambda driver: stopped.append("stop"))
    driver = LocalDriver.__new__(LocalDriver)
    driver._auto_restart, driver._loop = True, asyncio.get_running_loop()
    driver._sigtstp_application()
    assert not stopped, "this code could hold the lock that leaving the terminal needs"
    await asyncio.sleep(0)
    assert stopped == ["stop"]
    driver._auto_restart = False
    driver._sigtstp_application()
    assert stopped == ["stop", "stop"]
