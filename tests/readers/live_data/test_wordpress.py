"""Entries of WordPress's Liveblog plug-in, in the shapes in which its endpoint answers."""

from typing import Any

import pytest
from live_blog_data import as_json, said
from liveblogs import page

from tui.model.blog import Image, Link, Paragraph
from tui.readers import read
from tui.readers.live_data.wordpress import DELETED

NOON = 1655208000
"""14 June 2022, 12:00 UTC, in seconds."""


def entry(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "type": "new",
        "render": f"<p>Text {number}.</p>",
        "entry_time": NOON + 60 * number,
        "timestamp": NOON + 60 * number,
        **fields,
    }


def test_the_entries_with_their_times_people_and_key_events() -> None:
    blog = read(page("wordpress-entries.json"))
    assert [(f"{each.published:%H:%M}", each.byline, each.headline) for each in blog.posts] == [
        ("16:00", "Mabyn Trewin", ""),
        ("16:10", "Jory Penhale", ""),
        ("16:15", "Mabyn Trewin", ""),
        ("16:25", "Mabyn Trewin; Jory Penhale", "It rings"),
    ]
    assert [each.key_event for each in blog.posts] == [False, True, False, False]
    assert [f"{each.modified:%H:%M}" for each in blog.posts if each.modified] == ["16:22"]
    assert blog.url == "https://gazette.example/2022/06/bell-live/"
    assert said(blog) == [f"{DELETED}: 1."]


def test_the_text_without_the_mark_of_its_command() -> None:
    bodies = [each.body for each in read(page("wordpress-entries.json")).posts]
    assert bodies[0] == (
        Paragraph("Good morning. Why a bell?", (Link(14, 17, "https://gazette.example/bell"),)),
        Image("A bell on a cart", url="https://gazette.example/bell.jpg"),
    )
    assert bodies[1] == (Paragraph("The bell leaves the ground"),)
    assert bodies[2] == (Paragraph("The rope broke – nobody is hurt."),)
    typed = read(as_json([entry(render="", content="<p>/key The mill burns</p>")]))
    assert typed.posts[0].body == (Paragraph("The mill burns"),)


@pytest.mark.parametrize(
    "shape",
    [
        lambda entries: {"entries": entries, "latest_timestamp": NOON, "pages": 1},
        lambda entries: entries,
        lambda entries: {"entries": {f"id_{x['id']}": x for x in entries}},
        lambda entries: {"api": {"entries": entries}},
    ],
)
def test_every_shape_of_an_answer(shape: Any) -> None:
    blog = read(as_json(shape([entry(1), entry(2)])))
    assert [each.text for each in blog.posts] == ["Text 1.", "Text 2."]


def test_one_entry_alone() -> None:
    assert read(as_json({"entry": entry(), "index": 0})).posts[0].text == "Text 1."


def test_of_several_versions_of_an_entry_the_latest_stands() -> None:
    edited = entry(1, type="update", render="<p>Mended.</p>", timestamp=NOON + 900)
    for entries in ([entry(1), edited], [edited, entry(1)]):
        blog = read(as_json(entries))
        assert [each.text for each in blog.posts] == ["Mended."]
        assert f"{blog.posts[0].published:%H:%M}" == "12:01"
        assert f"{blog.posts[0].modified:%H:%M}" == "12:15"


def test_an_entry_deleted_later_is_left_out_and_said() -> None:
    deleted = entry(1, type="delete", render="", timestamp=NOON + 900)
    blog = read(as_json([entry(1), entry(2), deleted]))
    assert [each.text for each in blog.posts] == ["Text 2."]
    assert said(blog) == [f"{DELETED}: 1."]


@pytest.mark.parametrize("field", ["render", "entry_time"])
@pytest.mark.parametrize("odd", [None, 10**40, {}, [[]], True])
def test_an_entry_of_wrong_types_is_said_or_read_by_what_it_has(field: str, odd: Any) -> None:
    blog = read(as_json([entry(1), entry(2, **{field: odd, "timestamp": "x"})]))
    assert len(blog.posts) == 1
    assert [warning.place for warning in blog.warnings] == ["entry 2"]
