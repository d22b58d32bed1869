"""Reading time of a post: all of its drawn words, at one pace for every language."""

import pytest
from sample_blogs import post

from tui.model.blog import Author, Embed, Image, ListItem, Quote
from tui.playback.reading_time import characters_to_read, reading_seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("x" * (200 * 6 - 1), 1.5 + 60), ("Yes", 3), ("", 3), ("中" * 250, 61.5)]
)
def test_two_hundred_words_take_a_minute_and_finding_a_post_a_moment(
    text: str, seconds: float
) -> None:
    assert reading_seconds(post(text=text)) == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("中华人民", 4 * 4.8),
        ("ひらカナ", 4 * 4.8),
        ("한글", 2),
        ("naïve café", 10),
        ("x中", 1 + 4.8),
        ("\u3040\u30ff\u3400\u4dbf\u4e00\u9fff\uf900\ufaff", 8 * 4.8),
        ("’—\u303f\u3100\ua000\ufb00\ud800🙂", 8),
    ],
)
def test_a_character_of_chinese_or_japanese_is_four_fifths_of_a_word(
    text: str, characters: float
) -> None:
    assert characters_to_read(text) == pytest.approx(characters)


def test_every_drawn_word_counts() -> None:
    bare = post(text="word " * 200)
    blocks = (
        ListItem("Two"),
        Quote("Four"),
        Image(alt="Seen"),
        Image(credit="Photographer"),
        Image(caption="Told"),
        Embed("Provider", "Words", ""),
    )
    longer = (
        bare._replace(headline="Headline"),
        bare._replace(kicker="Analysis"),
        bare._replace(authors=(Author("Ann", "Editor"),)),
        *(bare._replace(body=(*bare.body, block)) for block in blocks),
    )
    assert all(reading_seconds(entry) > reading_seconds(bare) for entry in longer)
