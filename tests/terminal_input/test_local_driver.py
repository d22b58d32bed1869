"""The driver of this terminal, where it differs from Textual's."""

import asyncio
import os
import select
import threading
from collections.abc import Sequence
from queue import Queue

import pytest
from textual import events
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


def test_nothing_but_input_and_the_end_wakes_the_thread_that_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float | None] = []
    keys: Queue[object] = Queue()
    terminal, typed = os.pipe()
    original = select.select

    def waiting(
        readable: Sequence[int], _: Sequence[int], __: Sequence[int], wait: float | None
    ) -> tuple[list[int], list[int], list[int]]:
        waits.append(wait)
        return original(readable, [], [], wait)

    monkeypatch.setattr(select, "select", waiting)
    driver = LocalDriver.__new__(LocalDriver)
    driver.fileno, driver.exit_event, driver._mouse = terminal, threading.Event(), False
    driver._end_of_input = os.pipe()
    monkeypatch.setattr(driver, "process_message", keys.put)
    driver._key_thread = threading.Thread(target=driver.run_input_thread, daemon=True)
    driver._key_thread.start()
    for data, key in ((b"a", "a"), (b"\x1b", "escape")):
        os.write(typed, data)
        pressed = keys.get(timeout=30)
        assert isinstance(pressed, events.Key)
        assert pressed.key == key
    driver.disable_input()
    assert not driver._key_thread.is_alive()
    first, after_a, *after_escape, last = waits
    assert (first, after_a, last) == (None, None, None)
    assert all(after_escape), "an Escape may begin a sequence, so the wait has a limit"
    driver.disable_input()
    os.close(terminal)
    os.close(typed)
