"""The page's own count of pages, in whatever form."""

from typing import Any

import pytest
from live_blog_data import as_json
from liveblogs import page as saved
from sample_blogs import blog, many

from tui.readers.page import Page
from tui.readers.parts.page_counts import page_count

ONE = blog("10:00 One", url="https://news.example/live/bells")


def count(data: bytes) -> tuple[int, int] | None:
    found = page_count(Page(data), ONE)
    return found and (found.number, found.total)


def test_an_api_that_counts_posts() -> None:
    assert count(saved("parts/sourcefabric.json")) == (1, 3)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"_meta": {"page": 2, "max_results": 20, "total": 40}}, (2, 2)),
        ({"_meta": {"max_results": 20, "total": 15}}, (1, 1)),
        (
            {
                "_meta": {"page": 1, "max_results": 10, "total": 25},
                "_links": {"self": {"href": "posts?ordering=oldest_first"}},
            },
            (3, 3),
        ),
        ({"data": {"deep": {"page": {"index": 2, "total": 9}}}}, (2, 9)),
        ({"entries": [], "page": 1, "pages": 4, "total": 18}, (1, 4)),
        ({"entries": 3, "page": 1, "pages": 4}, None),
        ({"pagination": {"currentPage": 5, "totalPages": 4}}, None),
        ({"pagination": {"currentPage": 0, "totalPages": 4}}, None),
        ({"pagination": {"currentPage": True, "totalPages": "4"}}, None),
        ({"pagination": {"currentPage": "2", "totalPages": "4"}}, (2, 4)),
        ({"_meta": {"page": 1, "max_results": 0, "total": 4}}, None),
        ({"_meta": {"page": 1, "max_results": "x", "total": []}}, None),
        ({"page": {"index": 1, "total": 10**30}}, None),
        ({"page": 1, "_meta": [], "pagination": None}, None),
    ],
)
def test_counts_in_json_are_believed_only_if_they_make_sense(value: Any, found: object) -> None:
    assert count(as_json(value)) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<nav id="liveblog-navigation"><b>2</b><span> of </span><b>7</b></nav>', (2, 7)),
        ('<p class="liveblog-pagination-pages">Seite 2 von 3</p>', (2, 3)),
        ('<p class="liveblog-pagination-pages">of many</p>', None),
        ('<nav>Page 1 sur 3 <a href="?page=2">Suivant</a></nav>', (1, 3)),
        ('<div class="lb-pagination"><b>2</b> von <b>6</b> <a href="?seite=3">3</a></div>', (2, 6)),
        ('<ul class="pager"><li>Página 3 de 4</li><li><a href="?page=2">2</a></li></ul>', (3, 4)),
        ('<nav>1 of 5 <a href="/gallery?page=2">Next</a></nav>', None),
        ('<div class="swiper-pagination">1 / 5 <a href="#2">2</a></div>', None),
        ('<div id="comments"><nav>1 of 5 <a href="?page=2">Next</a></nav></div>', None),
        ('<p class="liveblog-pagination-pages">9 of 3</p>', None),
        ('<p class="liveblog-pagination-pages">1 of http://3</p>', (1, 3)),
        ('<p class="pages">1 of 3</p>', None),
        ('<script>{"currentPage": 2, "numberOfPages": 4}</script>', (2, 4)),
        ("<script>if (a.numberOfPages>1) b()</script>", None),
    ],
)
def test_counts_on_a_page(body: str, found: object) -> None:
    assert count(f"<html><body>{body}</body></html>".encode()) == found


@pytest.mark.parametrize(("posts", "found"), [(30, (1, 1)), (20, (1, 3)), (60, (1, 1))])
def test_data_with_the_posts_of_all_pages_is_no_part(posts: int, found: object) -> None:
    one = many(posts)
    shown = "".join(f"<h2>{entry.headline}</h2>" for entry in one.posts[-10:])
    hidden = f"<script>{[entry.headline for entry in one.posts]}</script>"
    nav = '<p class="liveblog-pagination-pages">1 of 3</p>'
    page = Page(f"<html><body>{hidden}{shown}{nav}</body></html>".encode())
    counted = page_count(page, one)
    assert (counted and (counted.number, counted.total)) == found
    nothing_shown = Page(f"<html><body>{hidden}{nav}</body></html>".encode())
    assert page_count(nothing_shown, one) is not None
