"""The words of a live blog's parts."""

import pytest
from sample_blogs import blog, post

from tui.model.blog import (
    EMPTY_POST,
    Author,
    Block,
    Embed,
    Image,
    ListItem,
    Paragraph,
    Post,
    plain_text,
    spaced,
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


def test_labels_stand_in_one_order_and_only_those_there_are() -> None:
    assert post().labels == ()
    assert post(pinned=True, source="Desk").labels == ("Pinned", "Desk")
    full = post(kicker="Analysis", key_event=True, pinned=True, source="Desk")
    assert full.labels == ("Analysis", "Key event", "Pinned", "Desk")


def test_a_byline_has_one_form_for_posts_and_blogs() -> None:
    authors = (Author("Ann", "Editor"), Author("Ben"), Author("Cy", "in Rome"))
    assert post(authors=authors).byline == "Ann, Editor; Ben; Cy, in Rome"
    assert blog("09:26 One", authors=authors).byline == "Ann, Editor; Ben; Cy, in Rome"
    assert post().byline == ""


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


def test_only_the_items_of_a_list_stand_without_a_blank_line() -> None:
    blocks: tuple[Block, ...] = (ListItem("a"), ListItem("b"), Paragraph("c"), ListItem("d"))
    assert [apart for apart, _ in spaced(blocks)] == [False, False, True, True]
    assert plain_text(blocks) == "• a\n• b\n\nc\n\n• d"
    assert plain_text((Paragraph(""), Paragraph("a"), ListItem(""))) == "a"


@pytest.mark.parametrize(
    ("marker", "number"), [("•", ""), ("3.", "3"), ("10.", "10"), ("²²", ""), ("", ""), ("a.", "")]
)
def test_the_number_of_an_item(marker: str, number: str) -> None:
    assert ListItem("a", marker=marker).number == number


def test_the_text_of_a_post_has_all_its_words() -> None:
    entry = post(headline="A headline", kicker="News", by="Ann", text="One.\n\nTwo.")
    assert entry.text == "News\n\nA headline\n\nAnn\n\nOne.\n\nTwo."
    assert post().text == EMPTY_POST
