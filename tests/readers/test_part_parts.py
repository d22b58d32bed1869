"""Every sign of a part, each on a page of its own, and the whole that is never accused."""

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved
from sign_pages import page_with

from tui.model.part import Coverage
from tui.readers import read

OLDER, NEWER = ("before",), ("after",)
B = "https://www.bbc.co.uk/news/live/uk-marrow-70000002"


def sides(part: Coverage | None) -> tuple[str, ...]:
    """On which sides posts are missing."""
    return tuple(
        "before" if span.after is None else "after" for span in (part.missing if part else ())
    )


@pytest.mark.parametrize(
    ("name", "sign", "pages", "total", "missing", "links"),
    [
        ("bbc-2-of-4", "pages", (2,), 4, OLDER + NEWER, 2),
        ("bbc-payload", "pages", (1,), 5, OLDER, 0),
        ("bbc-initial-data", "pages", (3,), 3, NEWER, 0),
        ("wordpress", "pages", (1,), 3, OLDER, 1),
        ("older-link", "older link", (), 0, OLDER, 1),
        ("first-published", "first published", (), 0, OLDER, 0),
    ],
)  # fmt: skip
def test_each_sign_is_found_on_its_page(
    name: str, sign: str, pages: tuple[int, ...], total: int, missing: tuple[str, ...], links: int
) -> None:
    blog = read(page_with(name))
    assert blog.part is not None
    assert (blog.part.sign, blog.part.pages, blog.part.total) == (sign, pages, total)
    assert sides(blog.part) == missing
    assert len(blog.part.links) == links
    assert all(span.before in (None, blog.start) for span in blog.part.missing)
    assert all(span.after in (None, blog.end) for span in blog.part.missing)


def test_a_page_without_a_sign_is_the_whole() -> None:
    assert read(page_with("none")).part is None


def test_links_lead_to_the_neighbours_the_older_one_first() -> None:
    part = read(page_with("bbc-2-of-4")).part
    assert part is not None
    assert part.links == (f"{B}/page/3", B)


def test_a_page_that_is_1_of_1_is_the_whole_whatever_else_it_says() -> None:
    data = posting(*(update(f"2024-04-26T1{n}:26:00Z", f"Number {n}") for n in range(4)),
                   datePublished="2024-04-26T02:00:00Z")  # fmt: skip
    counted = '<span class="liveblog-pagination-pages">1 of 1</span>'
    assert read(page(data, body=counted)).part is None
    assert read(page(data)).part is not None


def test_a_pinned_post_is_not_where_a_part_begins() -> None:
    updates = [
        {**update(f"2024-04-26T1{n}:26:00Z", f"Number {n}", f"Text {n}."), "@id": f"post-{n}abcdef"}
        for n in range(4)
    ]
    body = (
        '<article id="post-0abcdef" class="pinned"></article>'
        '<span class="liveblog-pagination-pages">1 of 2</span>'
    )
    blog = read(page(posting(*updates), body=body))
    assert blog.part is not None
    assert blog.part.missing[0].before == blog.posts[1].published


def test_our_own_format_keeps_its_part_and_copied_text_has_none() -> None:
    own = {**posting(update(), datePublished="2024-04-20T02:00:00Z"), "tui:version": 1}
    assert read(as_json(own)).part is None
    assert read(saved("copied-sport.txt")).part is None
