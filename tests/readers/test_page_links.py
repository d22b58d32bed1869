"""Addresses of a live blog's other pages, for a program that fetches them."""

import pytest
from live_blog_data import page, posting, update
from readings import answers

from tui.readers.other_pages import PageLinks, page_links

HERE = "https://news.example/world/live/bells"
SETTINGS = '<script>liveblog_settings = {{"endpoint_url":"{}"}}</script>'


@pytest.mark.parametrize(("head", "older"), answers("links-to-the-next-page").items())
def test_a_link_to_the_next_page_is_one_of_the_same_live_blog(head: str, older: str) -> None:
    assert page_links(page(posting(update()), head=head), HERE, 0) == PageLinks(older=older)


NUMBERS = '<a href="{0}">1</a> 2 <a href="{0}?page=3">3</a> <a href="{0}?page=9">9</a>'


def test_pages_that_only_their_numbers_link_are_found() -> None:
    data = page(posting(update()), body=NUMBERS.format(HERE))
    links = page_links(data, f"{HERE}?page=2", 0)
    assert links == PageLinks(older=f"{HERE}?page=3", newer=HERE)
    likes = page(posting(update()), body=f'<a href="{HERE}#likes">2</a>')
    assert page_links(likes, HERE, 0) == PageLinks()


@pytest.mark.parametrize(("endpoint", "instead"), answers("endpoints-of-word-press").items())
def test_the_endpoint_of_a_word_press_live_blog(endpoint: str, instead: str) -> None:
    data = page(posting(update()), body=SETTINGS.format(endpoint))
    assert page_links(data, HERE, 1714132800.7).instead == instead


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
