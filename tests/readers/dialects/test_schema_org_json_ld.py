"""Finding the live blog among all the JSON-LD of a page."""

import json
from typing import Any

import pytest
from live_blog_data import Object, as_json, messages, page, posting, update

from tui.model.blog import Author
from tui.readers import read

MOST_NAMED = 10_000

BLOG = posting(update(), update("2024-04-26T11:00:00Z", "Second"))
OTHERS = [
    {"@type": "NewsArticle", "headline": "No"},
    {"@type": "BreadcrumbList", "itemListElement": []},
]


def test_the_live_blog_with_the_most_updates_is_chosen() -> None:
    small, empty = posting(update(), headline="Small"), posting(headline="Empty")
    assert read(page(empty, small, BLOG)).title == "A live blog"
    assert read(page(BLOG, small)).title == "A live blog"
    assert read(page([small, posting(update(), headline="Twin")])).title == "Small"


FIRST, SECOND = update(), update("2024-04-26T11:00:00Z", "Second")
PAYWALL = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".text"}


def parted(name: str, value: Any, kind: str = "LiveBlogPosting") -> Object:
    """A blog whose posts stand under another property."""
    return {**posting(**{"@type": kind}, liveBlogUpdate=None), name: value}


def test_of_many_posts_under_another_property_none_is_lost() -> None:
    count = MOST_NAMED + 2
    posts = [update(headline=f"{n}", **{"@id": f"#{n}"}) for n in range(count)]
    assert len(read(page(parted("blogPost", posts, "Blog"))).posts) == count


def test_a_broken_block_is_told_of() -> None:
    assert "cannot be parsed" in messages(read(page("{ not json", BLOG)))


def test_references_are_resolved_across_blocks() -> None:
    people = {
        "@graph": [
            {"@id": "#ana", "@type": "Person", "name": "Ana Lee"},
            {"@id": "#org", "name": "The News"},
        ]
    }
    blog = posting(
        {"@id": "#u1"},
        update("2024-04-26T11:00:00Z", "Second", author=[{"@id": "#ana"}]),
        publisher={"@id": "#org"},
    )
    first = {**update(author={"@id": "#ana"}), "@id": "#u1"}
    read_blog = read(page(people, blog, first))
    assert [post.headline for post in read_blog.posts] == ["A headline", "Second"]
    assert {post.authors for post in read_blog.posts} == {(Author("Ana Lee"),)}
    assert read_blog.publisher == "The News"


def test_a_person_described_in_one_update_is_known_in_the_others() -> None:
    ana: Object = {"@id": "#ana", "@type": "Person", "name": "Ana Lee"}
    blog = read(as_json(posting(update(author=ana), update(author={"@id": "#ana"}))))
    assert {post.authors for post in blog.posts} == {(Author("Ana Lee"),)}


def test_a_reference_to_itself_ends() -> None:
    blog = read(as_json(posting(update(author={"@id": "#x"}), {"@id": "#x"})))
    assert len(blog.posts) == 1


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
def test_latin_1_declared_in_the_page(declared: str) -> None:
    text = page(
        json.dumps(posting(update(headline="Café “crème”")), ensure_ascii=False),
        head=f'<meta charset="{declared}">',
    )
    assert read(text.decode().encode("windows-1252")).posts[0].headline == "Café “crème”"


def test_invalid_utf_8_is_replaced_and_told() -> None:
    blog = read(as_json(posting(update(headline="Caf# é"))).replace(b"#", b"\xe9\x28"))
    assert blog.posts[0].headline == "Caf\ufffd( é"
    assert "is not valid utf-8" in messages(blog)


def test_what_stands_in_an_update_is_no_other_live_blog() -> None:
    several = [update(f"2024-04-26T1{hour}:00:00Z", f"Inner {hour}") for hour in range(3)]
    holder = {**update(headline="Outer"), "sharedContent": posting(*several)}
    read_blog = read(as_json(posting(holder)))
    assert [post.headline for post in read_blog.posts] == ["Outer"]
    assert not [line for line in messages(read_blog) if "another live blog" in line]
