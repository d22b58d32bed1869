"""Finds a post by the start of its headline, or else by words inside it."""

from collections.abc import Sequence

from tui.model.blog import Post
from tui.playback.search import as_typed

_WHOLE_HEADLINE = 10  # characters that identify a headline with more pasted after it
LEAST_INSIDE = 3  # characters typed to search inside headlines


def headline_index(posts: Sequence[Post], text: str) -> int | None:
    """A post whose title is the text, else starts like it, else contains its words."""
    wanted = " ".join(text.casefold().rstrip(".…").split())
    if len(wanted) < 2:
        return None
    begins: int | None = None
    for index, post in enumerate(posts):
        for title in (post.title, f"{post.kicker} {post.headline}" if post.kicker else ""):
            known = " ".join(as_typed(title[: len(text) + _WHOLE_HEADLINE]).casefold().split())
            if known == wanted:
                return index
            if begins is None and known and _continues(known, wanted):
                begins = index
    return _index_by_word(posts, wanted) if begins is None else begins


def _index_by_word(posts: Sequence[Post], wanted: str) -> int | None:
    """The first post with a title in which a word begins with the text."""
    if len(wanted) < LEAST_INSIDE:
        return None
    for index, post in enumerate(posts):
        known = " ".join(as_typed(post.title).casefold().split())
        at = known.find(wanted)
        while at >= 0:
            if not known[at - 1 : at].isalnum():
                return index
            at = known.find(wanted, at + 1)
    return None


def _continues(known: str, wanted: str) -> bool:
    """True if the title goes on after the text, or more was pasted after a whole title."""
    pasted_more = len(known) >= _WHOLE_HEADLINE and wanted.startswith(known)
    return known.startswith(wanted) or pasted_more
