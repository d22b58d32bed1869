"""Posts that the reader marked, with notes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from tui.model.blog import LiveBlog, MarkedPost, plain_text
from tui.model.safe_text import clean, one_line
from tui.model.versions import standing_at
from tui.settings.state import remember_entry, table


def all_marks() -> list[MarkedPost]:
    """Marks of all live blogs; the blog marked last comes first."""
    found = []
    for name in reversed(table("marks")):
        for published, title, note, *post in _entries(name):
            with suppress(ValueError):
                moment = datetime.fromisoformat(published)
                found.append(MarkedPost(name, moment, one_line(title), note, *map(clean, post)))
    return found


def marks_in(blog: LiveBlog) -> dict[int, str]:
    """Notes of the marked posts, by index; "" without a note."""
    notes = {(published, title): note for published, title, note, *_ in _entries(blog_name(blog))}
    names = ((post.published.isoformat(), post.title) for post in blog.posts)
    return {index: notes.pop(name) for index, name in enumerate(names) if name in notes}


def _entries(name: str) -> Iterator[list[str]]:
    """Time, title, note and maybe author, link, text of each marked post; no damaged entries."""
    noted = table("marks").get(name)
    for entry in noted if isinstance(noted, list) else ():
        match entry:
            case [str(published), str(title), str(note), *post] if len(post) in (0, 3):
                yield [published, title, one_line(note), *map(str, post)]


def remember_mark(blog: LiveBlog, post: int, note: str | None) -> str:
    """Mark a post, or unmark it with None. Others stay, because another page or another run of the
    live blog has them. Returns a sentence if the mark cannot be kept, else ""."""
    last = standing_at(blog.posts[post], None).post
    name = [blog.posts[post].published.isoformat(), blog.posts[post].title]
    noted = [entry for entry in _entries(blog_name(blog)) if entry[:2] != name]
    if note is not None:
        noted.append([*name, note, last.byline, last.url, plain_text(last.body)])
    return remember_entry("marks", blog_name(blog), sorted(noted) or None)


def blog_name(blog: LiveBlog) -> str:
    """Name that later copies of a page share, although they have more posts."""
    return blog.url or blog.title or blog.start.isoformat()
