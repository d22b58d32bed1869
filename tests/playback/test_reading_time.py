"""How long a post takes: all of its drawn words, at one pace for every language."""

import pytest
from sample_blogs import post

from tui.model.blog import Author, Embed, Image, ListItem, Quote
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
    ends = "\u3040\u30ff\u3400\u4dbf\u4e00\u9fff\uf900\ufaff"
    assert characters_to_read(ends) == pytest.approx(8 * 4.8)
    assert characters_to_read("’—\u303f\u3100\ua000\ufb00\ud800🙂") == 8


def test_every_drawn_word_counts() -> None:
    long = "word " * 200
    bare = post(text=long)
    parts = (
        bare._replace(headline="Headline"),
        bare._replace(kicker="Analysis"),
        bare._replace(authors=(Author("Ann", "Editor"),)),
        *(
            bare._replace(body=(*bare.body, block))
            for block in (
                ListItem("Two"),
                Quote("Four"),
                Image(alt="Seen"),
                Image(credit="Photographer"),
                Image(caption="Told"),
                Embed("Provider", "Words", ""),
            )
        ),
    )
    assert all(reading_seconds(entry) > reading_seconds(bare) for entry in parts)
    assert reading_seconds(parts[0]) - reading_seconds(bare) == pytest.approx(len("Headline ") / 20)
