"""Posts that the reader marked, with notes."""

from contextlib import suppress
from datetime import datetime

from tui.model.blog import LiveBlog, PostRow, plain_text
from tui.model.safe_text import clean, one_line
from tui.model.versions import standing_at
from tui.settings.state import remember_entry, table


def all_marks() -> list[PostRow]:
    """Marks of all live blogs, without damaged entries; the blog marked last comes first."""
    found = []
    for name, noted in reversed(table("marks").items()):
        for entry in noted if isinstance(noted, list) else ():
            with suppress(AttributeError, TypeError, ValueError):
                published, title, note, *post = entry
                words = one_line(title), one_line(note), *map(clean, post)
                found.append(PostRow(name, datetime.fromisoformat(published), *words))
    return found


def marks_in(blog: LiveBlog) -> dict[int, str]:
    """Notes of the marked posts, by index; "" without a note."""
    return {index: mark.note for index, mark in _by_post(blog).items()}


def _by_post(blog: LiveBlog) -> dict[int, PostRow]:
    """Marks of this live blog, and marks of the same words elsewhere, because several live blogs on
    one clock have a name of their own."""
    places = {(post.published, post.title): n for n, post in reversed([*enumerate(blog.posts)])}
    found: dict[int, PostRow] = {}
    for mark in all_marks():
        n = places.get((mark.published, mark.title))
        if n is not None and (mark.blog == blog_name(blog) or mark.text == _last_text(blog, n)):
            found.setdefault(n, mark)  # the newest
    return found


def _last_text(blog: LiveBlog, post: int) -> str:
    return plain_text(standing_at(blog.posts[post], None).post.body)


def remember_mark(blog: LiveBlog, post: int, note: str | None) -> str:
    """Mark a post, or unmark it with None. Others stay, because another page or another run of the
    live blog has them. Returns a sentence if the mark cannot be kept, else ""."""
    new = _marked(blog, post, note or "")
    kept = _by_post(blog).get(post, new)
    noted = {x[1:3]: x for x in all_marks() if x.blog == kept.blog} | {new[1:3]: new}
    if note is None:
        del noted[new[1:3]]
    rows = sorted([mark.published.isoformat(), *mark[2:]] for mark in noted.values())
    told = remember_entry("marks", kept.blog, rows or None)
    if told or note is not None or post not in _by_post(blog):
        return told
    return remember_mark(blog, post, None)  # under another name


def _marked(blog: LiveBlog, post: int, note: str) -> PostRow:
    marked, last = blog.posts[post], standing_at(blog.posts[post], None).post
    words = note, last.byline, last.url, plain_text(last.body)
    return PostRow(blog_name(blog), marked.published, marked.title, *words)


def blog_name(blog: LiveBlog) -> str:
    """Name that later copies of a page share, although they have more posts."""
    return blog.url or blog.title or blog.start.isoformat()
