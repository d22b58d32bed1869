"""What a terminal answers reaches no key handler, however its bytes are cut; keys do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal_input.control_strings import ControlStrings
from tui.terminal_input.parser import InputParser, input_decoder

STRINGS = (
    b"\x1b_Gi=31;OK\x1b\\",  # kitty's graphics
    b"\x1bP>|tmux 3.5\x1b\\",
    b"\x1b]11;rgb:1a1a/1b1b/2626\x1b\\",
    b"\x1b]52;c;R0dH\x07",
    b"\x1b^private\x1b\\",
    b"\x1bXs\xff\x18",
    b"\x1b[M !\xa4",  # X10, beyond column 95
    b"\x1b[M\xc3\xa0\xc3",
)
KEYS = (b"q", b"\x1b[A", b"\x1b[6~", "é".encode(), b"\x1b[<0;5;6M", b"\x1b[97;5u")


def pressed(pieces: list[bytes]) -> list[str]:
    strings, decoder, parser = ControlStrings(), input_decoder(), InputParser()
    messages = [
        message for piece in pieces for message in parser.feed(decoder.decode(strings.strip(piece)))
    ]
    return [getattr(message, "key", type(message).__name__) for message in messages]


@pytest.mark.parametrize("string", STRINGS)
def test_an_answer_is_no_key(string: bytes) -> None:
    assert pressed([b"a" + string + b"b"]) == ["a", "b"]


@given(
    st.lists(st.sampled_from(STRINGS + KEYS), max_size=6),
    st.lists(st.integers(min_value=1, max_value=40), max_size=8),
)
def test_however_it_is_cut_the_same_keys_are_pressed(parts: list[bytes], cuts: list[int]) -> None:
    whole = b"".join(parts) + b"z"
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(whole[at : at + cut])
        at += cut
        if whole[:at].endswith((b"\x1b_", b"\x1bP", b"\x1b]", b"\x1b^", b"\x1bX")):
            return  # Alt and a letter
    pieces.append(whole[at:])
    assert pressed(pieces) == [*pressed([part for part in parts if part in KEYS]), "z"]


def test_alt_and_a_letter_is_a_key() -> None:
    assert ControlStrings().strip(b"\x1b]") == b"\x1b]"


def test_a_string_without_its_end_swallows_up_to_the_next_escape() -> None:
    assert pressed([b"\x1b]11;rgb", b"qqq", b"\x1b[Aq"]) == ["up", "q"]


def test_the_end_of_a_paste_is_never_swallowed() -> None:
    assert pressed([b"\x1b[200~ab\x1b]cd\x1b[201~q"]) == ["Paste", "q"]
    assert pressed([b"\x1b[200~ab\x1b[M\x1b[201~q"]) == ["Paste", "q"]
