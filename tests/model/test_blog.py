"""The words of a live blog's parts."""

import pytest
from sample_blogs import post

from tui.model.blog import EMPTY_POST, Embed, Image, Link, ListItem, Paragraph, Post


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


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://a.example/x?y=1. Then (http://b.example:80/z)!", 2),
        ("Only https://a.example", 1),
        ("https://de.example/wiki/Köln is cut, and http:// is none", 0),
        (f"https://a.example/{'x' * 3000}", 0),
        ("ftp://a.example", 0),
        ("http://a.example/(" * 20_000 + "<", 0),
    ],
)
def test_whole_addresses_in_a_text_without_links_are_links(text: str, urls: int) -> None:
    (part,) = Paragraph(text).parts
    assert [text[x.start : x.end] for x in part.links] == [x.url for x in part.links]
    assert len(part.links) == urls
    assert not any(x.url.endswith((".", ")")) for x in part.links)


def test_links_of_a_page_are_the_only_ones() -> None:
    link = Link(0, 4, "https://a.example")
    (part,) = Paragraph("Here, not https://b.example", (link,)).parts
    assert part.links == (link,)
