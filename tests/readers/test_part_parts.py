"""Every sign of a part, each on a page of its own, and the whole that is never accused."""

import pytest
from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved

from tui.model.part import Coverage
from tui.readers import read

OLDER, NEWER = ("before",), ("after",)
G = "https://www.theguardian.com/marrow/live/2022/mar/15/lantern-walk-live?page=with:block-"
B = "https://www.bbc.co.uk/news/live/uk-marrow-70000002"


def sides(part: Coverage | None) -> tuple[str, ...]:
    """On which sides posts are missing."""
    return tuple(
        "before" if span.after is None else "after" for span in (part.missing if part else ())
    )


@pytest.mark.parametrize(
    ("name", "sign", "pages", "total", "missing", "links"),
    [
        ("guardian-1-of-3.html", "pages", (1,), 3, OLDER, 1),
        ("guardian-2-of-3.html", "pages", (2,), 3, OLDER + NEWER, 2),
        ("guardian-3-of-3.html", "pages", (3,), 3, NEWER, 1),
        ("guardian-data.json", "pages", (1,), 4, OLDER, 1),
        ("bbc-2-of-4.html", "pages", (2,), 4, OLDER + NEWER, 2),
        ("bbc-payload.html", "pages", (1,), 5, OLDER, 0),
        ("bbc-initial-data.html", "pages", (3,), 3, NEWER, 0),
        ("bbc-stream.json", "pages", (1,), 6, OLDER, 0),
        ("wordpress.html", "pages", (1,), 3, OLDER, 1),
        ("older-link.html", "older link", (), 0, OLDER, 1),
        ("first-published.html", "first published", (), 0, OLDER, 0),
        ("first-published-microdata.html", "first published", (), 0, OLDER, 0),
        ("guardian-first-published.html", "first published", (), 0, OLDER, 0),
    ],
)  # fmt: skip
def test_each_sign_is_found_on_its_page(
    name: str, sign: str, pages: tuple[int, ...], total: int, missing: tuple[str, ...], links: int
) -> None:
    blog = read(saved(f"parts/{name}"))
    assert blog.part is not None
    assert (blog.part.sign, blog.part.pages, blog.part.total) == (sign, pages, total)
    assert sides(blog.part) == missing
    assert len(blog.part.links) == links
    assert all(span.before in (None, blog.start) for span in blog.part.missing)
    assert all(span.after in (None, blog.end) for span in blog.part.missing)


def test_a_page_without_a_sign_is_the_whole() -> None:
    assert read(saved("parts/whole.html")).part is None


def test_links_lead_to_the_neighbours_the_older_one_first() -> None:
    part = read(saved("parts/guardian-2-of-3.html")).part
    assert part is not None
    assert [link.partition("&")[0] for link in part.links] == [
        f"{G}622f00038f08b2c4d6e8a003",
        f"{G}622f00088f08b2c4d6e8a008",
    ]
    part = read(saved("parts/bbc-2-of-4.html")).part
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
