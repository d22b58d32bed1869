"""The Guardian's own model of a page: times, titles and words of its blocks."""

from contextlib import suppress
from typing import Any

import pytest
from live_blog_data import as_json, said
from liveblogs import page

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
