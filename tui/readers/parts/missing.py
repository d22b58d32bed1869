"""The posts that a page lacks at its ends."""

from datetime import datetime

from tui.model.blog import LiveBlog
from tui.model.part import Missing


def first_of(blog: LiveBlog) -> datetime:
    """The time of the first post that is not pinned: a pinned one stands on every page."""
    return next((post.published for post in blog.posts if not post.pinned), blog.start)


def missing(blog: LiveBlog, *, older: bool, newer: bool = False) -> tuple[Missing, ...]:
    """What is missing before the first post, after the last, or both."""
    last = next((post.published for post in reversed(blog.posts) if not post.pinned), blog.end)
    return (
        *((Missing(None, first_of(blog)),) if older else ()),
        *((Missing(last, None),) if newer else ()),
    )
