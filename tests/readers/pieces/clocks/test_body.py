"""The text under the headline of a copied BBC post: bylines, images, lists."""

import pytest
from bbc_words import words

from tui.model.blog import Block, Embed, Image, ListItem, Paragraph, ReadMore
from tui.readers import read

STAMP = "British Summer Time 26 April 2024"


SIGNED = (
    "Andy Zaltzman\nCricket statistician on Test Match Special",
    "Stephan Shemilt\nBBC Sport at Old Trafford",
    "Tom Bateman\n\nin Beijing",
    "Jean-Émile van der O’Brien\nEurope editor",
    "Tom Bateman\nReporting from Beijing",
    "Nancy Pelosi\nHead of newsgathering",
)
SIGNED_OTHERWISE = {
    "By Stephan Shemilt, BBC Sport at Old Trafford": "Stephan Shemilt, BBC Sport at Old Trafford",
    "Tom Bateman and Tessa Wong\nin Beijing": "Tom Bateman, in Beijing; Tessa Wong, in Beijing",
    "Tom Bateman\nin Beijing\nTessa Wong\nAsia reporter": (
        "Tom Bateman, in Beijing; Tessa Wong, Asia reporter"
    ),
}
UNSIGNED = (
    "Vale of Clwyd",  # a constituency
    "Great Yarmouth\nConservative hold",
    "Eng 221-5",
    "Eng 221-5\nStokes 50 at Old Trafford",
    "Tom, Southampton",  # a reader
    "Tom Smith, Southampton",
    "Joe Biden\nFormer presidents were there, the reporter said.",
    "Tom Bateman",
    "Nancy Pelosi\nShe was the head, of course",
)
SAID = {lines: ", ".join(filter(None, lines.split("\n"))) for lines in SIGNED} | SIGNED_OTHERWISE


@pytest.mark.parametrize("lines", [*SAID, *UNSIGNED])
def test_bylines(lines: str) -> None:
    text = f"1. Headpublished at 11:18 {STAMP}\n\n{lines}\n\nThe text begins here."
    post = read(text.encode()).posts[0]
    assert post.byline == SAID.get(lines, "")
    body = [*([] if lines in SAID else lines.split("\n")), "The text begins here."]
    assert [words(block) for block in post.body] == [line.split() for line in body]


BODIES: dict[str, tuple[Block, ...]] = {
    "A hallImage source, Reuters\nImage caption,\n\nThe hall": (
        Image("A hall", "Reuters", "The hall"),
    ),
    "Image source, EPA\n\nText.": (Image(credit="EPA"), Paragraph("Text.")),
    "A hallImage source, EPA\n\nText.": (Image("A hall", "EPA"), Paragraph("Text.")),
    "A hallImage source, EPAImage caption, The hall": (Image("A hall", "EPA", "The hall"),),
    "A hall\nImage source, EPA": (Image("A hall", "EPA"),),
    "A hallImage source, Reuters\nImage caption,": (Image("A hall", "Reuters"),),
    "AImage source, B\n\nCImage source, D": (Image("A", "B"), Image("C", "D")),
    "A hallImage caption,\nThe hall": (Image("A hall", "", "The hall"),),
    "EPA\nCopyright: EPA\nThe hall\nImage caption: The hall": (Image("", "EPA", "The hall"),),
    "Media caption,\n\nWatch it": (Embed("BBC", "Watch it"),),
    "• One\n* Two\n- Three\n•\nFour": tuple(map(ListItem, ("One", "Two", "Three", "Four"))),
    "1. One\n2. Two": (ListItem("One", marker="1."), ListItem("Two", marker="2.")),
    "1.5m people\n\n-5C tonight": (Paragraph("1.5m people"), Paragraph("-5C tonight")),
    "Read more: What next?\n\nYou can read our profile here.": (
        ReadMore("Read more: What next?"), ReadMore("You can read our profile here."),
    ),
    "He has read more books, and is here": (Paragraph("He has read more books, and is here"),),
    "A paragraph that is wrapped after sixty characters or so, as\nin mail.": (
        Paragraph("A paragraph that is wrapped after sixty characters or so, as in mail."),
    ),
    "A paragraph.\nAnother one.": (Paragraph("A paragraph."), Paragraph("Another one.")),
}  # fmt: skip


@pytest.mark.parametrize("text", BODIES)
def test_bodies(text: str) -> None:
    post = read(f"  1. Headpublished at 11:18 {STAMP}\n\n{text}".encode()).posts[0]
    assert post.body == BODIES[text]
