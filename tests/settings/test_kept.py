"""Marks, places and the live blogs watched last, from one run to the next."""

import json
from datetime import UTC, datetime

import pytest
from readings import answers
from sample_blogs import bundled_like, many

from tui.model.blog import Paragraph
from tui.playback.selection import Selection
from tui.playback.view import FeedPlace, PostRead, SavedPlace
from tui.settings.marks import marks_in, remember_mark
from tui.settings.places import place_in, remember_place
from tui.settings.recent import Recent, forget_recent, recents, remember_recent
from tui.settings.state import MOST_ENTRIES, state_file
from tui.sources.side_by_side import side_by_side

pytestmark = pytest.mark.usefixtures("home")

TEN, THREE = bundled_like(), many(3)
PLACE = SavedPlace(
    datetime(2024, 4, 26, 9, 26, tzinfo=UTC),
    FeedPlace(6, 2, 40, following=False),
    Selection(frozenset({"", "Tom Bateman"}), frozenset({"Analysis"})),
    ended=True,
    read=PostRead(6, 0.25),
)
GEESE = Recent(("geese.html",), "Geese", "https://e.org/geese", "March", "10:26 GMT", 0.5, 60.0)
TIDE = GEESE._replace(words=("tide.html",), title="Tide")


def test_marks_come_back_also_in_a_later_copy_with_more_posts() -> None:
    assert marks_in(TEN) == {}
    remember_mark(TEN, 6, "Cite\x1b this")
    remember_mark(TEN, 2, "")
    assert marks_in(TEN) == {2: "", 6: "Cite\ufffd this"}
    assert marks_in(TEN._replace(posts=TEN.posts[1:])) == {1: "", 5: "Cite\ufffd this"}
    assert marks_in(THREE) == {}
    for post in (2, 6):
        remember_mark(TEN, post, None)
    assert marks_in(TEN) == {}


def test_marks_of_another_page_or_another_run_of_the_live_blog_stay() -> None:
    older, newer = TEN._replace(posts=TEN.posts[:5]), TEN._replace(posts=TEN.posts[5:])
    remember_mark(older, 2, "Old")
    remember_mark(newer, 1, "New")
    assert marks_in(TEN) == {2: "Old", 6: "New"}
    remember_mark(newer, 1, None)
    assert marks_in(TEN) == {2: "Old"}


def test_a_mark_on_several_live_blogs_together_is_found_in_its_own_and_taken_back_there() -> None:
    remember_mark(side_by_side([THREE, TEN]), -1, "Cite")
    assert marks_in(TEN) == {9: "Cite"} == marks_in(TEN._replace(title="Retitled"))
    remember_mark(TEN, 9, None)
    assert marks_in(side_by_side([TEN, THREE])) == {}


def test_a_mark_is_taken_back_under_all_its_names() -> None:
    post = TEN.posts[9]
    edited = post._replace(headline=post.title, body=(Paragraph("Other words."),))
    later = TEN._replace(posts=(*TEN.posts[:9], edited))
    remember_mark(TEN, 9, "Cite")
    remember_mark(side_by_side([THREE, later]), -1, "Cite again")
    assert marks_in(later) == {9: "Cite again"}
    remember_mark(later, 9, None)
    assert marks_in(later) == {} == marks_in(TEN)


def test_a_place_comes_back_and_each_blog_has_its_own() -> None:
    assert place_in(TEN) is None
    remember_place(TEN, PLACE)
    assert place_in(TEN) == PLACE
    assert place_in(THREE) is None
    fewer = TEN._replace(posts=(*TEN.posts[:3], *TEN.posts[4:]))
    assert place_in(fewer) is None, "a blog with another number of posts is another"


def test_a_blog_that_is_being_written_stays_the_same_as_it_grows() -> None:
    state = TEN._replace(posts=TEN.posts[:5], edge=TEN.posts[5].published)
    remember_place(state, PLACE)
    assert place_in(state._replace(posts=TEN.posts[:6], edge=TEN.posts[6].published)) == PLACE
    assert place_in(TEN) == PLACE, "it has ended since"
    remember_place(TEN, later := PLACE._replace(moment=TEN.end))
    assert place_in(TEN) == later


def test_the_live_blog_watched_last_is_the_first_and_each_is_there_once() -> None:
    assert recents() == []
    for watched in (GEESE, TIDE, GEESE._replace(share=0.75)):
        remember_recent(watched)
    assert recents() == [GEESE._replace(share=0.75), TIDE]
    forget_recent(GEESE.words)
    assert recents() == [TIDE]


def test_only_the_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for table in MOST_ENTRIES:
        monkeypatch.setitem(MOST_ENTRIES, table, 1)
    for blog in (TEN, THREE):
        remember_mark(blog, 0, "")
        remember_place(blog, PLACE)
    assert (marks_in(TEN), marks_in(THREE)) == ({}, {0: ""})
    assert (place_in(TEN), place_in(THREE)) == (None, PLACE)
    remember_recent(GEESE)
    remember_recent(TIDE)
    assert recents() == [TIDE]


@pytest.mark.parametrize(("table", "field", "damage"), answers("damage-of-what-is-kept"))
def test_what_is_damaged_counts_as_none(table: str, field: str | None, damage: object) -> None:
    remember_mark(TEN, 6, "Cite this")
    remember_place(TEN, PLACE)
    remember_recent(GEESE)
    state = json.loads(state_file().read_text())
    (name,) = state[table]
    state[table][name] = damage if field is None else state[table][name] | {field: damage}
    state_file().write_text(json.dumps(state))
    lost = [not marks_in(TEN), place_in(TEN) is None, not recents()]
    assert lost.count(True) == 1
