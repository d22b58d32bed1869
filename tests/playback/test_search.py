import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import answers
from sample_blogs import clean_texts

from tui.playback.search import as_typed, occurrences


@pytest.mark.parametrize(("text", "words", "found", "places"), answers("matches"))
def test_occurrences(text: str, words: str, found: list[str], places: list[int]) -> None:
    spans = occurrences(text, words)
    assert [text[start:end] for start, end in spans] == found
    assert [start for start, _ in spans] == places


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
