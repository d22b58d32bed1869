"""Signs that a page is a part; `tests/data/readings` has a page for each. A whole is none."""

from typing import Any

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved

from tui.model.part import Coverage
from tui.readers import read

OLDER, NEWER = ("before",), ("after",)


def sides(part: Coverage | None) -> tuple[str, ...]:
    """On which sides posts are missing."""
    return tuple(
        "before" if span.after is None else "after" for span in (part.missing if part else ())
    )


def blog_of() -> dict[str, Any]:
    """JSON-LD with three updates."""
    clocks = ("12:00", "12:17", "12:55")
    return posting(*(update(f"2024-04-26T{x}:00Z", f"At {x}") for x in clocks))


COUNTED = '<span class="liveblog-pagination-pages">1 of {}</span>'
NEWER_LINK, OLDER_LINK = (f'<a rel="{x}" href="?page=2">2</a>' for x in ("prev", "next"))
PAGES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "1 of 1": (page(blog_of(), body=COUNTED.format(1)), ()),
    "1 of 2": (page(blog_of(), body=COUNTED.format(2)), OLDER),
    "a link to newer posts": (page(blog_of(), body=NEWER_LINK), NEWER),
    "a link without an address": (page({**blog_of(), "url": ""}, body=OLDER_LINK), ()),
    "our own format": (as_json({**blog_of(), "tui:version": 1}), ()),
    "copied text": (saved("copied-sport.txt"), ()),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_sides_on_which_posts_are_missing(name: str) -> None:
    data, missing = PAGES[name]
    assert sides(read(data).part) == missing


def test_a_pinned_post_is_not_where_a_part_begins() -> None:
    updates = [
        {**update(f"2024-04-26T1{n}:26:00Z", f"Number {n}", f"Text {n}."), "@id": f"post-{n}abcdef"}
        for n in range(4)
    ]
    body = '<article id="post-0abcdef" class="pinned"></article>' + COUNTED.format(2)
    blog = read(page(posting(*updates), body=body))
    assert blog.part is not None
    assert blog.part.missing[0].before == blog.posts[1].published
