"""The posts that the reader marked, with the reader's notes."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from tui.model.blog import LiveBlog, Paragraph, Post, PostRow
from tui.model.versions import in_every_version
from tui.writers.markdown import escaped


def marked_line(blog: LiveBlog, marks: Mapping[int, str]) -> str:
    return f"Marked posts: {len(marks)} of {len(blog.posts)}"


def only_marked(blog: LiveBlog, marks: Mapping[int, str]) -> LiveBlog:
    """Only these posts, each with the reader's note at the end; all without marks. The description
    begins with the count; the summary, which covers all posts, is left out."""
    if not marks:
        return blog
    posts = tuple(_with_note(blog.posts[index], note) for index, note in sorted(marks.items()))
    description = f"{marked_line(blog, marks)}. {blog.description}".rstrip()
    return blog._replace(posts=posts, summary=(), description=description)


def _with_note(post: Post, note: str) -> Post:
    if not note:
        return post
    added = Paragraph(f"Reader's note: {note}")
    return in_every_version(post, lambda each: each._replace(body=(*each.body, added)))


def marks_as_markdown(marks: Iterable[PostRow]) -> str:
    """Marked posts of several live blogs, under each blog's name."""
    parts = ["# Marked posts"]
    for blog, of_blog in groupby(marks, key=lambda mark: mark.blog):
        name = f"<{blog}>" if "://" in blog else escaped(blog)
        lines = [
            f"- **{escaped(mark.title)}** ({mark.published:%Y-%m-%d %H:%M %z})"
            + (f": {escaped(mark.note)}" if mark.note else "")
            for mark in of_blog
        ]
        parts += [f"## {name}", "\n".join(lines)]
    return "\n\n".join(parts)
