"""The zone that a blog's times tell is the real one at every moment, and is looked up only outside the blog."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import zone

from tui.blog import LiveBlog, Post
from tui.playback.told_zone import ToldZone, told_zone

BST = timezone(timedelta(hours=1), "BST")
GMT = timezone(timedelta(0), "GMT")
LONDON = zone("Europe/London")
CHANGES = [datetime(2024, 3, 31, 1, tzinfo=UTC), datetime(2024, 10, 27, 1, tzinfo=UTC)]
"""When summer time began and ended."""


def told_by(start: datetime, end: datetime, told: timezone, look_up: partial[tzinfo] | None = None) -> ToldZone:
    """The zone of a blog of two posts."""
    blog = LiveBlog((Post(start.astimezone(told)), Post(end.astimezone(told))))
    found = told_zone(blog, look_up or partial(zone, "Europe/London"))
    assert found is not None
    return found


@given(
    st.sampled_from(CHANGES),
    st.integers(-2, 2),
    st.integers(4 * 60, 24 * 60 - 1),
    st.integers(0, 24 * 60),
    st.integers(-3000, 3000) | st.integers(-300_000, 300_000),
)
def test_it_tells_what_the_whole_zone_tells(change: datetime, day: int, first: int, minutes: int, away: int) -> None:
    noon = (change + timedelta(days=day)).astimezone(LONDON).replace(hour=12)
    told = BST if noon.utcoffset() else GMT
    midnight = noon.astimezone(told).replace(hour=0, minute=0)
    start = midnight + timedelta(minutes=first)
    end = midnight + timedelta(minutes=min(first + minutes, 24 * 60 - 1))
    found = told_by(start, end, told)
    for moment in (start, end, start + timedelta(minutes=away), change + timedelta(minutes=away)):
        there, true = moment.astimezone(found), moment.astimezone(LONDON)
        assert (there.replace(tzinfo=None), there.fold) == (true.replace(tzinfo=None), true.fold)
        assert (there.utcoffset(), there.tzname()) == (true.utcoffset(), true.tzname())
        assert there.dst() in (true.dst(), None)
        assert there.astimezone(UTC) == moment
        read = true.replace(tzinfo=found)  # a reading of the clock, as a reader types it
        assert (read.utcoffset(), read.tzname()) == (true.utcoffset(), true.tzname())


@pytest.mark.parametrize(("hour", "hours"), [(0, 2), (3, 12), (22, 3), (9, 24)])
def test_a_blog_of_a_night_is_looked_up_as_its_clock_may_change(hour: int, hours: int) -> None:
    start = datetime(2024, 10, 26, hour, tzinfo=BST)
    blog = LiveBlog((Post(start), Post(start + timedelta(hours=hours))))
    assert told_zone(blog, lambda: LONDON) is None


def test_within_the_blog_nothing_is_looked_up() -> None:
    def never() -> tzinfo:
        raise AssertionError("looked up")

    start = datetime(2024, 4, 26, 8, 26, tzinfo=UTC)
    found = told_by(start, start + timedelta(hours=2), BST, partial(never))
    there = (start + timedelta(hours=1)).astimezone(found)
    assert (f"{there:%H:%M}", there.tzname(), there.utcoffset()) == ("10:26", "BST", timedelta(hours=1))


@pytest.mark.parametrize(
    "zones",
    [(BST, GMT), (timezone(timedelta(hours=1)),), (UTC,), (timezone(timedelta(0), "UTC"),), (LONDON,), (BST, LONDON)],
)
def test_times_that_do_not_all_name_one_offset_by_letters_tell_no_zone(zones: tuple[tzinfo, ...]) -> None:
    start = datetime(2024, 4, 26, 8, 26, tzinfo=UTC)
    blog = LiveBlog(tuple(Post((start + timedelta(hours=n)).astimezone(zone)) for n, zone in enumerate(zones)))
    assert told_zone(blog, lambda: LONDON) is None
