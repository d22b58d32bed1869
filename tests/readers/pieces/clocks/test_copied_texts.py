"""Texts copied from a browser: the posts of live blogs in many shapes, and what is none."""

from datetime import date

import pytest
from copied_texts import BLOGS, ORDINARY, Copied

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.page import GivenDay


def shown(blog: LiveBlog) -> list[str]:
    return [
        " | ".join(
            [
                f"{post.published:%d %b %H:%M}",
                " ".join(post.headline.split()[:3]),
                post.byline,
                " ".join(" ".join(x.gist for x in post.body).split()[:3]),
            ]
        )
        for post in blog.posts
    ]


def expected(copied: Copied) -> list[str]:
    rows = [[x.strip() for x in post.split("|")] for post in copied.posts]
    return [
        " | ".join([time, " ".join(head.split()[:3]), name, " ".join(text.split()[:3])])
        for time, head, name, text in rows
    ]


@pytest.mark.parametrize("copied", BLOGS.values(), ids=BLOGS)
def test_a_live_blog_is_read_as_a_person_reads_it(copied: Copied) -> None:
    given = GivenDay(date.fromisoformat(copied.day)) if copied.day else None
    assert shown(read(copied.text.encode(), given)) == expected(copied)


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_what_is_no_live_blog_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text.encode())
