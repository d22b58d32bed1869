"""The nodes of BBC bodies, of both generations, into blocks."""

from typing import Any

import pytest

from tui.model.blog import (
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Quote,
)
from tui.readers.html.blocks import Bodies
from tui.readers.live_data.bbc_nodes import DEEPEST, NodeReader, text_of

ORDERED = [{"name": "type", "value": "ordered"}]
BASE = "https://www.bbc.co.uk/news/live/x"


def blocks(*nodes: Any) -> tuple[Block, ...]:
    found, unread = NodeReader(Bodies(BASE), BASE).blocks(list(nodes))
    assert unread == []
    return found


def unread(*nodes: Any) -> list[str]:
    return NodeReader(Bodies(BASE), BASE).blocks(list(nodes))[1]


def old(name: str, *children: Any, **fields: Any) -> dict[str, Any]:
    return {"name": name, "children": list(children), **fields}


def new(kind: str, *inner: Any, **model: Any) -> dict[str, Any]:
    return {"type": kind, "model": {"blocks": list(inner), **model}}


def words(text: str) -> dict[str, Any]:
    return {"name": "text", "children": [], "text": text}


def fragment(text: str) -> dict[str, Any]:
    return {"type": "fragment", "model": {"text": text, "attributes": []}}


def test_links_of_the_first_generation_say_their_words_once() -> None:
    link = old(
        "link",
        old("caption", words("The bell")),
        old("altText", words("The bell")),
        old("url", attributes=[{"name": "href", "value": "/news/bell"}]),
    )
    assert blocks(old("paragraph", words("See: "), link)) == (
        Paragraph("See: The bell", (Link(5, 13, "https://www.bbc.co.uk/news/bell"),)),
    )


def test_links_of_the_second_generation() -> None:
    link = new("urlLink", fragment("The bell"), locator="https://bbc.com/b", text="The bell")
    assert blocks(new("paragraph", fragment("See: "), link)) == (
        Paragraph("See: The bell", (Link(5, 13, "https://bbc.com/b"),)),
    )


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (old("list", old("listItem", words("One"))), ListItem("One")),
        (
            old("list", old("listItem", words("One")), attributes=ORDERED),
            ListItem("One", marker="1."),
        ),
        (new("orderedList", new("listItem", fragment("One"))), ListItem("One", marker="1.")),
        (old("heading", words("A head")), Heading("A head")),
        (new("quote", new("paragraph", fragment("A word"))), Quote("A word")),
        (old("crate", old("paragraph", words("Inside"))), Paragraph("Inside")),
        (words("1 < 2 & 3"), Paragraph("1 < 2 & 3")),
    ],
)
def test_kinds_of_text(node: Any, expected: Block) -> None:
    assert blocks(node) == (expected,)


def test_pictures_of_both_generations() -> None:
    assert blocks(
        {"name": "image", "altText": "A", "caption": "B", "copyrightHolder": "C",
         "imageChefHref": "https://ichef.bbci.co.uk/{width}/a.png"},
        new("image", {"type": "rawImage", "model": {"originCode": "o", "locator": "l.jpg"}},
            new("altText", new("text", new("paragraph", text="A")))),
    ) == (
        Image("A", "C", "B", "https://ichef.bbci.co.uk/640/a.png"),
        Image("A", "", "", "https://ichef.bbci.co.uk/ace/standard/640/o/l.jpg"),
    )  # fmt: skip


def test_embeds_of_both_generations() -> None:
    tweet = "https://twitter.com/crier/status/714764384812269001"
    html = f'<blockquote class="twitter-tweet"><p>Up!</p><a href="{tweet}">x</a></blockquote>'
    assert blocks(
        old("embed", old("type", words("twitter")), old("href", words(tweet))),
        new("social", {"type": "socialEmbed", "model": {"href": tweet}}),
        new("social", {"type": "socialEmbed", "model": {"oembed": {"html": html}}}),
    ) == (
        Embed("Twitter", "", tweet),
        Embed("Twitter", "", tweet),
        Embed("Twitter", "Up!x", tweet),
    )


def test_a_video_says_its_title_and_its_caption() -> None:
    clip = {"type": "clipMedia", "model": {"video": {"title": "T"}, "link": {"path": "/p/1"}}}
    caption = new("caption", new("text", new("paragraph", text="C")))
    assert blocks(new("video", clip, caption)) == (
        Embed("Video", "T\nC", "https://www.bbc.co.uk/p/1"),
    )


@pytest.mark.parametrize("node", [None, 5, "x", [], {"name": "ledger"}, old("image"), old("embed")])
def test_what_says_nothing_is_named(node: Any) -> None:
    assert unread(node) == [node["name"] if isinstance(node, dict) else ""]


def test_nodes_beyond_all_depth_are_named_and_do_not_exhaust_the_reader() -> None:
    node = words("deep")
    for _ in range(900):
        node = old("paragraph", node)
    assert unread(node) == ["paragraph"]
    shallow = words("deep")
    for _ in range(DEEPEST):
        shallow = old("crate", shallow)
    assert blocks(shallow) == (Paragraph("deep"),)


def test_the_text_of_a_node_is_that_of_its_leaves() -> None:
    assert (
        text_of(new("text", new("paragraph", fragment("a "), fragment("b"), text="a b"))) == "a b"
    )
    assert text_of("a\x1b[31m") == "a\ufffd[31m"
    assert text_of(7) == ""
