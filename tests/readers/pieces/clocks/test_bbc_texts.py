"""Heads of copied posts of BBC pages, and limits of a text; `tests/data/texts` has whole texts."""

import pytest
from live_blog_data import messages, words_of

from tui.model.blog import LiveBlog
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
    (f"News {AT}\n\nThe TV licence costs more", " | News |  | The TV licence costs more"),
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


def test_endless_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    post = f"  1. Headpublished at 11:18 {STAMP}\n\n    Text.\n"
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    with pytest.raises(UnreadableError, match=r"^Line 7: the text has more than 3 lines"):
        read(f"{post}\n\na\nb\n".encode())
    monkeypatch.setattr(lines, "MOST_LINES", 30)
    monkeypatch.setattr("tui.readers.pieces.clocks.openings.MOST_OPENINGS", 3)
    with pytest.raises(UnreadableError, match=r"^The text has more than 3 posts"):
        read(f"{post}\n".encode() * 4)
