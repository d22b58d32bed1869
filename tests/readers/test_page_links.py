"""Where the other pages are, as a program that fetches them has to know."""

import gzip

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved

from tui.readers.other_pages import PageLinks
from tui.readers.page_links import page_links

HERE = "https://news.example/world/live/bells"
SETTINGS = '<script>liveblog_settings = {{"endpoint_url":"{}"}}</script>'


def test_the_neighbours_of_a_guardian_page_stand_at_its_own_address() -> None:
    found = page_links(saved("parts/guardian-2-of-3.html"), HERE, 0)
    assert (found.number, found.total) == (2, 3)
    assert found.older == f"{HERE}?page=with:block-622f00038f08b2c4d6e8a003&filterKeyEvents=false"
    assert found.newer == f"{HERE}?page=with:block-622f00088f08b2c4d6e8a008&filterKeyEvents=false"
    packed = gzip.compress(saved("parts/guardian-2-of-3.html"), mtime=0)
    assert page_links(packed, HERE, 0) == found


@pytest.mark.parametrize(
    ("head", "older"),
    [
        ('<link rel="next" href="/world/live/bells?page=2">', f"{HERE}?page=2"),
        ('<link rel="next" href="https://other.example/world/live/bells?page=2">', ""),
        ('<link rel="next" href="/world/another-article">', ""),
        ('<link rel="next" href="javascript:alert(1)">', ""),
    ],
)
def test_a_link_to_the_next_page_is_one_of_the_same_live_blog(head: str, older: str) -> None:
    assert page_links(page(posting(update()), head=head), HERE, 0) == PageLinks(older=older)


@pytest.mark.parametrize(
    ("endpoint", "instead"),
    [
        (
            r"https:\/\/n.example\/wp-json\/liveblog\/v1\/7\/",
            "https://n.example/wp-json/liveblog/v1/7/entries/0/1714132800/",
        ),
        (
            "http://n.example/2024/04/x/liveblog/",
            "http://n.example/2024/04/x/liveblog/entries/0/1714132800/",
        ),
        ("https://n.example/comments/", ""),
        ("file:///liveblog/", ""),
    ],
)
def test_the_endpoint_of_a_word_press_live_blog(endpoint: str, instead: str) -> None:
    data = page(posting(update()), body=SETTINGS.format(endpoint))
    assert page_links(data, HERE, 1714132800.7).instead == instead.replace("800/", "801/")


def test_sourcefabrics_posts_are_walked_from_the_oldest() -> None:
    counts = {"page": 2, "max_results": 100, "total": 250}
    data = as_json({"_items": [{}], "_meta": counts})
    first = "https://lb.example/posts?page=1&limit=100&ordering=oldest_first"
    assert page_links(data, "https://lb.example/posts?page=9", 0) == PageLinks(instead=first)
    assert page_links(data, first.replace("=1&", "=2&"), 0) == PageLinks(
        older=first.replace("=1&", "=3&"), number=2, total=3
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"{}",
        b"[1",
        b'{"_items": [], "_meta": {"page": "x", "max_results": 0, "total": -1}}',
        b"\x1f\x8bdamaged",
        b"<p>" * 400_000,
    ],
)
def test_what_says_nothing(data: bytes) -> None:
    assert page_links(data, HERE, 0) == PageLinks()
