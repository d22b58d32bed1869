"""Links to older and newer posts of the same live blog, and no others."""

import pytest

from tui.readers.page import Page
from tui.readers.parts.links import Neighbours, neighbours_of

LIVE = "https://news.example/live/bells"


def found(body: str) -> Neighbours:
    return neighbours_of(Page(f"<html><body>{body}</body></html>".encode()), LIVE)


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="next" href="?page=2">2</a>',
        '<a rel="nofollow next" href="/live/bells?page=2">2</a>',
        '<link rel="next" href="https://news.example/live/bells?page=2">',
        '<a href="?page=2">Older posts »</a>',
        '<a href="?page=2" aria-label="Next"><svg></svg></a>',
        '<a href="?page=2"><span>Older</span></a>',
        '<a href="?page=2">Ältere Beiträge ›</a>',
        '<a href="?page=2">Page suivante</a>',
        '<a href="?page=2">Próxima</a>',
        '<div class="pagination"><b>1</b><a href="?page=2">2</a><a href="?page=9">9</a></div>',
        '<ul class="pager"><li><a href="/live/bells">1</a><li><a href="?page=2">2</a></ul>',
    ],
)
def test_links_to_older_posts(link: str) -> None:
    assert found(link) == Neighbours(older=f"{LIVE}?page=2")


def test_a_link_to_newer_posts_may_lead_to_the_live_blog_itself() -> None:
    assert found('<a rel="prev" href="/live/bells">1</a>') == Neighbours(newer=LIVE)


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="https://news.example/live/geese" title="The next story">',
        '<a rel="next" href="#next">Next</a>',
        '<a rel="next" href="?cpage=2#comments">Next</a>',
        '<a href="?page=2">Next week in the village</a>',
        '<a rel="next">Next</a>',
        '<a rel="next" href="javascript:more()">Next</a>',
        '<link rel="next" href="https://news.example/live/bells-of-2024">',
        '<link rel="next" href="https://news.example/live/bells/1234">',
        '<link rel="next" href="https://news.example/live/2">',
        '<nav><a href="/live/geese?page=2">2</a></nav>',
        '<nav class="comments"><a href="?page=2">2</a></nav>',
        '<p><a href="?page=2">2</a></p>',
    ],
)
def test_links_to_something_else(link: str) -> None:
    assert found(link) == Neighbours()


def test_a_link_elsewhere_does_not_hide_the_right_one() -> None:
    other = '<a rel="next" href="https://news.example/live/geese">Next story</a>'
    assert found(other + '<a href="?page=2">Older</a>').older == f"{LIVE}?page=2"


@pytest.mark.parametrize("there", ["/live/bells/2", "/live/bells-2.html", "/live/bells_2"])
def test_a_number_behind_the_path_names_a_page_too(there: str) -> None:
    assert found(f'<link rel="next" href="{there}">').older == f"https://news.example{there}"


def test_the_number_without_a_link_is_that_of_the_page() -> None:
    numbers = (
        '<a href="/live/bells">1</a> … <a href="?page=4">4</a> <b>5</b> <a href="?page=6">6</a>'
    )
    both = Neighbours(f"{LIVE}?page=6", f"{LIVE}?page=4")
    assert found(f"<nav>{numbers}</nav>") == both
    assert found(f"<nav>{numbers.replace('6', '9')}</nav>") == Neighbours(newer=f"{LIVE}?page=4")


def test_where_each_number_is_a_link_the_address_tells_the_page() -> None:
    links = "".join(f'<a href="?page={number}">{number}</a>' for number in (1, 2, 3))
    at_two = Page(f"<html><body><nav>{links}</nav></body></html>".encode())
    assert neighbours_of(at_two, f"{LIVE}?page=2") == Neighbours(f"{LIVE}?page=3", f"{LIVE}?page=1")
