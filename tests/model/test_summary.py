"""The page at a moment: the points of the summary known then, each post as it stood then."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, post

from tui.model.blog import Heading, ListItem, LiveBlog, SummaryPoint, Version
from tui.model.clock_face import clock_faces
from tui.model.summary import KnownSummary, known_points, known_summary
from tui.model.versions import Changes, standing_at, standing_of

SUMMARY = (
    SummaryPoint(Heading("One")),
    SummaryPoint(ListItem("at the end")),
    SummaryPoint(ListItem("at ten"), at("10:00")),
    SummaryPoint(Heading("Two")),
    SummaryPoint(ListItem("at half past nine"), at("09:30")),
)
ENTRY = blog("09:26 a", "10:26 b", summary=SUMMARY)


def texts(moment: str, *, at_end: bool = False) -> list[str]:
    return [point.block.words[0] for point in known_points(ENTRY, at(moment), at_end=at_end)]


def test_a_point_is_known_from_its_moment_on_under_its_own_heading_once() -> None:
    assert texts("09:29") == []
    assert texts("09:30") == ["Two", "at half past nine"]
    assert texts("10:00") == texts("10:26") == ["One", "at ten", "Two", "at half past nine"]
    entry = ENTRY._replace(summary=(*SUMMARY, SummaryPoint(ListItem("at ten too"), at("10:00"))))
    known = [point.block.words[0] for point in known_points(entry, at("10:00"))]
    assert known == ["One", "at ten", "Two", "at half past nine", "at ten too"]


def test_a_point_that_was_taken_out_is_known_until_then() -> None:
    gone = SummaryPoint(ListItem("at first"), at("09:30"), at("10:00"))
    entry = ENTRY._replace(summary=(gone,))
    summaries = [known_summary(entry, at(time)) for time in ("09:29", "09:30", "09:59", "10:00")]
    assert [each.known for each in summaries] == [0, 1, 1, 0]
    assert all(each.known <= each.total for each in summaries)
    assert known_points(entry, at("10:26"), at_end=True) == ()


def test_a_summary_of_which_nothing_is_known_opens_at_the_end() -> None:
    blocks = Heading("One"), ListItem("a"), ListItem("b")
    entry = ENTRY._replace(summary=tuple(map(SummaryPoint, blocks)))
    summary = known_summary(entry, at("10:26"))
    assert (summary.blocks, summary.title("10:26")) == ((), "Summary · shown at the end")
    ended = known_summary(entry, at("10:26"), at_end=True)
    assert ended.blocks == (Heading("One"), ListItem("a"), ListItem("b"))
    assert ended.newest == ListItem("a"), "of several that became known together the first"
    assert known_summary(blog("09:26 a"), at("10:00")) == KnownSummary()


@pytest.mark.parametrize(
    ("moment", "newest"), [("09:29", None), ("09:30", "at half past nine"), ("10:00", "at ten")]
)
def test_the_newest_point_is_the_one_that_became_known_last(
    moment: str, newest: str | None
) -> None:
    assert known_summary(ENTRY, at(moment)).newest == (newest and ListItem(newest))
    assert known_summary(ENTRY, at(moment), at_end=True).newest == ListItem("at the end")


@given(blogs(), st.lists(st.none() | st.integers(-60, 60), max_size=5), st.integers(-90, 90))
def test_the_points_known_are_those_whose_time_has_come(
    entry: LiveBlog, minutes: list[int | None], now: int
) -> None:
    entry = entry._replace(
        summary=tuple(
            SummaryPoint(
                ListItem(str(n)), None if some is None else entry.start + timedelta(minutes=some)
            )
            for n, some in enumerate(minutes)
        )
    )
    known = known_points(entry, entry.start + timedelta(minutes=now))
    assert [int(point.block.words[0]) for point in known] == [
        n for n, some in enumerate(minutes) if some is not None and some <= now
    ]


# Each post as it stood at a moment


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
