"""Only the marked posts, with notes."""

from sample_blogs import at, blog, bundled_like, post

from tui.model.blog import Version
from tui.model.versions import standing_of
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


def test_the_summary_which_is_of_all_posts_is_left_out() -> None:
    marked = only_marked(bundled_like(), {3: ""})
    assert bundled_like().summary
    assert "## Summary" not in markdown(marked)
