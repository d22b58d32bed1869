"""Signs that a page is a part; `tests/data/readings` has a page for each. A whole is none."""

from typing import Any

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved

from tui.model.part import Coverage
from tui.readers import read

OLDER, NEWER = ("before",), ("after",)
CLOCKS = ("12:00", "12:17", "12:20", "12:55")


def sides(part: Coverage | None) -> tuple[str, ...]:
    """On which sides posts are missing."""
    return tuple(
        "before" if span.after is None else "after" for span in (part.missing if part else ())
    )


def blog_of(*clocks: str, **more: Any) -> dict[str, Any]:
    """JSON-LD with updates at these times."""
    updates = (update(f"2024-04-26T{x}:00Z", f"At {x}") for x in clocks or CLOCKS)
    return posting(*updates, **more)


EARLY = "2024-04-26T06:00:00Z"
COUNTED = '<span class="liveblog-pagination-pages">1 of {}</span>'
NEWER_LINK, OLDER_LINK = (f'<a rel="{x}" href="?page=2">2</a>' for x in ("prev", "next"))
META = '<meta property="article:published_time" content="2024-04-26T{}:00Z">'
ITEM = '<meta itemprop="datePublished" content="2024-04-26T08:00:00Z">'
SCOPE = 'itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"'
MADE_UP = ("12:00", "12:10", "12:20", "12:30", "12:40")
SAID = "<p>First published on Fri 26 Apr 2024 12.20 IST</p>"
SITE = "https://{}/live/bells"
PAGES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "published over an hour before": (as_json(blog_of(datePublished=EARLY)), OLDER),
    "published an hour before": (as_json(blog_of(datePublished="2024-04-26T11:00:00Z")), ()),
    "two posts": (as_json(blog_of("12:00", "12:30", datePublished=EARLY)), ()),
    "one time for all": (as_json(blog_of(*["12:00"] * 4, datePublished=EARLY)), ()),
    "times made up": (as_json(blog_of(*MADE_UP, datePublished=EARLY)), ()),
    "the page before the event": (
        as_json(blog_of(datePublished=EARLY, coverageStartTime="2024-04-26T11:45:00Z")), (),
    ),
    "the event before the posts": (
        as_json(blog_of(datePublished=EARLY, coverageStartTime="2024-04-26T06:30:00Z")), OLDER,
    ),
    "the later of two times": (page(blog_of(datePublished=EARLY), head=META.format("11:30")), ()),
    "a time of an edit": (page(blog_of(datePublished=EARLY), head=META.format("12:56")), OLDER),
    "an update's time in microdata": (page(blog_of(), body=f"<div {SCOPE}>{ITEM}</div>"), ()),
    "a time in microdata": (page(blog_of(), body=f"<div>{ITEM}</div>"), OLDER),
    "1 of 1": (page(blog_of(datePublished=EARLY), body=COUNTED.format(1)), ()),
    "a link to newer posts": (page(blog_of(), body=NEWER_LINK), NEWER),
    "a link without an address": (page({**blog_of(), "url": ""}, body=OLDER_LINK), ()),
    "Irish time": (page(blog_of(url=SITE.format("news.example.ie")), body=SAID), ()),
    "Indian time": (page(blog_of(url=SITE.format("x.example.in")), body=SAID), OLDER),
    "our own format": (as_json({**blog_of(datePublished=EARLY), "tui:version": 1}), ()),
    "copied text": (saved("copied-sport.txt"), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_sides_on_which_posts_are_missing(name: str) -> None:
    data, missing = PAGES[name]
    assert sides(read(data).part) == missing


@pytest.mark.parametrize(
    "published",
    [None, "2024-04-26", "2024-04-26T00:00:00Z", "2024-04-26T00:00:00+01:00",
     "2024-04-26T12:55:00Z", "2023-01-03T09:10:00Z", "soon", 12],
)  # fmt: skip
def test_times_of_publication_that_say_nothing(published: object) -> None:
    assert read(as_json(blog_of(datePublished=published))).part is None


@pytest.mark.parametrize(
    ("said", "is_part"),
    [
        ("First published on Fri 26 Apr 2024 05.38 BST", True),
        ("FIRST PUBLISHED ON 26 April 2024 05:38 BST", True),
        ("First Published: 26 April 2024 05:38 BST", True),
        ("First published at 26 April 2024 12:30 BST", False),
        ("First published on paper in 1824", False),
    ],
)
def test_the_time_in_words(said: str, is_part: bool) -> None:
    data = blog_of(url="https://www.bbc.co.uk/news/live/x-1")
    assert (read(page(data, body=f"<p>{said}</p>")).part is not None) == is_part


def test_a_pinned_post_is_not_where_a_part_begins() -> None:
    updates = [
        {**update(f"2024-04-26T1{n}:26:00Z", f"Number {n}", f"Text {n}."), "@id": f"post-{n}abcdef"}
        for n in range(4)
    ]
    body = '<article id="post-0abcdef" class="pinned"></article>' + COUNTED.format(2)
    blog = read(page(posting(*updates), body=body))
    assert blog.part is not None
    assert blog.part.missing[0].before == blog.posts[1].published
