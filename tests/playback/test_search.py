import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import clean_texts

from tui.playback.search import as_typed, occurrences


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("Xi and Xi", "xi", [(0, 2), (7, 9)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("Beijing’s Great Hall", "beijing's great", [(0, 15)]),
        ("“red lines”", '"red lines"', [(0, 11)]),
        ("2019–20", "2019-20", [(0, 7)]),
        ("two\u00a0words\nhere", " two  words   here ", [(0, 14)]),
        ("Straße und STRASSE", "strasse", [(0, 6), (11, 18)]),
        ("Straße", "ß", [(4, 5)]),
        ("Straße", "s", [(0, 1), (4, 5)]),
        ("ﬁnal ﬁnd", "find", [(5, 8)]),
        ("İİx", "x", [(2, 3)]),
        ("ΣΊΣΥΦΟΣ", "σίσυφος", [(0, 7)]),
        ("漢字の漢字", "漢字", [(0, 2), (3, 5)]),
        ("Xi and xi", "Xi", [(0, 2)]),
        ("ΣΊΣΥΦΟΣ", "Σίσυφος", []),
        ("nothing", "", []),
        ("nothing", "   ", []),
        ("", "x", []),
        ("no", "longer than the text", []),
    ],
)
def test_occurrences(text: str, words: str, spans: list[tuple[int, int]]) -> None:
    assert occurrences(text, words) == spans


@given(clean_texts, st.one_of(clean_texts, st.sampled_from(["s", "ss", "i", "ﬁ", "xi"])))
def test_every_span_reads_as_the_words_and_none_overlap(text: str, words: str) -> None:
    end = 0
    for start, stop in occurrences(text, words):
        assert end <= start < stop <= len(text)
        wanted = " ".join(as_typed(words).split())
        found = as_typed(text[start:stop])
        assert wanted.casefold() in found.casefold()
        assert words == words.lower() or wanted in found
        end = stop


@given(clean_texts, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    if part and part.split() == [part]:
        assert occurrences(text, part)
        small = part.casefold()  # of Cherokee, capitals
        assert occurrences(text, small) or any(map(str.isupper, small))
