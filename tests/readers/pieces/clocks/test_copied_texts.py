"""Texts copied from a browser: the posts of live blogs in many shapes, and what is none.

Each file of `copied` has its name, the day that the user gives, its posts with the oldest first
("post: 12 May 14:30 | headline | authors | first words"), a line of dashes, and the text.
"""

from datetime import date
from pathlib import Path

import pytest

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.page import GivenDay

FILES = {
    path.stem: path.read_bytes().decode().partition("\n---\n")
    for path in sorted((Path(__file__).parent / "copied").glob("*.txt"))
}
BLOGS = [name for name, (head, *_) in FILES.items() if "\npost: " in head]


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


def expected(post: str) -> str:
    time, head, name, text = (field.strip() for field in post.split("|"))
    return " | ".join([time, " ".join(head.split()[:3]), name, " ".join(text.split()[:3])])


@pytest.mark.parametrize("name", BLOGS)
def test_a_live_blog_is_read_as_a_person_reads_it(name: str) -> None:
    head, _, text = FILES[name]
    fields = [line.partition(": ")[::2] for line in head.splitlines()[1:]]
    posts = [expected(value) for field, value in fields if field == "post"]
    day = next((date.fromisoformat(value) for field, value in fields if field == "day"), None)
    assert shown(read(text.encode(), GivenDay(day) if day else None)) == posts


@pytest.mark.parametrize("name", sorted(FILES.keys() - BLOGS))
def test_what_is_no_live_blog_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError):
        read(FILES[name][2].encode())


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01 text", b"text \xff\xfe\xfa \x80\x81", b" "])
def test_what_is_no_text_is_refused_with_a_day_too(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data, GivenDay(date(2020, 10, 15), timeless=True))
