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
    ],
)
def test_links_to_something_else(link: str) -> None:
    assert found(link) == Neighbours()


def test_a_link_elsewhere_does_not_hide_the_right_one() -> None:
    other = '<a rel="next" href="https://news.example/live/geese">Next story</a>'
    assert found(other + '<a href="?page=2">Older</a>').older == f"{LIVE}?page=2"
