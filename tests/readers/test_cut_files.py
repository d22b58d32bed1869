"""A file whose end is missing is an error, or a warning where posts are missing; never silence."""

import gzip
import random
from collections.abc import Callable

import pytest
from live_blog_data import as_json, page, posting, update
from web_archives import answer, packed, record

from tui.model.blog import LiveBlog
from tui.model.errors import UnreadableError
from tui.readers import read_all
from tui.writers.json_ld import dumps

PLACES = 100
UPDATES = [
    update(
        f"2024-04-26T10:{n:02}:{n * n % 60:02}Z",
        f"Headline {n}",
        f"The text, “number {n}”. {'Word. ' * n}",
    )
    for n in range(40)
]
JSON = as_json(posting(*UPDATES))
PAGE = page(posting(*UPDATES), body="<p>Below.</p>")
CAPTURES = [
    record("response", "https://news.example/live", f"2024-04-26T11:0{n}:00Z", answer(PAGE))
    for n in range(3)
]
FILES: dict[str, Callable[[], bytes]] = {
    "JSON": lambda: JSON,
    "a list": lambda: b"[" + JSON + b"]",
    "our own": lambda: dumps(read_all(JSON)[0]).encode(),
    "our own in one line": lambda: dumps(read_all(JSON)[0], indent=None).encode(),
    "gzip of JSON": lambda: gzip.compress(JSON, mtime=0),
    "gzip of a page": lambda: gzip.compress(PAGE, mtime=0),
    "two members": lambda: gzip.compress(PAGE[:9000], mtime=0) + gzip.compress(PAGE[9000:]),
    "WARC": lambda: b"".join(CAPTURES),
    "WARC, packed": lambda: packed(*CAPTURES),
    "WARC, packed as one": lambda: gzip.compress(b"".join(CAPTURES), mtime=0),
}


def posts_of(blogs: list[LiveBlog]) -> int:
    return sum(len(blog.posts) for blog in blogs)


def is_told(data: bytes, posts: int) -> bool:
    """Whether cut data gives an error, a warning, or all the same posts."""
    try:
        blogs = read_all(data)
    except UnreadableError:
        return True
    return any(blog.warnings for blog in blogs) or posts_of(blogs) == posts


@pytest.mark.parametrize("name", FILES)
def test_a_cut_file_is_never_read_in_silence(name: str) -> None:
    data = FILES[name]()
    whole = read_all(data)
    assert not any(blog.warnings for blog in whole)
    ends = {len(packed(*CAPTURES[:n])) for n in (1, 2)} | {len(CAPTURES[0]) * n for n in (1, 2)}
    if name == "two members":
        ends.add(len(gzip.compress(PAGE[:9000], mtime=0)))
    drawn = random.Random(name)
    places = [place for place in drawn.sample(range(1, len(data)), PLACES) if place not in ends]
    assert [x for x in places if not is_told(data[:x], posts_of(whole))] == []
