"""The page as it stood at a moment, and how its parts are told in text."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from tui.model.blog import LiveBlog, Post


def standing(blog: LiveBlog, as_of: datetime | None) -> Sequence[Post]:
    """The posts published at or before the moment; all of them without one."""
    if as_of is None:
        return blog.posts
    return blog.posts[: bisect_right(blog.posts, as_of, key=lambda post: post.published)]


def byline(post: Post) -> str:
    """ "Tom Bateman, in Beijing · Ana Lee"."""
    return " · ".join(
        f"{author.name}, {author.role}" if author.role else author.name for author in post.authors
    )


def labels(post: Post) -> list[str]:
    """What stands over the headline: "Analysis", "Key event", "Pinned", the source of a merged blog."""
    marked = [("Key event", post.key_event), ("Pinned", post.pinned)]
    return [
        text
        for text in (post.kicker, *(name for name, is_so in marked if is_so), post.source)
        if text
    ]
