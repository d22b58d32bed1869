"""The posts that the reader marked, with notes."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from tui.model.blog import LiveBlog, Post
from tui.model.safe_text import one_line
from tui.settings.state import change_state, recall

MOST_BLOGS = 200
"""Blogs whose marks are remembered."""


class MarkedPost(NamedTuple):
    """A marked post of any live blog."""

    blog: str
    """The address of the live blog, or its title."""
    published: datetime
    title: str
    note: str


def all_marks() -> list[MarkedPost]:
    """The marked posts of all live blogs, those of the blog marked last first."""
    found = []
    for name, noted in reversed(_table(recall("marks")).items()):
        for entry in noted if isinstance(noted, list) else ():
            match entry:
                case [str(published), str(title), str(note)]:
                    with suppress(ValueError):
                        moment = datetime.fromisoformat(published)
                        found.append(MarkedPost(name, moment, one_line(title), one_line(note)))
    return found


def marks_in(blog: LiveBlog) -> dict[int, str]:
    """The posts of a blog that the reader marked, by index, with a note each, empty or not."""
    noted = _table(recall("marks")).get(blog_name(blog))
    if not isinstance(noted, list):
        return {}
    notes: dict[tuple[str, str], str] = {}
    for entry in noted:
        if isinstance(entry, list) and len(entry) == 3 and all(isinstance(x, str) for x in entry):
            notes[entry[0], entry[1]] = one_line(entry[2])
    found = {index: notes.pop(_post_name(post), None) for index, post in enumerate(blog.posts)}
    return {index: note for index, note in found.items() if note is not None}


def remember_marks(blog: LiveBlog, marks: Mapping[int, str]) -> None:
    """Remember which posts are marked; those of blogs marked longest ago are forgotten."""
    noted = [[*_post_name(blog.posts[index]), note] for index, note in sorted(marks.items())]

    def with_marks(state: dict[str, Any]) -> dict[str, Any]:
        every = _table(state.get("marks"))
        every.pop(blog_name(blog), None)
        if noted:
            every[blog_name(blog)] = noted
        return {"marks": dict(list(every.items())[-MOST_BLOGS:])}

    change_state(with_marks)


def blog_name(blog: LiveBlog) -> str:
    """A text that is the same for later copies of a page, which have more posts."""
    return blog.url or blog.title or blog.start.isoformat()


def _post_name(post: Post) -> tuple[str, str]:
    return (post.published.isoformat(), post.title)


def _table(noted: Any) -> dict[str, Any]:
    return noted if isinstance(noted, dict) else {}
