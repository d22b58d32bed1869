"""The page at a moment has each post as it stood then."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, post

from tui.model.blog import Version
from tui.model.clock_face import clock_faces
from tui.model.versions import Changes, standing_at, standing_of

EDITED = post("10:26", "Fanfare", "Five in the band.")
CHANGED = post("10:26", "Fanfare", "A fanfare.")._replace(
    versions=(
        Version(at("10:31"), EDITED),
        Version(at("10:40"), None, at("10:33")),
        Version(at("10:50"), EDITED),
    )
)
BLOG = blog("09:26 First", CHANGED, "11:18 Last")


def test_a_post_stands_as_it_was_known_at_the_moment() -> None:
    stood = [standing_at(CHANGED, at(clock)) for clock in ("10:30", "10:31", "10:40", "10:50")]
    assert [entry.post.text for entry in stood[:2]] == [CHANGED.text, EDITED.text]
    assert [entry.did for entry in stood] == ["", "edited", "deleted", "restored"]
    assert stood[2].deleted
    assert stood[2].post is EDITED


def test_the_mark_says_when_or_between_which_captures() -> None:
    face = clock_faces(BLOG)[0]
    marks = [standing_of(CHANGED, number).mark(face) for number in range(4)]
    assert marks == ["", "edited 10:31", "deleted between 10:33 and 10:40", "restored 10:50"]
    for version, mark in (
        (Version(at("2024-04-27 10:31"), EDITED), "edited Sat 27 Apr 10:31"),
        (Version(at("10:31:40"), EDITED, at("10:31:02")), "edited 10:31"),
    ):
        assert standing_of(CHANGED._replace(versions=(version,))).mark(face) == mark


@given(st.integers(0, 180))
def test_the_page_and_the_changes_agree(minutes: int) -> None:
    moment = at("09:00") + timedelta(minutes=minutes)
    changes = Changes(BLOG)
    count = changes.count_at(moment)
    for index, entry in enumerate(BLOG.posts):
        assert changes.standing(index, count) == standing_at(entry, moment)
