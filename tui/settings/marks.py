"""Posts that the reader marked, with notes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import one_line
from tui.settings.state import remember_entry, table


class MarkedPost(NamedTuple):
    blog: str  # address of the live blog, or its title
    published: datetime
    title: str
    note: str


def all_marks() -> list[MarkedPost]:
    """Marks of all live blogs; the blog marked last comes first."""
    found = []
    for name in reversed(table("marks")):
        for published, title, note in _entries(name):
            with suppress(ValueError):
                moment = datetime.fromisoformat(published)
                found.append(MarkedPost(name, moment, one_line(title), note))
    return found


def marks_in(blog: LiveBlog) -> dict[int, str]:
    """Notes of the marked posts, by index; "" without a note."""
    notes = {(published, title): note for published, title, note in _entries(blog_name(blog))}
    names = enumerate(map(_post_name, blog.posts))
    return {index: notes.pop(name) for index, name in names if name in notes}


def _entries(name: str) -> Iterator[tuple[str, str, str]]:
    """Time, title and note of each marked post; damaged entries are left out."""
    noted = table("marks").get(name)
    for entry in noted if isinstance(noted, list) else ():
        match entry:
            case [str(published), str(title), str(note)]:
                yield published, title, one_line(note)


def remember_mark(blog: LiveBlog, post: int, note: str | None) -> str:
    """Mark a post, or unmark it with None. Others stay, because another page or another run of the
    live blog has them. Returns a sentence if the mark cannot be kept, else ""."""
    name = _post_name(blog.posts[post])
    noted = [entry for entry in _entries(blog_name(blog)) if entry[:2] != name]
    noted += [] if note is None else [(*name, note)]
    return remember_entry("marks", blog_name(blog), sorted(noted) or None)


def blog_name(blog: LiveBlog) -> str:
    """A text equal for later copies of a page, which have more posts."""
    return blog.url or blog.title or blog.start.isoformat()


def _post_name(post: Post) -> tuple[str, str]:
    return (post.published.isoformat(), post.title)
