"""A live blog as it stood at a moment."""

from bisect import bisect_right
from datetime import datetime

from tui.model.blog import LiveBlog
from tui.model.summary import known_points


def as_it_stood(blog: LiveBlog, as_of: datetime | None) -> LiveBlog:
    """The live blog with the posts and the points of the summary known then; None: all of it.

    It has no posts before the first of them was published.
    """
    if as_of is None or as_of >= blog.end:
        return blog
    known = bisect_right(blog.posts, as_of, key=lambda post: post.published)
    return blog._replace(posts=blog.posts[:known], summary=known_points(blog, as_of))
