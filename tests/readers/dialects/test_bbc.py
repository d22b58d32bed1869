"""The BBC's streams, wherever their data stands."""

import json
from typing import Any

import pytest
from live_blog_data import as_json
from live_blog_data import page as html_page

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


def morph(body: Any) -> str:
    data = json.dumps({"meta": {}, "body": body})
    place = "/data/bbc-morph-lx-commentary-data-paged/version/1"
    return f"<script>Morph.setPayload('{place}', {data});</script>"


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
