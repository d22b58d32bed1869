"""Copied posts of BBC pages, in all layouts: heads, bylines, pictures, lists; and limits of a text.

Whole texts stand in `tests/data/texts`.
"""

import pytest
from live_blog_data import messages, words_of

from tui.model.blog import Block, Embed, Image, ListItem, LiveBlog, Paragraph, ReadMore
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.pieces.clocks import lines

STAMP = "British Summer Time 26 April 2024"
AT = f"published at 11:18 {STAMP}"
POSTED = "Posted at 15:05 12 May 2020"
HEADS = (
    # Text, then day and clock unless 26 Apr 11:18, kicker, headline, byline, body
    (f"1. Post{AT}\n\nText.", " |  |  | Text."),
    (f"1. Breaking\n\nNews{AT}", "Breaking | News |  | "),
    (f"1. Breaking\n\nPost{AT}", "Breaking |  |  | "),
    (f"1. Budget 2024\n\nNews{AT}", "Budget 2024 | News |  | "),
    (f"Analysis\nNews{AT}", "Analysis | News |  | "),
    (f"1.\n\nNews{AT}\n\nText", " | News |  | Text"),
    (f"1. News\n\npublished at\n11:18 {STAMP}\n\nText", " | News |  | Text"),
    (f"1. Newspublished at 11:18\n{STAMP}\n\nText", " | News |  | Text"),
    (f"News{AT}\n11:18 BST 26 April 2024\n\nText", " | News |  | Text"),
    ("Newspublished at 11:18 26 April 2024\n\nText", " | News |  | Text"),
    (f"News {AT}\n\nText", " | News |  | Text"),
    ("1. Newspublished at 11.18pm BST 26 April 2024", "26 Apr 23:18 |  | News |  | "),
    ("1. Newspublished at 12am 26 April 2024", "26 Apr 00:00 |  | News |  | "),
    (f"{POSTED}15:05 12 May 2020\nWhy?\nText here.", "12 May 15:05 |  | Why? |  | Text here."),
    (
        f"{POSTED}\n15:05\nBreaking\nNews\nTom Bateman\nBBC News, Beijing\nText here.",
        "12 May 15:05 | Breaking | News | Tom Bateman, BBC News, Beijing | Text here.",
    ),
    (f"{POSTED}\n\nText here.", "12 May 15:05 |  |  |  | Text here."),
    (f"1. 10. News{AT}", " | 10. News |  | "),
)


def told(blog: LiveBlog) -> list[str]:
    """Each post in a line: "26 Apr 10:26 | kicker | headline | authors | words of the body"."""
    return [
        f"{post.published:%d %b %H:%M} | {post.kicker} | {post.headline} | {post.byline} | "
        + " / ".join(map(words_of, post.body))
        for post in blog.posts
    ]


@pytest.mark.parametrize(("text", "said"), HEADS)
def test_heads(text: str, said: str) -> None:
    post = said if said.count("|") == 4 else f"26 Apr 11:18 | {said}"
    for copied in (
        text,
        text.replace("\n", "\r\n"),
        text.replace(" ", "\xa0"),
        "\ufeff" + text.replace("\n", "\n\t"),
    ):
        blog = read(copied.encode())
        assert (told(blog), messages(blog)) == ([post], "")


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
    assert [words_of(block) for block in post.body] == body


BODIES: dict[str, tuple[Block, ...]] = {
    "A hallImage source, Reuters\nImage caption,\n\nThe hall": (
        Image("A hall", "Reuters", "The hall"),
    ),
    "Image source, EPA\n\nText.": (Image(credit="EPA"), Paragraph("Text.")),
    "A hallImage source, EPA\n\nText.": (Image("A hall", "EPA"), Paragraph("Text.")),
    "A hallImage source, EPAImage caption, The hall": (Image("A hall", "EPA", "The hall"),),
    "A hallImage source, Reuters\nImage caption,": (Image("A hall", "Reuters"),),
    "AImage source, B\n\nCImage source, D": (Image("A", "B"), Image("C", "D")),
    "A hallImage caption,\nThe hall": (Image("A hall", "", "The hall"),),
    "Copyright: EPA\nImage caption: The hall": (Image("", "EPA", "The hall"),),
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


def test_endless_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    post = f"  1. Headpublished at 11:18 {STAMP}\n\n    Text.\n"
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    with pytest.raises(UnreadableError, match=r"^Line 7: the text has more than 3 lines"):
        read(f"{post}\n\na\nb\n".encode())
    monkeypatch.setattr(lines, "MOST_LINES", 30)
    monkeypatch.setattr("tui.readers.pieces.clocks.openings.MOST_OPENINGS", 3)
    with pytest.raises(UnreadableError, match=r"^The text has more than 3 posts"):
        read(f"{post}\n".encode() * 4)
