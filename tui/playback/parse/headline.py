"""Finds a post by the start of its headline, or else by words inside it."""

import re
from collections.abc import Sequence

from tui.model.blog import Post
from tui.playback.search import as_typed

_LEAST = 2  # characters


def headline_index(posts: Sequence[Post], text: str) -> int | None:
    """A post whose title is the text, else starts with it, else has a word that does."""
    wanted = _plain(text).rstrip(".…")
    if len(wanted) < _LEAST:
        return None
    starts_a_word = re.compile(rf"(?<!\w){re.escape(wanted)}")
    titles = [_plain(post.title) for post in posts]
    tests = (wanted.__eq__, lambda title: title.startswith(wanted), starts_a_word.search)
    for fits in tests:
        for index, title in enumerate(titles):
            if fits(title):
                return index
    return None


def _plain(text: str) -> str:
    return " ".join(as_typed(text).casefold().split())
