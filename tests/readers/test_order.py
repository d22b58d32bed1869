"""The order of posts, and what a reader says about the distances between them."""

from datetime import UTC, datetime, timedelta

from live_blog_data import Object, messages, read_posting, update

START = datetime(2024, 4, 26, 10, tzinfo=UTC)


def is_doubted(*seconds: float) -> bool:
    """Whether a blog with updates at these seconds is said to have made-up times."""
    updates = [
        update((START + timedelta(seconds=at)).isoformat(), f"Update {number}")
        for number, at in enumerate(seconds)
    ]
    return "even distances" in messages(read_posting(*updates))


def test_even_distances_are_doubted_from_five_posts_on() -> None:
    assert is_doubted(*range(0, 300, 60))
    assert not is_doubted(*range(0, 240, 60))


def test_one_uneven_distance_anywhere_is_enough_to_believe_all() -> None:
    even = range(0, 600, 60)
    assert not is_doubted(*even, 700), "uneven after the first five"
    assert not is_doubted(-100, *even), "uneven before the last five"


def test_made_up_times_may_be_off_by_a_second_of_rounding() -> None:
    assert is_doubted(0, 60, 121, 181, 241, 302)
    assert not is_doubted(0, 60, 122, 182, 242, 304)


def test_posts_seconds_apart_are_a_burst_and_not_made_up() -> None:
    assert not is_doubted(*range(0, 50, 5))
    assert is_doubted(*range(0, 60, 6))


def clocks(blog_updates: list[Object], **more: object) -> list[str]:
    return [
        post.published.strftime("%H:%M:%S") for post in read_posting(*blog_updates, **more).posts
    ]


def test_the_order_is_that_of_the_times_whatever_the_file_does() -> None:
    times = [update(f"2024-04-26T10:{minute:02}:00Z") for minute in (30, 10, 20)]
    assert clocks(times) == ["10:10:00", "10:20:00", "10:30:00"]


def test_equal_times_keep_reading_order_and_are_turned_where_the_file_is_newest_first() -> None:
    same = [update("2024-04-26T10:10:00Z", name) for name in "abc"]
    later, earlier = update("2024-04-26T11:00:00Z", "late"), update("2024-04-26T09:00:00Z", "early")
    assert [post.headline for post in read_posting(later, *same, earlier).posts] == [
        "early",
        "c",
        "b",
        "a",
        "late",
    ]
    assert [post.headline for post in read_posting(earlier, *same, later).posts] == [
        "early",
        "a",
        "b",
        "c",
        "late",
    ]
    assert [post.headline for post in read_posting(*same).posts] == ["a", "b", "c"]


def test_one_time_for_all_is_a_warning_that_offers_even_spacing() -> None:
    blog = read_posting(update(headline="a"), update(headline="b"))
    assert "--every 30s" in messages(blog)
    assert "--every" not in messages(read_posting(update()))


def test_evenly_spaced_times_are_doubted() -> None:
    start = datetime(2024, 4, 26, tzinfo=UTC)
    even = [update((start + timedelta(seconds=7321.35 * n)).isoformat(), f"h{n}") for n in range(6)]
    assert "even distances" in messages(read_posting(*even))
    assert "even distances" not in messages(read_posting(*even, update("2024-04-26T01:02:03Z")))
