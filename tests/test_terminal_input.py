"""Whatever a terminal and its environment say: the program goes on, or tells in a sentence."""

import json
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from patience import looks
from pseudo_terminal import on_pty
from real_terminal import COMMAND


class Conversation:
    """What a program writes to its terminal since the last look, and bytes for it to read."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._written = b""

    def send(self, data: bytes) -> None:
        os.write(self._terminal, data)

    def see(self, text: str) -> bytes:
        """Waits for the text; returns all that was written."""
        looking = looks(lambda: (text, self._written[-2000:]))
        while text.encode() not in self._written:
            next(looking)
            if select.select([self._terminal], [], [], 0.1)[0]:
                self._written += os.read(self._terminal, 1 << 16)
        seen, self._written = self._written, b""
        return seen


@contextmanager
def replay(home: Path, **environment: str) -> Iterator[Conversation]:
    whole = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    whole |= {"HOME": str(home)} | environment
    command = ("/bin/sh", "-c", f"{COMMAND} replay --at 09:50; echo status $?; read -r wait")
    with on_pty(command, whole, columns=100, rows=30) as (_, terminal):
        yield Conversation(terminal)


NO_KEYS = {
    "80": b"\x80",
    "ff": b"\xff",
    "c3 6a": b"\xc3j",
    "Latin-1": "éx".encode("latin-1"),
    "Latin-1 pasted": b"\x1b[200~caf\xe9\x1b[201~",
    "X10 mouse": b"\x1b[M !\xa4",
    "no such key": b"\x1b[1114112u",
    "an answer": b"\x1b_Gi=31;OK\x1b\\",
}


def test_input_that_is_no_key_does_nothing(tmp_path: Path) -> None:
    with replay(tmp_path, XDG_STATE_HOME=str(tmp_path)) as there:
        there.see("BST")
        for sent in NO_KEYS.values():
            there.send(sent)
        there.send(b"q")
        assert b"Traceback" not in there.see("status 0")
    (state,) = tmp_path.rglob("state.json")
    (place,) = json.loads(state.read_text())["places"].values()
    assert place["moment"].startswith("2024-04-26T08:5"), "no key has moved the clock"


def test_an_endless_window_is_drawn_as_far_as_it_can_be(tmp_path: Path) -> None:
    with replay(tmp_path, COLUMNS="100000", LINES="100000") as there:
        there.see("BST")
        there.send(b"q")
        there.see("status 0")


@pytest.mark.parametrize("name", ["TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM"])
def test_nonsense_in_a_variable_of_textual_is_a_sentence(tmp_path: Path, name: str) -> None:
    with replay(tmp_path, **{name: "nonsense"}) as there:
        written = there.see("status 1")
    assert f"{name} is".encode() in written
    assert b"Traceback" not in written
