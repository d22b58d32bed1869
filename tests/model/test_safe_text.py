"""Nothing hostile comes through, nothing of worth is lost, and no text is an error."""

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import answers
from rich.cells import set_cell_size
from sample_blogs import ANY_TEXT, NASTY

from tui.model.safe_text import MARKS_KEPT, clean, escaped_json, one_line, printable, quoted


def test_nothing_a_terminal_obeys_is_left_and_printable_text_stays() -> None:
    for code in (*range(0x3000), *range(0x3000, 0x110000, 17), *range(0xD7F0, 0xE010)):
        character = chr(code)
        shown = clean(f"a{character}b")
        category = unicodedata.category(character)
        inside = shown[1:-1]
        if category in ("Cc", "Cs", "Zl", "Zp"):
            assert inside in ("\ufffd", "\n", " "), hex(code)
        elif character.isprintable():
            assert inside == character, hex(code)
        else:
            assert inside in (character, ""), hex(code)
        assert shown[0] + shown[-1] == "ab"
    kept = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf" and clean(chr(code))
    }
    assert {0x200C, 0x200D} <= kept
    assert kept.isdisjoint(
        [
            0xAD,
            0x61C,
            0x200B,
            0x200E,
            0x200F,
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
            0xE0041,
        ]
    )


@given(ANY_TEXT | NASTY)
def test_clean_is_idempotent_and_encodable_and_holds_no_control(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in once if c != "\n")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_printable_text_is_unchanged(text: str) -> None:
    assert clean(text) == text


@given(st.lists(st.sampled_from("áb👩\u0301\u0300\u20dd\u200d\ufe0f’")).map("".join))
def test_marks_are_capped_on_each_base(text: str) -> None:
    shown = clean(text)
    assert [c for c in shown if c in "áb👩’"] == [c for c in text if c in "áb👩’"]
    run = 0
    for character in shown:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        assert run <= MARKS_KEPT


EXAMPLES: dict[str, str] = answers("clean-texts")
ENGLAND = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng\x7f")
EXAMPLES[f"{ENGLAND}a{ENGLAND[1:]}"] = f"{ENGLAND}a"
EXAMPLES[ENGLAND[:-1] + "‍󠁡‍"] = "🏴‍"
EXAMPLES["z" + "\u0310" * 40 + "algo"] = "z" + "\u0310" * MARKS_KEPT + "algo"


@pytest.mark.parametrize(("text", "shown"), EXAMPLES.items())
def test_examples(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.sampled_from("a🎉漢 \u0301\u200b\u200d\ufe0f")), st.integers(1, 30))
@example("\u200d\u200d🎉a", 2)
def test_clean_text_is_cut_at_every_cell(text: str, cells: int) -> None:
    set_cell_size(clean(text), cells)  # fails in Rich where two joiners begin a text


def test_clean_text_is_handed_back_as_it_is() -> None:
    for text in ("Plain words.\nAnd a line.", "“Curly’s” quotes" * 20, "نص عربي طويل"):
        assert clean(text) is text


@given(ANY_TEXT | NASTY)
def test_one_line_is_clean_and_one_line(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert clean(line) == line
    assert line == line.strip()


@given(ANY_TEXT | NASTY)
def test_printable_shows_every_character_and_steers_nothing(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert len(shown) == len(text)


def test_what_is_quoted_keeps_its_words() -> None:
    assert quoted("a\u00a0b\x1b[31m\n\u202e") == '"a b\ufffd[31m\ufffd\ufffd"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 60}…"'


@given(ANY_TEXT | NASTY)
def test_escaped_json_loses_nothing(text: str) -> None:
    line = escaped_json(json.dumps(text, ensure_ascii=False))
    # JSON joins the halves of a surrogate pair.
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(line) == joined
    line.encode()
    assert line.splitlines() == [line]
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in line)
