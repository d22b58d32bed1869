"""Words in the time box: all that stand for a place, and what is offered while one is typed."""

import pytest
from sample_blogs import at, blog, bundled_like

from tui.model.errors import MomentError
from tui.playback.parse.moment import parse_moment

TEN = bundled_like()
AT_TEN = at("10:00")
PLACES = {
    "09:26": ("start", "the start", "beginning", "first", "The Start"),
    "11:18": ("end", "the end", "last", "latest"),
    "10:11": ("next", "next post"),
    "09:45": ("previous", "prev", "previous post"),
    "10:00": ("now",),
}


@pytest.mark.parametrize(
    ("word", "clock"), [(word, clock) for clock, words in PLACES.items() for word in words]
)
def test_words_for_places(word: str, clock: str) -> None:
    assert parse_moment(word, blog=TEN, position=AT_TEN).moment == at(clock)


@pytest.mark.parametrize(
    "word",
    ["start", "end", "next", "previous", "noon", "midnight", "today", "yesterday", "tomorrow"],
)
def test_a_word_that_is_being_typed_is_offered(word: str) -> None:
    for typed in (word[:-1], word[:-1].upper()):
        with pytest.raises(MomentError, match=f'Go on typing "{word}"'):
            parse_moment(typed, blog=TEN, position=AT_TEN)


@pytest.mark.parametrize("date", ["2024-05-04", "20240504", "4/5/2024", "04-05-2024", "4.5.2024"])
def test_a_date_in_figures_is_of_its_day_and_month(date: str) -> None:
    sample = blog("2024-05-01 10:00 First", "2024-05-31 10:00 Last")
    found = parse_moment(f"{date} 10:26", blog=sample, position=sample.start)
    assert found.said == "Sat 4 May 10:26 BST"
    elsewhere = parse_moment(f"{date} 10:26", blog=TEN, position=AT_TEN)
    assert elsewhere.asked == "Sat 4 May 10:26 BST"
