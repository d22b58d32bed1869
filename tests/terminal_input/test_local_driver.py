"""A replay on a pseudo terminal can always be ended, and gives the terminal back."""

import fcntl
import os
import select
import signal
import struct
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
from patience import looks
from pseudo_terminal import COMMAND, OnTerminal, on_terminal
from textual import events

from tui.terminal_input.local_driver import LocalDriver
from tui.terminal_input.writer import WAITING_BYTES, TerminalWriter

PAUSE = 0.05


class Replay(OnTerminal):
    """A replay that a shell has started on its terminal."""

    def __init__(self, home: Path, there: OnTerminal) -> None:
        super().__init__(there.pid, there.terminal)
        self._home = home

    def kill(self, number: signal.Signals) -> None:
        os.kill(int((self._home / "pid").read_text()), number)

    def fill(self) -> None:
        """Waits until the terminal takes no more, as nobody reads it."""
        last, looking = -1, looks(lambda: f"{last} unread bytes")
        while (unread := self._unread()) != last or not unread:
            last = unread
            next(looking)
            select.select([], [], [], 0.5)

    def _unread(self) -> int:
        answer = fcntl.ioctl(self.terminal, termios.FIONREAD, b"\0" * 4)
        return int(struct.unpack("i", answer)[0])

    def ended(self) -> bool:
        try:
            os.kill(int((self._home / "pid").read_text()), 0)
        except ProcessLookupError:
            return True
        return False

    def end_unread(self) -> None:
        """Waits for the end, and reads nothing meanwhile."""
        looking = looks(lambda: "a program that has not ended")
        while not self.ended():
            next(looking)
            select.select([], [], [], PAUSE)

    @property
    def is_raw(self) -> bool:
        return not termios.tcgetattr(self.terminal)[3] & termios.ICANON


@contextmanager
def replay(
    home: Path, options: str = "", *, columns: int = 100, rows: int = 30
) -> Iterator[Replay]:
    line = f"sh -c 'echo $$ > ~/pid; exec {COMMAND} replay {options}'; echo status $?; read -r end"
    with on_terminal("/bin/sh", "-c", line, home=home, size=(columns, rows)) as opened:
        there = Replay(home, opened)
        there.see(b"quit")
        there.send(b"z")  # answered after the handlers of signals are set
        there.see(b"Beijing")
        yield there


@pytest.mark.parametrize(
    ("signals", "end"),
    [
        (["SIGCONT"], "q"),
        (["SIGCONT"], "SIGTERM"),
        (["SIGSTOP", "SIGCONT"], "SIGHUP"),
        (["SIGCONT"] * 5, "q"),
    ],
)
def test_a_continued_replay_can_be_ended(tmp_path: Path, signals: list[str], end: str) -> None:
    with replay(tmp_path, "--paused --at 10:26") as there:
        for name in signals:
            there.kill(signal.Signals[name])
        there.see(b"\x1b[?1049h")
        there.see(b"quit")
        if end == "q":
            there.send(b"q")
            there.see(b"status 0")
        else:
            there.kill(signal.Signals[end])
            there.see(b"status %d" % (128 + signal.Signals[end]))
        assert not there.is_raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_replay_whose_terminal_has_stopped_reading(
    tmp_path: Path, number: signal.Signals
) -> None:
    with replay(tmp_path, "--speed 600 --loop", columns=160, rows=50) as there:
        there.fill()
        there.kill(number)
        there.end_unread()
        assert not there.is_raw
        there.see(b"\x1b[?1049l")


def test_a_terminal_that_reads_again_shows_the_page_as_it_is_then(tmp_path: Path) -> None:
    with replay(tmp_path, "--speed 600 --loop", columns=160, rows=50) as there:
        there.fill()
        there.see(b"quit")
        there.send(b"q")
        there.see(b"status 0")


def test_a_replay_ends_with_its_terminal() -> None:
    read, write = os.pipe()
    os.close(read)
    writer = TerminalWriter(write, lambda: None)
    writer.write(b"frame")
    writer.finish(b"end")
    os.close(write)


def test_frames_are_left_out_while_too_many_bytes_wait_and_a_whole_one_is_asked_for() -> None:
    read, write = os.pipe()
    caught_up = Event()
    writer = TerminalWriter(write, caught_up.set)
    frame = b"x" * (WAITING_BYTES + 1)
    copied = b"\x1b]52;c;QQ==\a"
    for _ in range(4):
        writer.write(frame)
    writer.write(copied)
    read_bytes = b""
    while (comes := select.select([read], [], [], PAUSE)[0]) or not caught_up.is_set():
        if comes:
            read_bytes += os.read(read, 1 << 16)
    assert read_bytes.count(copied) == 1
    read_bytes = read_bytes.replace(copied, b"")
    assert set(read_bytes) == {ord("x")}
    assert len(read_bytes) % len(frame) == 0
    assert len(read_bytes) < 4 * len(frame)
    writer.finish(b"end")
    assert os.read(read, 10) == b"end"
    os.close(read)
    os.close(write)


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
    driver._input, driver._end_of_input = terminal, os.pipe()
    monkeypatch.setattr(driver, "process_message", keys.put)
    driver._reader = Thread(target=driver.run_input_thread, daemon=True)
    driver._reader.start()
    for data, key in ((b"a", "a"), (b"\x1b", "escape")):
        os.write(typed, data)
        pressed = keys.get(timeout=30)
        assert isinstance(pressed, events.Key)
        assert pressed.key == key
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    driver.disable_input()
    assert not driver._reader.is_alive()
    first, after_a, *after_escape, last = waits
    assert (first, after_a, last) == (None, None, None)
    assert all(after_escape), "an Escape may begin a sequence, so the wait has a limit"
    driver.disable_input()
    os.close(terminal)
    os.close(typed)
