"""Elements that name an update."""

from page_with_posts import TEXTS

from tui.model.blog import LiveBlog

LONG = "0c4bb5a3f1d2e6978899aabbccdd"
HALF = [" ".join(text.split()[::2]) for text in TEXTS]
"""Every second word: no run of words leads from these to the texts on the page."""


def bound(blog: LiveBlog) -> int:
    """How many updates are bound."""
    assert blog.binding is not None
    return blog.binding.bound
