"""Texts without any times, read to be played at even distances."""

from datetime import date

import pytest
from liveblogs import page

from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.page import GivenDay
from tui.readers.pieces.clocks.days import GIVEN_DAY
from tui.readers.pieces.clocks.timeless import NUMBERED, PARAGRAPHS

DAY = date(2020, 10, 15)
MIDNIGHT = "2020-10-15T00:00:00+01:00"


def test_numbered_posts_are_taken_for_newest_first() -> None:
    blog = read(page("copied-no-times.txt"), GivenDay(DAY, timeless=True))
    assert len(blog.posts) >= 3
    assert {post.published.isoformat() for post in blog.posts} == {MIDNIGHT}
    told = [warning.message for warning in blog.warnings]
    assert NUMBERED in told
    assert f"{GIVEN_DAY} ({DAY})." in told
    assert (blog.format, blog.publisher) == ("BBC text", "BBC News")


def test_the_numbers_give_the_posts_their_headlines_and_texts() -> None:
    text = "Live\n\n1. Last\n\nThe end.\n\n2. Post\n\nIn between.\n\n3.\nFirst\n\n1. No post.\n"
    blog = read(text.encode(), GivenDay(DAY, timeless=True))
    assert [(post.headline, [block.gist for block in post.body]) for post in blog.posts] == [
        ("First", ["No post."]),
        ("", ["In between."]),
        ("Last", ["The end."]),
    ]
    assert blog.title == "Live"


def test_without_numbers_each_paragraph_is_a_post_in_the_texts_order() -> None:
    blog = read(b"One.\nAnd more.\n\nTwo.\n\nThree.\n", GivenDay(DAY, timeless=True))
    assert [post.body[0].gist for post in blog.posts] == ["One.", "Two.", "Three."]
    assert PARAGRAPHS in [warning.message for warning in blog.warnings]
    assert (blog.format, blog.publisher, blog.language) == ("text without times", "", "")


def test_a_text_with_times_is_read_by_them() -> None:
    text = b"1. Bpublished at 10:30\n\n2. Apublished at 10:00\n"
    posts = read(text, GivenDay(DAY, timeless=True)).posts
    assert [f"{post.published:%H:%M}" for post in posts] == ["10:00", "10:30"]


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x00\x01 text", b"text \xff\xfe\xfa text \x80\x81", b" "]
)
def test_what_is_no_text_is_refused_all_the_same(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data, GivenDay(DAY, timeless=True))
