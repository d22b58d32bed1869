"""Heads of copied posts of BBC pages, and limits of a text; `tests/data/texts` has whole texts."""

import pytest
from live_blog_data import messages, words_of
from readings import answers

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.pieces.clocks import lines

STAMP = "British Summer Time 26 April 2024"
HEADS: list[tuple[str, str]] = answers("heads-of-copied-posts")
"""Text; then day and clock unless 26 Apr 11:18, kicker, headline, byline, body."""


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
