"""Entries of WordPress's Liveblog plug-in, in the shapes in which its endpoint answers."""

from typing import Any

from live_blog_data import as_json, said

from tui.model.blog import Paragraph
from tui.readers import read

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


def test_the_text_without_the_mark_of_its_command() -> None:
    typed = read(as_json([entry(render="", content="<p>/key The mill burns</p>")]))
    assert typed.posts[0].body == (Paragraph("The mill burns"),)


def test_a_key_event_of_an_older_version_shows_by_its_class_alone() -> None:
    keyed = entry(1, css_classes="liveblog-entry type-key")
    assert [post.key_event for post in read(as_json([keyed, entry(2)])).posts] == [True, False]


def test_an_edit_is_a_version_from_its_moment_on() -> None:
    edited = entry(1, type="update", render="<p>Mended.</p>", timestamp=NOON + 900)
    for entries in ([entry(1), edited], [edited, entry(1)]):
        (post,) = read(as_json(entries)).posts
        assert (post.text, f"{post.published:%H:%M}") == ("Text 1.", "12:01")
        assert [(f"{x.known:%H:%M}", x.post and x.post.text) for x in post.versions] == [
            ("12:15", "Mended.")
        ]


def test_an_edit_that_changed_nothing_that_is_there_is_no_version() -> None:
    edited = entry(1, type="update", timestamp=NOON + 900)
    assert read(as_json([entry(1), edited])).posts[0].versions == ()


def test_of_an_edit_whose_first_text_is_not_there_the_time_stays() -> None:
    (post,) = read(as_json([entry(1, type="update", timestamp=NOON + 900)])).posts
    assert (f"{post.published:%H:%M}", f"{post.modified:%H:%M}") == ("12:01", "12:15")
    assert post.versions == ()


def test_a_deletion_is_a_version_without_a_post_and_a_deleted_post_can_come_back() -> None:
    deleted = entry(1, type="delete", render="", timestamp=NOON + 900)
    again = entry(1, type="update", timestamp=NOON + 960)
    blog = read(as_json([entry(1), entry(2), deleted, again]))
    assert [post.text for post in blog.posts] == ["Text 1.", "Text 2."]
    versions = blog.posts[0].versions
    assert [(f"{x.known:%H:%M}", x.post and x.post.text) for x in versions] == [
        ("12:15", None),
        ("12:16", "Text 1."),
    ]
    assert said(blog) == []
