"""Only the posts that the reader marked, with the reader's notes."""

from collections.abc import Mapping

from tui.model.blog import LiveBlog, Paragraph, Post


def marked_line(blog: LiveBlog, marks: Mapping[int, str]) -> str:
    """How many posts of how many the marked ones are: "Marked posts: 2 of 10"."""
    return f"Marked posts: {len(marks)} of {len(blog.posts)}"


def only_marked(blog: LiveBlog, marks: Mapping[int, str]) -> LiveBlog:
    """The blog with the posts of these indices; a note stands at the end of its post.

    Its description begins with how many posts of how many these are, and goes with it into every
    format. Its summary is left out: it is of all posts, as of the blog's end.
    """
    posts = tuple(_with_note(blog.posts[index], note) for index, note in sorted(marks.items()))
    description = f"{marked_line(blog, marks)}. {blog.description}".rstrip()
    return blog._replace(posts=posts, summary=(), description=description)


def _with_note(post: Post, note: str) -> Post:
    """The post, in every version, with the note."""
    if not note:
        return post
    added = Paragraph(f"Note: {note}")
    versions = tuple(
        version._replace(
            post=version.post and version.post._replace(body=(*version.post.body, added))
        )
        for version in post.versions
    )
    return post._replace(body=(*post.body, added), versions=versions)
