"""Only the marked posts, with notes."""

from collections.abc import Callable

import pytest
from sample_blogs import at, blog, post

from tui.model.blog import LiveBlog, Version
from tui.model.versions import standing_of
from tui.writers.html import html
from tui.writers.json_ld import dumps
from tui.writers.markdown import markdown
from tui.writers.marked import only_marked


def test_only_marked_posts_are_left_each_with_its_note_in_every_version() -> None:
    edited = post("10:05", "Two", "New.")
    sample = blog(
        "10:00 One",
        post("10:05", "Two", "Old.", versions=(Version(at("10:31"), edited),)),
        "10:10 Three",
    )
    marked = only_marked(sample, {2: "", 1: "Cite *this*"})
    assert [entry.headline for entry in marked.posts] == ["Two", "Three"]
    assert "Old.\n\nNote: Cite *this*" in standing_of(marked.posts[0], 0).post.text
    assert "New.\n\nNote: Cite *this*" in standing_of(marked.posts[0]).post.text
    assert "Note: Cite \\*this\\*" in markdown(marked)
    assert "Note" not in marked.posts[1].text


@pytest.mark.parametrize("write", [markdown, html, dumps])
def test_every_format_says_that_it_is_a_selection_of_the_posts(
    write: Callable[[LiveBlog], str],
) -> None:
    sample = blog("10:00 One", "10:05 Two", "10:10 Three")
    assert "Marked posts: 2 of 3." in write(only_marked(sample, {0: "", 2: "Why?"}))
    described = only_marked(sample._replace(description="A long day."), {1: ""})
    assert described.description == "Marked posts: 1 of 3. A long day."
