"""The BBC's streams, wherever their data stands."""

import json
from typing import Any

import pytest
from live_blog_data import as_json, posting, update
from live_blog_data import page as html_page

from tui.model.blog import Image, ListItem
from tui.readers import read

AT = "2024-06-14T11:0{}:00"


def old(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A post of the Morph pages."""
    words = {"name": "text", "text": f"Text {number}.", "children": [], "attributes": []}
    return {
        "assetId": f"5ebab4a7{number}",
        "type": "POST",
        "dateAdded": AT.format(number) + ".700Z",
        "title": f"Title {number}",
        "body": [{"name": "paragraph", "children": [words], "attributes": []}],
        **fields,
    }


def new(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A post of the pages since."""
    words = {"type": "paragraph", "model": {"text": f"Text {number}.", "blocks": []}}
    return {
        "urn": f"asset:{number}",
        "dates": {"curated": AT.format(number) + ".700Z"},
        "content": {"model": {"blocks": [words]}},
        "titles": [{"title": f"Title {number}"}],
        **fields,
    }


def stream(*posts: Any) -> dict[str, Any]:
    return {"results": list(posts), "page": {"index": 1, "total": 1}}


def morph(body: Any, name: str = "lx-commentary-data-paged") -> str:
    data = json.dumps({"meta": {}, "body": body})
    return f"<script>Morph.setPayload('/data/bbc-morph-{name}/version/1', {data});</script>"


SHAPES = {
    "an answer": lambda posts: as_json(stream(*posts)),
    "a batch": lambda posts: as_json({"payload": [{"body": stream(*posts)}]}),
    "page data": lambda posts: as_json(
        {"data": {"title": "T", "liveTextStream": {"content": {"data": stream(*posts)}}}}
    ),
    "Morph": lambda posts: html_page(body=morph(stream(*posts))),
    "initial data": lambda posts: html_page(
        body=f"<script>window.__INITIAL_DATA__={json.dumps({'data': stream(*posts)})};</script>"
    ),
    "initial data in a string": lambda posts: html_page(
        body="<script>window.__INITIAL_DATA__="
        f"{json.dumps(json.dumps({'data': stream(*posts)}))};</script>"
    ),
    "next data": lambda posts: html_page(
        body='<script id="__NEXT_DATA__" type="application/json">'
        f"{json.dumps({'props': stream(*posts)})}</script>"
    ),
}


@pytest.mark.parametrize("generation", [old, new])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_stream_is_found_wherever_it_stands(shape: str, generation: Any) -> None:
    blog = read(SHAPES[shape]([generation(2), generation(1)]))
    assert [(f"{x.published:%H:%M:%S}", x.headline, x.body[0].gist) for x in blog.posts] == [
        ("11:01:00", "Title 1", "Text 1."),
        ("11:02:00", "Title 2", "Text 2."),
    ]
    assert {post.published.microsecond for post in blog.posts} == {0}
    assert blog.format.startswith("BBC data")
    assert (blog.publisher, blog.zone, blog.warnings) == ("BBC News", "Europe/London", ())


def test_pages_of_one_stream_are_one_and_an_entry_counts_once() -> None:
    pages = {"payload": [{"body": stream(old(3), old(2))}, {"body": stream(old(2), old(1))}]}
    assert [post.headline for post in read(as_json(pages)).posts] == [
        "Title 1",
        "Title 2",
        "Title 3",
    ]


def test_what_a_morph_page_says_of_the_blog() -> None:
    head = morph(
        {"pageData": posting(headline="A bell", url="https://www.bbc.co.uk/sport/live/1")},
        "lx-seo-data",
    )
    points = {"components": [{"lib": "bbc-morph-lx-summary-points", "props": {"points": ["One"]}}]}
    people = {"isCpsCommentary": True, "authors": [{"name": "Edited by Nell Farrow"}]}
    body = (
        morph(stream(old()))
        + head
        + morph(points, "lx-page-component-data")
        + morph(people, "lx-page-commentary-meta")
    )
    blog = read(html_page(body=body))
    assert (blog.title, blog.publisher) == ("A bell", "BBC Sport")
    assert [point.block for point in blog.summary] == [ListItem("One")]
    assert blog.byline == "Nell Farrow, editor"
    assert blog.posts[0].id == "post_5ebab4a71"
    assert blog.posts[0].url == "https://www.bbc.co.uk/sport/live/1#post_5ebab4a71"


def test_the_page_has_more_posts_in_its_json_ld_and_is_read_by_that() -> None:
    two = posting(update(), update("2024-04-26T10:30:00Z", "Another"))
    assert "JSON-LD" in read(html_page(two, body=morph(stream(old())))).format
    assert "BBC data" in read(html_page(two, body=morph(stream(old(1), old(2))))).format


def test_an_article_in_a_stream_is_a_post_with_its_summary_and_picture() -> None:
    article = old(
        2, body=None, type="STY", url="/news/uk-1", summary="More on bells.",
        image={"href": "https://ichef.bbci.co.uk/b.jpg", "altText": "A bell"},
    )  # fmt: skip
    post = read(as_json(stream(old(1), article))).posts[1]
    assert post.url == "https://www.bbc.co.uk/news/uk-1"
    assert post.body[0].gist == "More on bells."
    assert post.body[1] == Image("A bell", url="https://ichef.bbci.co.uk/b.jpg")
