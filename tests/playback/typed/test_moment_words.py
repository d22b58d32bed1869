"""Words in the time box: all that stand for a place, and what is offered while one is typed."""

import pytest
from sample_blogs import at, bundled_like

from tui.model.errors import MomentError
from tui.playback.typed.moment import parse_moment

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
    ("text", "clock"),
    [
        ("midday", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("10:26 and", "10:26"),
        ("the time of 10:26", "10:26"),
        ("10 o'clock", "10:00"),
        ("10 oclock", "10:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("1pm", "13:00"),
        ("11 p.m.", "23:00"),
        ("12:59:59", "12:59:59"),
        ("13pm", "13:00"),
        ("23 pm", "23:00"),
    ],
)
def test_words_and_halves_of_the_day(text: str, clock: str) -> None:
    found = parse_moment(text, blog=TEN, position=AT_TEN)
    moment = (found.outside or found.moment).astimezone(TEN.start.tzinfo)
    assert f"{moment:%H:%M:%S}".removesuffix(":00") == clock


@pytest.mark.parametrize(
    "word",
    ["start", "end", "next", "previous", "noon", "midnight", "today", "yesterday", "tomorrow"],
)
def test_a_word_that_is_being_typed_is_offered(word: str) -> None:
    for typed in (word[:-1], word[:-1].upper()):
        with pytest.raises(MomentError, match=f'Go on typing "{word}"'):
            parse_moment(typed, blog=TEN, position=AT_TEN)


@pytest.mark.parametrize("text", ["24pm", "25", "10:60", "10:26:60", "1234567"])
def test_no_such_time(text: str) -> None:
    with pytest.raises(MomentError):
        parse_moment(text, blog=TEN, position=AT_TEN)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("-10%", "09:48:48"),
        ("+12,5%", "10:14"),
        ("12,5%", "09:40"),
        ("-1h", "09:00"),
        ("#1", "09:26"),
        ("POST 10", "11:18"),
        ("no. 7", "10:26"),
    ],
)
def test_shares_and_numbers(text: str, clock: str) -> None:
    found = parse_moment(text, blog=TEN, position=AT_TEN)
    assert (found.outside or found.moment) == at(clock)


@pytest.mark.parametrize("text", ["#0", "#11", "#12345678901", "#", "#7x"])
def test_no_such_post(text: str) -> None:
    with pytest.raises(MomentError):
        parse_moment(text, blog=TEN, position=AT_TEN)
