"""Pages that are no part in spite of a sign; `tests/data/readings` has a page for each sign."""

from live_blog_data import as_json, page, posting, update
from liveblogs import page as saved

from tui.readers import read


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
