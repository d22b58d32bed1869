"""The Guardian's own model of a page: times, titles and words of its blocks."""

from contextlib import suppress
from typing import Any

import pytest
from live_blog_data import as_json, said
from liveblogs import page

from tui.model.blog import Embed, Image, ListItem, Paragraph, Quote, ReadMore
from tui.model.errors import UnreadableError
from tui.readers import read

NOON = 1655208000000
"""14 June 2022, 12:00 UTC, in milliseconds."""


def block(**fields: Any) -> dict[str, Any]:
    """A block of noon with one text; a field given as None is left out."""
    whole = {
        "id": "62a87f5f8f08ad21ea600001",
        "blockFirstPublished": NOON,
        "elements": [{"_type": "x.TextBlockElement", "html": "<p>A text.</p>"}],
        **fields,
    }
    return {key: value for key, value in whole.items() if value is not None}


def data(*blocks: Any, **fields: Any) -> bytes:
    return as_json({"blocks": [*blocks, block(id="62a87f5f8f08ad21ea6000ff")], **fields})


def test_the_blocks_give_times_titles_and_people_and_not_the_linked_data() -> None:
    blog = read(page("guardian-data.json"))
    assert [
        (f"{post.published:%H:%M}", post.headline, [author.name for author in post.authors])
        for post in blog.posts
    ] == [
        ("16:00", "Good morning", ["Corin Ashdown", "Liesl Abara-Finch"]),
        ("16:20", "", []),
        ("16:30", "Rope frays at the mill", []),
        ("16:40", "", ["Liesl Abara-Finch"]),
        ("16:50", "", []),
        ("17:00", "Summary", []),
    ]
    assert [post.key_event for post in blog.posts] == [False, False, True, False, False, True]
    assert [post.pinned for post in blog.posts] == [True, *[False] * 5]
    assert [f"{post.modified:%H:%M}" for post in blog.posts if post.modified] == ["16:55"]


def test_the_blog_as_a_whole() -> None:
    blog = read(page("guardian-data.json"))
    assert (blog.title, blog.publisher, blog.zone, blog.language) == (
        "Wexmoor lifts its bell – as it happened",
        "The Guardian",
        "Europe/London",
        "en",
    )
    assert blog.description == "The bell of Wexmoor goes up the hill"
    assert blog.byline == "Corin Ashdown; Liesl Abara-Finch"
    assert blog.url.endswith("/wexmoor-bell-live")
    assert blog.posts[0].url == f"{blog.url}#{blog.posts[0].id}"
    assert blog.posts[0].id == "block-60300f5f8f08ad21ea600004"


def test_each_kind_of_element() -> None:
    bodies = [post.body for post in read(page("guardian-data.json")).posts]
    assert [type(part) for part in bodies[1]] == [ReadMore, Quote, Embed]
    assert bodies[1][2] == Embed(
        "Flourish", "Pull by the minute", "https://flo.uri.sh/visualisation/12/embed"
    )
    assert bodies[2] == (
        Image(
            "A frayed rope over a wheel",
            "Corin Ashdown",
            "The rope at noon",
            "https://media.guim.co.uk/0a/2000.jpg",
        ),
        Paragraph("The rope frays & holds."),
    )
    assert [part.words[0] for part in bodies[3] if isinstance(part, Embed)] == ["Twitter"]
    assert bodies[4][1] == Embed(
        "YouTube",
        "The bell leaves the ground – video",
        "https://www.youtube.com/watch?v=Wx1_bell-lift",
    )
    assert [type(part) for part in bodies[5]] == [Paragraph, ListItem, ListItem]


def test_an_edit_before_the_publication_is_none() -> None:
    assert read(data(block(blockLastUpdated=NOON - 1000))).posts[0].modified is None


def test_no_block_that_can_be_read_is_a_sentence() -> None:
    with pytest.raises(UnreadableError, match="None of the live blog's 1 posts has a time"):
        read(as_json({"blocks": [block(blockFirstPublished="soon")]}))


def test_cut_data_is_refused_or_read_with_a_warning() -> None:
    whole = page("guardian-data.json")
    for end in range(1, len(whole) - 2, len(whole) // 100):
        with suppress(UnreadableError):
            assert any("breaks off" in warning for warning in said(read(whole[:end])))


def test_cut_data_is_refused_in_a_sentence_that_names_the_place() -> None:
    with pytest.raises(UnreadableError, match=r"JSON that cannot be parsed \(.* at line \d+"):
        read(data(block())[:-9])


def test_the_address_of_a_block_with_an_odd_id_is_safe() -> None:
    blog = read(data(block(id="a b"), webURL="https://www.theguardian.com/live"))
    assert blog.posts[0].url == "https://www.theguardian.com/live#block-a%20b"
