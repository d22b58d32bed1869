"""Input of a terminal: its answers reach no key handler, however the bytes are cut; keys do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys

from tui.terminal_input.parser import InputParser

SENT: dict[str, dict[str, str]] = answers("input-of-terminals")
STRINGS, UNKNOWN, KEYS = (
    tuple(sent.encode("latin-1") for sent in SENT[kind].values())
    for kind in ("strings", "unknown", "keys")
)


def pressed(pieces: list[bytes]) -> list[str]:
    parser = InputParser()
    messages = [message for piece in pieces for message in parser.feed_bytes(parser.strip(piece))]
    return [getattr(message, "key", type(message).__name__) for message in messages]


@pytest.mark.parametrize("string", STRINGS + UNKNOWN)
def test_an_answer_is_no_key(string: bytes) -> None:
    assert pressed([b"a" + string + b"b"]) == ["a", "b"]


@given(
    st.lists(st.sampled_from(STRINGS + UNKNOWN + KEYS), max_size=6),
    st.lists(st.integers(min_value=1, max_value=40), max_size=8),
)
def test_however_it_is_cut_the_same_keys_are_pressed(parts: list[bytes], cuts: list[int]) -> None:
    whole = b"".join(parts) + b"z"
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(whole[at : at + cut])
        at += cut
        if whole[:at].endswith((b"\x1b_", b"\x1bP", b"\x1b]", b"\x1b^", b"\x1bX", b"\x1bO")):
            return  # Alt and a letter
    pieces.append(whole[at:])
    assert pressed(pieces) == [*pressed([part for part in parts if part in KEYS]), "z"]


def test_every_key_that_textual_knows_comes_through() -> None:
    for key in ("\x1b]", *(key for key in ANSI_SEQUENCES_KEYS if key[:1] == "\x1b")):
        assert InputParser().strip(key.encode()) == key.encode(), repr(key)


def test_a_string_without_its_end_swallows_up_to_the_next_escape() -> None:
    assert pressed([b"\x1b]11;rgb", b"qqq", b"\x1b[Aq"]) == ["up", "q"]


def test_the_end_of_a_paste_is_never_swallowed() -> None:
    assert pressed([b"\x1b[200~ab\x1b]cd\x1b[201~q"]) == ["Paste", "q"]
    assert pressed([b"\x1b[200~ab\x1b[M\x1b[201~q"]) == ["Paste", "q"]


def test_a_sequence_that_is_broken_off_is_no_key() -> None:
    assert pressed([b"\x1b[8;0;", b"\rq\x1b[8\x1b[A\x1b[1\x18q"]) == ["enter", "q", "up", "q"]


def test_a_paste_is_cleaned() -> None:
    (paste,) = InputParser().feed("\x1b[200~red\x9b \u202elines\x1b[201~ ")[:1]
    assert isinstance(paste, events.Paste)
    assert paste.text == "red\ufffd lines"


def test_a_key_beyond_unicode_loses_no_key_beside_it() -> None:
    messages = InputParser().feed("a\x1b[1114112ub\x1b[99999999999999999999uc")
    pressed = [message.key for message in messages if isinstance(message, events.Key)]
    assert [key for key in pressed if key != Keys.Ignore] == [*"abc"]


def test_a_size_that_nobody_asked_for_is_passed_over() -> None:
    """A click in a window without pixels would end the parser."""
    assert pressed([b"\x1b[48;9999;9999;0;0t\x1b[<0;5;5M", b"q"]) == ["MouseDown", "q"]
