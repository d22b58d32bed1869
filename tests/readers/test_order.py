"""What a reader says about the distances between posts."""

from datetime import UTC, datetime, timedelta

from live_blog_data import messages, read_posting, update

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
