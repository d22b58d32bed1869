"""Finding the live blog among all the JSON-LD of a page."""

import json
from typing import Any

import pytest
from live_blog_data import Object, as_json, messages, page, posting, update

from tui.model.blog import Author
from tui.model.errors import UnreadableError
from tui.readers import read
from tui.readers.schema_org.graph import MOST_NAMED

BLOG = posting(update(), update("2024-04-26T11:00:00Z", "Second"))
OTHERS = [
    {"@type": "NewsArticle", "headline": "No"},
    {"@type": "BreadcrumbList", "itemListElement": []},
]


@pytest.mark.parametrize(
    "data",
    [
        as_json(BLOG),
        as_json([*OTHERS, BLOG]),
        as_json({"@context": "https://schema.org", "@graph": [*OTHERS, BLOG]}),
        as_json([[BLOG]]),
        as_json({"@type": "WebPage", "mainEntity": BLOG}),
        b"\n\n  " + as_json(BLOG),
        b"\xef\xbb\xbf" + as_json(BLOG),
        as_json(BLOG).decode().encode("utf-16"),
        as_json({**BLOG, "@type": ["NewsArticle", "LiveBlogPosting"]}),
        as_json({**BLOG, "@type": "http://schema.org/LiveBlogPosting"}),
        page(BLOG),
        page(*OTHERS, BLOG),
        page([OTHERS[0], BLOG]),
        page("{ not json", BLOG),
        page("", BLOG, '{"@type": "NewsArticle", "x": 1,}'),
        page("<!-- " + json.dumps(BLOG) + " -->"),
        page("//<![CDATA[\n" + json.dumps(BLOG) + "\n//]]>"),
        page(json.dumps(BLOG) + ";"),
        page(json.dumps(BLOG)[:-1] + ",}"),
        page(json.dumps(BLOG).replace("A text.", "A\ttext\nwith raw breaks.")),
        page(json.dumps(BLOG).replace('"', "&quot;")),
        page('{"@type": "WebSite"}' + json.dumps(BLOG)),
        page(BLOG).replace(b"application/ld+json", b"application/LD+JSON; charset=utf-8"),
    ],
)  # fmt: skip
def test_it_is_found_wherever_it_stands(data: bytes) -> None:
    assert [post.headline for post in read(data).posts] == ["A headline", "Second"]


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


@pytest.mark.parametrize(
    "data",
    [
        page(parted("hasPart", [PAYWALL, FIRST, SECOND])),
        page(parted("blogPost", [FIRST, {**SECOND, "@type": "NewsArticle"}], "Blog")),
        page(parted("blogPosts", {"itemListElement": [{"item": FIRST}, {"item": SECOND}]})),
        page(
            {**parted("blogPost", [{"@id": "#a"}, "#b"]), "hasPart": PAYWALL},
            {**FIRST, "@id": "#a"},
            {**SECOND, "@id": "#b"},
        ),
        page({**parted("hasPart", [FIRST, SECOND]), "liveBlogUpdate": []}),
        page(BLOG, parted("blogPost", [update(headline=str(n)) for n in range(9)], "Blog")),
    ],
)
def test_posts_under_another_property_are_read_where_no_live_blog_has_updates(data: bytes) -> None:
    assert [post.headline for post in read(data).posts] == ["A headline", "Second"]


def test_of_many_posts_under_another_property_none_is_lost() -> None:
    count = MOST_NAMED + 2
    posts = [update(headline=f"{n}", **{"@id": f"#{n}"}) for n in range(count)]
    assert len(read(page(parted("blogPost", posts, "Blog"))).posts) == count


@pytest.mark.parametrize(
    "blog",
    [
        parted("hasPart", [PAYWALL]),
        parted("hasPart", [update(time=None)]),
        parted("hasPart", [{**FIRST, "@type": "Comment"}]),
        parted("hasPart", [FIRST, SECOND], "NewsArticle"),
        parted("blogPost", [{**FIRST, "@type": "LiveBlogPosting"}], "Blog"),
    ],
)
def test_parts_that_are_no_posts_with_a_time_are_none(blog: Object) -> None:
    with pytest.raises(UnreadableError, match="No live blog was recognised"):
        read(page(blog))


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


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the data is empty"),
        (b"Just words.", "neither HTML nor JSON"),
        (b"%PDF-1.7\n\0\0", "this is no text, such as a picture or a PDF; save the page as HTML"),
        (b"\x89PNG\r\n\x1a\n\0\0", "this is no text"),
        (bytes(range(256)) + b"<p", "this is no text"),
        (b"<a" + bytes(range(256)) * 20, "this is no text"),
        (b"{" + bytes(range(256)), "this is no text"),
        (page(body="Words. " * 30) + b"\xff\0", "no microdata"),
        (b"{}", "the JSON has no LiveBlogPosting"),
        (b"[1, 2", "the JSON cannot be parsed (Expecting ',' delimiter"),
        (b"[" * 100_000, "nested too deeply"),
        (page(*OTHERS), "no JSON-LD block with a LiveBlogPosting"),
        (page(posting()), "has no updates in liveBlogUpdate"),
        (page("{ not json"), "cannot be parsed"),
        (page(), "no microdata"),
        (page(), "no Guardian blocks"),
        (page(), 'no "published at" times'),
        (
            page(body='<div itemscope itemtype="https://schema.org/LiveBlogPosting"></div>'),
            "(microdata) has no updates",
        ),
    ],
)
def test_what_is_no_live_blog_is_refused_in_one_sentence_that_says_what_was_missed(
    data: bytes, said: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_stands_in_an_update_is_no_other_live_blog() -> None:
    several = [update(f"2024-04-26T1{hour}:00:00Z", f"Inner {hour}") for hour in range(3)]
    holder = {**update(headline="Outer"), "sharedContent": posting(*several)}
    read_blog = read(as_json(posting(holder)))
    assert [post.headline for post in read_blog.posts] == ["Outer"]
    assert not [line for line in messages(read_blog) if "another live blog" in line]
