"""The text under the headline of a copied BBC post: bylines, images, lists."""

import pytest
from bbc_words import words

from tui.model.blog import Author, Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.readers import read

STAMP = "British Summer Time 26 April 2024"


def body_of(text: str) -> tuple[Block, ...]:
    return read(f"  1. Headpublished at 11:18 {STAMP}\n\n{text}".encode()).posts[0].body


BYLINES = {
    "name and role": (
        "Andy Zaltzman\nCricket statistician on Test Match Special",
        [("Andy Zaltzman", "Cricket statistician on Test Match Special")],
    ),
    "name and place": (
        "Stephan Shemilt\nBBC Sport at Old Trafford",
        [("Stephan Shemilt", "BBC Sport at Old Trafford")],
    ),
    "in a line": (
        "By Stephan Shemilt, BBC Sport at Old Trafford",
        [("Stephan Shemilt", "BBC Sport at Old Trafford")],
    ),
    "a blank line between": ("Tom Bateman\n\nin Beijing", [("Tom Bateman", "in Beijing")]),
    "accents and particles": (
        "Jean-Émile van der O’Brien\nEurope editor",
        [("Jean-Émile van der O’Brien", "Europe editor")],
    ),
    "a place after Reporting": (
        "Tom Bateman\nReporting from Beijing",
        [("Tom Bateman", "Reporting from Beijing")],
    ),
    "two people": (
        "Tom Bateman and Tessa Wong\nin Beijing",
        [("Tom Bateman", "in Beijing"), ("Tessa Wong", "in Beijing")],
    ),
    "two bylines": (
        "Tom Bateman\nin Beijing\nTessa Wong\nAsia reporter",
        [("Tom Bateman", "in Beijing"), ("Tessa Wong", "Asia reporter")],
    ),
    "a constituency": ("Vale of Clwyd", []),
    "a constituency and its result": ("Great Yarmouth\nConservative hold", []),
    "a score": ("Eng 221-5", []),
    "two scores": ("Eng 221-5\nStokes 50 at Old Trafford", []),
    "a reader": ("Tom, Southampton", []),
    "a reader with two names": ("Tom Smith, Southampton", []),
    "a sentence after a name": ("Joe Biden\nFormer presidents were there, the reporter said.", []),
    "a name alone": ("Tom Bateman", []),
    "a head, of course": ("Nancy Pelosi\nShe was the head, of course", []),
    "a head": ("Nancy Pelosi\nHead of newsgathering", [("Nancy Pelosi", "Head of newsgathering")]),
}


@pytest.mark.parametrize(("lines", "authors"), BYLINES.values(), ids=BYLINES)
def test_bylines(lines: str, authors: list[tuple[str, str]]) -> None:
    post = read(
        f"1. Headpublished at 11:18 {STAMP}\n\n{lines}\n\nThe text begins here.".encode()
    ).posts[0]
    assert post.authors == tuple(Author(*author) for author in authors)
    text = [] if authors else [line for line in lines.split("\n") if line]
    assert [words(block) for block in post.body] == [
        line.split() for line in [*text, "The text begins here."]
    ]


BODIES: dict[str, tuple[str, list[Block]]] = {
    "image": (
        "A hallImage source, Reuters\nImage caption,\n\nThe hall",
        [Image("A hall", "Reuters", "The hall")],
    ),
    "image without alt": ("Image source, EPA\n\nText.", [Image(credit="EPA"), Paragraph("Text.")]),
    "image without caption": (
        "A hallImage source, EPA\n\nText.",
        [Image("A hall", "EPA"), Paragraph("Text.")],
    ),
    "caption on its line": (
        "A hallImage source, EPAImage caption, The hall",
        [Image("A hall", "EPA", "The hall")],
    ),
    "alt on a line of its own": ("A hall\nImage source, EPA", [Image("A hall", "EPA")]),
    "caption cut off": (
        "A hallImage source, Reuters\nImage caption,",
        [Image("A hall", "Reuters")],
    ),
    "two images": ("AImage source, B\n\nCImage source, D", [Image("A", "B"), Image("C", "D")]),
    "caption alone": ("A hallImage caption,\nThe hall", [Image("A hall", "", "The hall")]),
    "an old image": (
        "EPA\nCopyright: EPA\nThe hall\nImage caption: The hall",
        [Image("", "EPA", "The hall")],
    ),
    "video": ("Media caption,\n\nWatch it", [Embed("BBC", "Watch it")]),
    "list": (
        "• One\n* Two\n- Three\n•\nFour",
        [ListItem("One"), ListItem("Two"), ListItem("Three"), ListItem("Four")],
    ),
    "numbered list": (
        "1. One\n2. Two",
        [ListItem("One", marker="1."), ListItem("Two", marker="2.")],
    ),
    "no list": ("1.5m people\n\n-5C tonight", [Paragraph("1.5m people"), Paragraph("-5C tonight")]),
    "read more": (
        "Read more: What next?\n\nYou can read our profile here.",
        [ReadMore("Read more: What next?"), ReadMore("You can read our profile here.")],
    ),
    "not read more": (
        "He has read more books, and is here",
        [Paragraph("He has read more books, and is here")],
    ),
    "a wrapped line": (
        "A paragraph that is wrapped after sixty characters or so, as\nin mail.",
        [Paragraph("A paragraph that is wrapped after sixty characters or so, as in mail.")],
    ),
    "lines that are not wrapped": (
        "A paragraph.\nAnother one.",
        [Paragraph("A paragraph."), Paragraph("Another one.")],
    ),
}


@pytest.mark.parametrize(("text", "blocks"), BODIES.values(), ids=BODIES)
def test_bodies(text: str, blocks: list[Block]) -> None:
    assert body_of(text) == tuple(blocks)
