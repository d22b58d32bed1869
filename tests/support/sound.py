"""Any bytes give a sound live blog or a refusal in a sentence."""

import re

from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError
from tui.readers import read
from tui.readers.own_format import dumps
from tui.readers.page import NOTHING_GIVEN, Given

STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufeff]")


def sound_or_refused(data: bytes, given: Given = NOTHING_GIVEN) -> LiveBlog | str:
    """The live blog, or the one error that is one sentence."""
    try:
        blog = read(data, given)
    except LiveBlogError as error:
        told = str(error)
        assert told.endswith("."), told
        assert told.count("\n") <= 2, told
        return told
    check(blog)
    return blog


def check(blog: LiveBlog) -> None:
    """Its times are in order and have offsets, its texts are clean, and it is read as written."""
    times = [post.published for post in blog.posts]
    assert times
    assert times == sorted(times)
    assert all(moment.tzinfo is not None for moment in times)
    for post in blog.posts:
        assert not STEERING.search(" ".join((post.headline, post.kicker, post.byline, post.text)))
        for block in post.body:
            for part in block.parts:
                ends = ((start, end) for start, end, _ in part.links)
                assert all(0 <= start < end <= len(part.text) for start, end in ends)
    written = dumps(blog)
    assert dumps(read(written.encode())) == written
