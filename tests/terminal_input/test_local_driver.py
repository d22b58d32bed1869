"""A replay on a pseudo terminal can always be ended, and gives the terminal back."""

import fcntl
import json
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
from readings import answers

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
def started(home: Path, words: str, size: tuple[int, int] = (100, 30)) -> Iterator[Replay]:
    line = f"sh -c 'echo $$ > ~/pid; exec {COMMAND} {words}'; echo status $?; read -r end"
    with on_terminal("/bin/sh", "-c", line, home=home, size=size) as opened:
        yield Replay(home, opened)


@contextmanager
def replay(
    home: Path, options: str = "", *, columns: int = 100, rows: int = 30
) -> Iterator[Replay]:
    with started(home, f"replay {options}", (columns, rows)) as there:
        there.see(b"quit")
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("words", ["replay <&- 2>/dev/null", ""])
@pytest.mark.parametrize("after", [b"\x1b[?1049h", b"quit"])
def test_a_signal_from_the_first_byte_on_gives_the_terminal_back(
    tmp_path: Path, after: bytes, words: str, number: signal.Signals
) -> None:
    with started(tmp_path, words) as there:
        seen = there.see(after)
        there.kill(number)
        seen += there.see(b"status %d" % (128 + number))
        assert b"\x1b[?1049l" in seen
        assert b"Traceback" not in seen
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


def test_trouble_with_the_settings_is_told_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "liveblog-tui/config.toml").mkdir(parents=True)
    with started(tmp_path, "replay --paused") as there:
        there.see("Your settings are not used")


def test_a_terminal_that_reads_again_shows_the_page_as_it_is_then(tmp_path: Path) -> None:
    with replay(tmp_path, "--speed 600 --loop", columns=160, rows=50) as there:
        there.fill()
        there.see(b"quit")
        there.send(b"q")
        there.see(b"status 0")


def test_input_that_is_no_key_does_nothing(tmp_path: Path) -> None:
    with replay(tmp_path, "--at 09:50") as there:
        for sent in answers("input-of-terminals")["no keys"].values():
            there.send(sent.encode("latin-1"))
        there.send(b"q")
        assert b"Traceback" not in there.see("status 0")
    (state,) = tmp_path.rglob("state.json")
    (place,) = json.loads(state.read_text())["places"].values()
    assert place["moment"].startswith("2024-04-26T08:5"), "no key has moved the clock"


def test_a_bracket_after_escape_begins_no_sequence(tmp_path: Path) -> None:
    with replay(tmp_path, "--paused --at 10:26") as there:
        there.send(b"\x1b")
        there.see("Nothing to clear")
        there.send(b"[")
        there.see("10:11")
        there.send(b"m")
        there.see("Marked")
        there.send(b"q")
        there.see("status 0")
