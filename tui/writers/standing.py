"""A live blog as it was at a moment."""

from bisect import bisect_right
from datetime import datetime

from tui.model.blog import LiveBlog
from tui.model.summary import known_points
from tui.model.versions import known_versions


def as_it_stood(blog: LiveBlog, as_of: datetime | None) -> LiveBlog:
    """Only the posts, versions and summary points known then; None: all. May have no posts."""
    if as_of is None:
        return blog
    count = bisect_right(blog.posts, as_of, key=lambda post: post.published)
    posts = tuple(known_versions(post, as_of) for post in blog.posts[:count])
    summary = known_points(blog, as_of, at_end=as_of >= blog.end)
    return blog._replace(posts=posts, summary=summary)
