"""Whatever a terminal and its environment say: the program goes on, or tells in a sentence."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pseudo_terminal import COMMAND, OnTerminal, on_terminal


@contextmanager
def replay(home: Path, **variables: str) -> Iterator[OnTerminal]:
    line = f"{COMMAND} replay --at 09:50; echo status $?; read -r wait"
    with on_terminal("/bin/sh", "-c", line, home=home, variables=variables) as there:
        yield there


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
    with replay(tmp_path) as there:
        there.see("BST")
        for sent in NO_KEYS.values():
            there.send(sent)
        there.send(b"q")
        assert b"Traceback" not in there.see("status 0")
    (state,) = tmp_path.rglob("state.json")
    (place,) = json.loads(state.read_text())["places"].values()
    assert place["moment"].startswith("2024-04-26T08:5"), "no key has moved the clock"
