"""Times taken from elsewhere, where updates all carry one time, or none with an offset."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from live_blog_data import messages, read_posting, update
from page_with_posts import article, live, moment

from tui.model.blog import LiveBlog

BEGUN = datetime(2023, 5, 15, 11, 30, tzinfo=UTC)


def object_id(moment: datetime) -> str:
    """Mongo's id of something made at that moment."""
    return f"{int(moment.timestamp()):08x}8f08e408b758af95"


def times_taken(*begun: datetime, carried: datetime) -> list[datetime]:
    """The posts' times, where the updates all carry one time and their ids hold these."""
    blog = read_posting(
        *(
            {**update(carried.isoformat(), f"Update {number}"), "@id": object_id(moment)}
            for number, moment in enumerate(begun)
        )
    )
    times = [post.published for post in blog.posts]
    assert ("their ids say when" in messages(blog)) == (times != [carried] * len(begun))
    return times


def test_ids_of_the_days_around_the_one_time_are_the_times() -> None:
    begun = [BEGUN, BEGUN + timedelta(minutes=5), BEGUN + timedelta(days=2)]
    assert times_taken(*begun, carried=BEGUN + timedelta(days=29)) == begun


@pytest.mark.parametrize("days", [31, 3_000, -31])
def test_ids_much_older_or_newer_than_the_one_time_are_no_times(days: int) -> None:
    carried = BEGUN + timedelta(days=days)
    assert times_taken(BEGUN, BEGUN + timedelta(minutes=5), carried=carried) == [carried] * 2


def test_one_id_of_another_age_is_enough_to_doubt_all() -> None:
    carried = BEGUN + timedelta(hours=1)
    begun = [BEGUN, BEGUN + timedelta(minutes=5), BEGUN - timedelta(days=400)]
    assert times_taken(*begun, carried=carried) == [carried] * 3


def times_beside(page_offset: int, **about: Any) -> LiveBlog:
    """The blog whose data say no offset, of a page that shows the same clock times with one."""
    zone = timezone(timedelta(hours=page_offset))
    shown = [moment(number).replace(tzinfo=zone).isoformat() for number in range(4)]
    elements = (article(n, head=f'<time datetime="{shown[n]}">x</time>') for n in range(4))
    bare = [{"time": time[:19]} for time in shown]
    return live(*elements, data=lambda number: bare[number], blog=about)


def test_the_page_tells_the_offset_that_data_without_one_mean() -> None:
    blog = times_beside(2)
    assert blog.end.isoformat() == f"{moment(0):%Y-%m-%dT%H:%M:%S}+02:00"
    assert (blog.zone, messages(blog)) == ("Etc/GMT-2", "")


def test_a_publisher_whose_zone_is_known_tells_it_before_the_page() -> None:
    blog = times_beside(2, url="https://news.example.in/live")
    assert blog.zone == "Asia/Kolkata"
    assert "read as the blog's, Asia/Kolkata" in messages(blog)
