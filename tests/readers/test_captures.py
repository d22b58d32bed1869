"""The captures of a live blog in a web archive, each with its time."""

from live_blog_data import as_json, page, posting, update
from web_archives import answer, record

from tui.readers import read_all

LIVE = "https://news.example/live"
BLOG = page(posting(update(), update("2024-04-26T11:00:00Z", "Second"), url=None))


def captured(minute: int, body: bytes, address: str = LIVE) -> bytes:
    return record("response", address, f"2024-04-26T12:{minute:02}:00Z", answer(body))


def test_each_capture_is_a_live_blog_with_its_time_and_address() -> None:
    first, again, json = read_all(
        captured(0, BLOG) + captured(1, BLOG) + captured(2, as_json(posting(update())))
    )
    assert [one.captured.minute for one in (first, again, json) if one.captured] == [0, 1, 2]
    assert first.posts is again.posts
    assert first.url == LIVE


def test_other_pages_are_left_out_and_unreadable_captures_named() -> None:
    other = captured(0, b"<p>About us</p>", "https://news.example/about")
    (blog,) = read_all(other + captured(1, BLOG))
    assert blog.warnings == ()
    (blog,) = read_all(captured(0, b"<p>Sorry</p>") + captured(1, BLOG))
    assert blog.warnings[0].message == f"A capture of {LIVE} holds no live blog: left out."
