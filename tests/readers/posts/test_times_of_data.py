"""When updates were published, where their times are missing, all one, or without an offset."""

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


def test_a_publisher_whose_zone_is_known_tells_it_before_the_page() -> None:
    blog = times_beside(2, url="https://news.example.in/live")
    assert blog.zone == "Asia/Kolkata"
    assert "read as the blog's, Asia/Kolkata" in messages(blog)


def test_two_offsets_in_one_update_are_both_true() -> None:
    blog = read_posting(
        update("2020-10-06T21:22:53.212+01:00", dateModified="2020-10-06T20:30:00.000Z"), update()
    )
    post = blog.posts[0]
    assert post.modified is not None
    assert post.modified - post.published == timedelta(minutes=7, seconds=6.788)


def test_a_day_alone_takes_the_clock_of_the_headline() -> None:
    blog = read_posting(
        update("2021-05-02", "19:02(IST) Counting ends"),
        update("2021-05-02", "18:30 (IST): Counting goes on"),
        url="https://timesofindia.indiatimes.com/x",
    )
    assert [(post.published.isoformat(), post.headline) for post in blog.posts] == [
        ("2021-05-02T18:30:00+05:30", "Counting goes on"),
        ("2021-05-02T19:02:00+05:30", "Counting ends"),
    ]
