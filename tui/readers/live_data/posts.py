"""The posts of a list of JSON entries: each is read or remarked on, none is lost in silence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tui.model.blog import Post
from tui.model.errors import UnreadableError
from tui.model.safe_text import one_line
from tui.readers.live_data.fields import Object
from tui.readers.order import in_order
from tui.readers.page import Page
from tui.readers.warnings import Remarks

NO_OBJECT = "The entry is no object with fields and was left out."
NO_TIME = "The post has no time that can be read and was left out."
EMPTY = "The post is empty: it has no headline, no text and no picture."

MOST_KINDS = 20
"""Kinds of parts that are not read and are named."""
LONGEST_KIND = 60
"""Characters of the name of a kind."""


def posts_of(
    entries: Sequence[Any],
    time_of: Callable[[Object], datetime | None],
    post_of: Callable[[Object, datetime, int], Post],
    remarks: Remarks,
) -> tuple[Post, ...]:
    """The posts of the entries, oldest first; `post_of` gets an entry's number too, from 1.

    Raises UnreadableError if no entry has a time and a word.
    """
    posts = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            remarks.add(NO_OBJECT, number)
            continue
        moment = time_of(entry)
        if moment is None:
            remarks.add(NO_TIME, number)
            continue
        post = post_of(entry, moment, number)
        if post.headline or post.body:
            posts.append(post)
        else:
            remarks.add(EMPTY, number)
    if not posts:
        raise UnreadableError(
            f"None of the live blog's {len(entries)} posts has a time and a word to show."
        )
    return in_order(posts, remarks)


def remark_on_json(page: Page, remarks: Remarks) -> None:
    """Remark on JSON that breaks off or was mended otherwise, and on bytes that were replaced."""
    if page.is_json and page.json.guessed:
        remarks.add(f"The JSON {page.json.guessed}.")
    if page.decoded.trouble:
        remarks.add(page.decoded.trouble)


class UnreadKinds:
    """Remarks on the kinds of parts that are not read, of which only the first are named."""

    def __init__(self, message: str, remarks: Remarks) -> None:
        self._message, self._remarks = message, remarks
        self._named: set[str] = set()

    def add(self, kind: str, number: int) -> None:
        """Remark on a part of the post of that number."""
        kind = one_line(kind[:LONGEST_KIND]) or "no name"
        if len(self._named) < MOST_KINDS:
            self._named.add(kind)
        shown = kind if kind in self._named else "other kinds"
        self._remarks.add(self._message.format(shown), number)


def lack(page: Page, text: str) -> str:
    """The text of what a page lacks, or that its JSON cannot be parsed."""
    trouble = page.json.trouble if page.is_json else ""
    return f"the JSON cannot be parsed ({trouble})" if trouble else text
