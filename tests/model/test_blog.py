"""The words of a live blog's parts."""

import pytest
from sample_blogs import post

from tui.model.blog import (
    EMPTY_POST,
    Embed,
    Image,
    ListItem,
    Paragraph,
    Post,
)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (post(headline="A headline", text="The body.", kicker="News"), "A headline"),
        (post(text="The first\nwords.\n\nThe rest.", kicker="News"), "The first words."),
        (post(body=(Image(), Image("Two men", "Reuters", "They met"))), "They met"),
        (post(body=(Image("Two men", "Reuters"),)), "Two men"),
        (post(body=(Embed("X", "", "https://example.org/t"),)), "https://example.org/t"),
        (post(body=(ListItem("An item", marker="1."),)), "An item"),
        (post(body=(Paragraph("  "),), kicker="News", by="Ann"), "News"),
        (post(by="Ann"), EMPTY_POST),
    ],
)
def test_a_title_is_the_headline_or_stands_for_it(entry: Post, title: str) -> None:
    assert entry.title == title


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (Image("Shown", "Getty", "Under"), ("Shown", "Under", "Image: Getty")),
        (Image("Two  men shake hands.", "", "two men shake hands"), ("two men shake hands",)),
        (Image(credit="Getty"), ("Image: Getty",)),
        (Image("Shown"), ("Shown",)),
        (Image(url="https://example.org/i.jpg"), ("Image",)),
    ],
)
def test_an_image_says_each_thing_once_and_is_never_without_words(
    image: Image, words: tuple[str, ...]
) -> None:
    assert image.words == words


@pytest.mark.parametrize(
    ("marker", "number"), [("•", ""), ("3.", "3"), ("10.", "10"), ("²²", ""), ("", ""), ("a.", "")]
)
def test_the_number_of_an_item(marker: str, number: str) -> None:
    assert ListItem("a", marker=marker).number == number
