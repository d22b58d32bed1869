"""Posts that the reader marked, with notes."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import one_line
from tui.settings.state import remember_entry, table

MOST_BLOGS = 200


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


def remember_marks(blog: LiveBlog, marks: Mapping[int, str]) -> str:
    """Replace the marks of these posts; marks of posts that are not here stay, because another page
    of the live blog has them. Marks of the blogs marked longest ago are forgotten. Returns a
    sentence if they cannot be kept, else ""."""
    here = set(map(_post_name, blog.posts))
    noted = [(*_post_name(blog.posts[index]), note) for index, note in marks.items()]
    noted += [entry for entry in _entries(blog_name(blog)) if entry[:2] not in here]
    noted.sort()
    return remember_entry("marks", blog_name(blog), noted or None, MOST_BLOGS)


def blog_name(blog: LiveBlog) -> str:
    """A text equal for later copies of a page, which have more posts."""
    return blog.url or blog.title or blog.start.isoformat()


def _post_name(post: Post) -> tuple[str, str]:
    return (post.published.isoformat(), post.title)
