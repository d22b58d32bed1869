"""The words of a text, and whether an update's data say them."""

import re

import pytest

from tui.readers.page_binding.entry import can_begin, words_in

SIGNS = [chr(code) for code in (*range(0x250), *range(0x2000, 0x2200), 0x0627, 0x0660, 0x0416)]


@pytest.mark.parametrize("beside", ["", "’", "ب"], ids=["ASCII", "Western", "Arabic"])
def test_words_are_runs_of_letters_and_digits_in_whichever_encoding(beside: str) -> None:
    for sign in SIGNS:
        text = f"Ab{sign}cd {beside} EF"
        assert words_in(text) == re.findall(r"[^\W_]+", text.casefold()), repr(sign)


def test_each_sign_is_a_word_where_none_are_spaced() -> None:
    assert words_in("東京で会う 2 days") == ["東", "京", "で", "会", "う", "2", "days"]


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Rain again", True),
        (" «Rain» again", True),
        ("Train", False),
        ("雨が降る", True),
        ("…", False),
    ],
)
def test_a_text_can_begin_with_its_first_word_only(text: str, can: bool) -> None:
    assert can_begin(text, {"rain", "雨"}) == can
