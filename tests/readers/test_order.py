"""The order of posts, and warnings about the distances between them."""

from datetime import UTC, datetime, timedelta

import pytest
from live_blog_data import messages, read_posting, update

START = datetime(2024, 4, 26, 10, tzinfo=UTC)
DISTANCES = {
    "even, of five posts": (range(0, 300, 60), True),
    "even, of four posts": (range(0, 240, 60), False),
    "uneven after the first five": ((*range(0, 600, 60), 700), False),
    "uneven before the last five": ((-100, *range(0, 600, 60)), False),
    "a second of rounding": ((0, 60, 121, 181, 241, 302), True),
    "two seconds": ((0, 60, 122, 182, 242, 304), False),
    "even and broken": ([7321.35 * number for number in range(6)], True),
    "a burst, seconds apart": (range(0, 50, 5), False),
    "six seconds apart": (range(0, 60, 6), True),
}
"""The seconds of posts; True if their times are said to be made up."""


@pytest.mark.parametrize("name", DISTANCES)
def test_even_distances_are_doubted(name: str) -> None:
    seconds, is_doubted = DISTANCES[name]
    times = ((START + timedelta(seconds=each)).isoformat() for each in seconds)
    blog = read_posting(*(update(time, f"Update {number}") for number, time in enumerate(times)))
    assert ("evenly spaced" in messages(blog)) is is_doubted


def test_one_time_for_all_is_a_warning_that_offers_even_spacing() -> None:
    blog = read_posting(update(headline="a"), update(headline="b"))
    assert "--every 30s" in messages(blog)
    assert "--every" not in messages(read_posting(update()))
