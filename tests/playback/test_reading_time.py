"""How long a post takes: all of its drawn words, at one pace for every language."""

import pytest
from hypothesis import given
from sample_blogs import post, posts

from tui.model.blog import Author, Embed, Image, ListItem, Paragraph, Post, Quote
from tui.playback.reading_time import (
    FINDING_SECONDS,
    LEAST_SECONDS,
    characters_to_read,
    reading_seconds,
)


def test_a_word_is_six_characters_and_two_hundred_of_them_take_a_minute() -> None:
    entry = post(text="x" * (200 * 6 - 1))
    assert reading_seconds(entry) == pytest.approx(FINDING_SECONDS + 60)


def test_the_shortest_post_stays_for_three_seconds() -> None:
    assert reading_seconds(post(headline="Yes")) == LEAST_SECONDS == 3


def test_a_character_of_chinese_or_japanese_is_four_fifths_of_a_word() -> None:
    assert characters_to_read("中华人民") == pytest.approx(4 * 0.8 * 6)
    assert characters_to_read("ひらカナ") == pytest.approx(4 * 0.8 * 6)
    assert characters_to_read("한글") == 2
    assert characters_to_read("naïve café") == 10
    assert characters_to_read("x中") == pytest.approx(1 + 4.8)


def test_every_drawn_word_counts() -> None:
    entry = post(
        headline="Headline",
        kicker="Analysis",
        by=Author("Ann", "Editor"),
        body=(
            Paragraph("One"),
            ListItem("Two", marker="3."),
            Quote("Four"),
            Image("Alt", "Credit", "Caption", "https://example.org/not-drawn.jpg"),
            Embed("Provider", "Words", "https://example.org/e"),
        ),
    )
    drawn = "Headline Analysis Ann Editor One 3. Two Four Alt Credit Caption Provider Words"
    entry_words = {word.strip("·,;:") for text in entry.words for word in text.split()}
    assert set(drawn.split()) <= entry_words


@given(posts())
def test_more_words_never_take_less(entry: Post) -> None:
    longer = entry._replace(body=(*entry.body, Paragraph("and more")))
    assert LEAST_SECONDS <= reading_seconds(entry) <= reading_seconds(longer)
    assert reading_seconds(longer) <= reading_seconds(entry) + 9 / 20 + 1e-9
