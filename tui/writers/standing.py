"""The posts of a page at a moment, and its times as text."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from tui.model.blog import LiveBlog, Post


def standing(blog: LiveBlog, as_of: datetime | None) -> Sequence[Post]:
    """The posts published at or before the moment; all of them for None."""
    if as_of is None:
        return blog.posts
    return blog.posts[: bisect_right(blog.posts, as_of, key=lambda post: post.published)]
