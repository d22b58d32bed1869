"""A replay on a pseudo terminal can always be ended, and gives the terminal back."""

import fcntl
import os
import select
import signal
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from patience import looks
from pseudo_terminal import COMMAND, OnTerminal, on_terminal

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


def test_a_terminal_that_reads_again_shows_the_page_as_it_is_then(tmp_path: Path) -> None:
    with replay(tmp_path, "--speed 600 --loop", columns=160, rows=50) as there:
        there.fill()
        there.see(b"quit")
        there.send(b"q")
        there.see(b"status 0")
