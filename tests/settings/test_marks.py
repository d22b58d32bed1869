"""The marks of posts, with notes."""

import json

import pytest
from sample_blogs import bundled_like, many

from tui.settings import marks as settings
from tui.settings.marks import marks_in, remember_marks
from tui.settings.state import state_file


def test_marks_come_back_also_in_a_later_copy_with_more_posts() -> None:
    blog = bundled_like()
    assert marks_in(blog) == {}
    remember_marks(blog, {6: "Cite\x1b this", 2: ""})
    assert marks_in(blog) == {2: "", 6: "Cite\ufffd this"}
    later = blog._replace(posts=blog.posts[1:])
    assert marks_in(later) == {1: "", 5: "Cite\ufffd this"}
    assert marks_in(many(3)) == {}
    remember_marks(blog, {})
    assert marks_in(blog) == {}


@pytest.mark.parametrize(
    "damage", [None, 3, {}, ["x"], [["a", "b"]], [[1, 2, 3]], [["a", "b", "c"]]]
)
def test_damaged_marks_count_as_none(damage: object) -> None:
    blog = bundled_like()
    remember_marks(blog, {6: "Cite this"})
    state = json.loads(state_file().read_text())
    state["marks"] = dict.fromkeys(state["marks"], damage)
    state_file().write_text(json.dumps(state))
    assert marks_in(blog) == {}


def test_only_the_latest_marked_blogs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MOST_BLOGS", 1)
    first, second = bundled_like(), many(3)
    remember_marks(first, {0: ""})
    remember_marks(second, {0: ""})
    assert (marks_in(first), marks_in(second)) == ({}, {0: ""})
