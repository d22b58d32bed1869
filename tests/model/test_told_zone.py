"""The zone that a blog's times tell is the real one at every moment, and is looked up only outside the blog."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_blogs import zone

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import clock_faces
from tui.model.told_zone import told_zone

BST = timezone(timedelta(hours=1), "BST")
GMT = timezone(timedelta(0), "GMT")
LONDON = zone("Europe/London")
look_up = partial(zone, "Europe/London")
moments = st.integers(-3_600 * 24 * 3_600, 3_600 * 24 * 24_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
spans = st.timedeltas(timedelta(0), timedelta(days=2)) | st.timedeltas(
    timedelta(0), timedelta(days=400)
)


def blog_of(
    told: tzinfo,
    start: datetime,
    lasts: timedelta = timedelta(hours=2),
    zone: str = "Europe/London",
) -> LiveBlog:
    """A blog of two posts, whose page tells their times in that zone."""
    return LiveBlog(
        (Post(start.astimezone(told)), Post((start + lasts).astimezone(told))), zone=zone
    )


@settings(max_examples=400)
@given(st.sampled_from([BST, GMT]), moments, spans, st.data())
def test_it_tells_what_the_whole_zone_tells_whatever_the_page_calls_its_times(
    told: timezone, start: datetime, lasts: timedelta, data: st.DataObject
) -> None:
    found = told_zone(blog_of(told, start, lasts), look_up) or LONDON  # what is used in its place
    inside = st.timedeltas(timedelta(0), lasts).map(start.__add__)
    around = st.timedeltas(timedelta(hours=-3), lasts + timedelta(hours=3)).map(start.__add__)
    for moment in (start, start + lasts, data.draw(inside), data.draw(around), data.draw(moments)):
        there, true = moment.astimezone(found), moment.astimezone(LONDON)
        assert (there.replace(tzinfo=None), there.fold) == (true.replace(tzinfo=None), true.fold)
        assert (there.utcoffset(), there.tzname()) == (true.utcoffset(), true.tzname())
        assert there.dst() in (true.dst(), None)
        assert there.astimezone(UTC) == moment
        read = true.replace(tzinfo=found)  # a reading of the clock, as a reader types it
        assert (read.utcoffset(), read.tzname()) == (true.utcoffset(), true.tzname())


@pytest.mark.parametrize(
    ("told", "day"), [(BST, "2024-04-26"), (BST, "2024-09-30"), (GMT, "2023-12-31")]
)
def test_within_the_blog_nothing_is_looked_up(told: timezone, day: str) -> None:
    def never() -> tzinfo:
        raise AssertionError("looked up")

    start = datetime.fromisoformat(f"{day}T09:26").replace(tzinfo=told)
    found = told_zone(blog_of(told, start), never)
    there = (start + timedelta(hours=1)).astimezone(found)
    assert (f"{there:%H:%M}", there.tzname()) == ("10:26", told.tzname(None))


@pytest.mark.parametrize(
    ("told", "day", "zone"),
    [
        (GMT, "2024-04-26", "Europe/London"),  # the page is mistaken
        (BST, "2024-01-05", "Europe/London"),
        (BST, "2024-10-27", "Europe/London"),
        (BST, "1970-06-01", "Europe/London"),
        (BST, "2024-04-26", "Europe/Paris"),
        (timezone(timedelta(hours=6), "BST"), "2024-04-26", "Europe/London"),
        (timezone(timedelta(hours=1)), "2024-04-26", "Europe/London"),
        (UTC, "2024-12-05", "Europe/London"),
        (LONDON, "2024-04-26", "Europe/London"),
    ],
)
def test_what_may_be_no_time_of_the_zone_tells_none(told: tzinfo, day: str, zone: str) -> None:
    assert (
        told_zone(
            blog_of(told, datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=told), zone=zone),
            look_up,
        )
        is None
    )


def test_posts_that_do_not_all_tell_one_zone_tell_none() -> None:
    first, last = blog_of(BST, datetime(2024, 4, 26, 12, tzinfo=UTC)).posts
    middle = Post(datetime(2024, 4, 26, 13, tzinfo=UTC))
    assert told_zone(LiveBlog((first, middle, last), zone="Europe/London"), look_up) is None


def test_a_page_that_calls_its_summer_times_gmt_is_shown_on_londons_clock() -> None:
    blog = blog_of(GMT, datetime(2024, 4, 26, 9, tzinfo=UTC))
    faces = clock_faces(blog, ["Europe/London"])
    assert [face.key for face in faces] == ["Europe/London", "UTC", "start"]
    told = [
        faces[0].named(blog.start + timedelta(minutes=minutes))
        for minutes in (-30, 0, 30, 120, 150)
    ]
    assert told == ["09:30 BST", "10:00 BST", "10:30 BST", "12:00 BST", "12:30 BST"]
