"""Times and zones; `tests/data/forms` has times in all forms that pages write."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import messages, read_posting, update
from readings import answers

from tui.readers.home_zone import choose_zone
from tui.readers.times.moments import read_time


def test_midnight_may_be_the_end_of_a_day() -> None:
    assert read_time("2021-05-02T24:00:00Z") == datetime(2021, 5, 3, tzinfo=UTC)


def test_without_an_offset_it_is_naive_and_without_a_clock_it_is_a_day() -> None:
    iso, written = read_time("2021-05-02T19:02:00"), read_time("March 9, 2015 1:17 PM")
    assert iso == datetime.fromisoformat("2021-05-02 19:02")
    assert written == datetime.fromisoformat("2015-03-09 13:17")
    assert read_time("2021-05-02") == date(2021, 5, 2)
    assert read_time("1er mars 2024") == date(2024, 3, 1)
    assert type(read_time("2021-05-02")) is date


@pytest.mark.parametrize(
    "text",
    [
        "", "junk", "12.50 BST", "19:02", "May", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
        "-0001-11-30T00:00:00+00:00", "9999-12-31T23:59:59Z", "2021-13-02T10:00:00Z", "9" * 5000,
        "10:" + "7" * 40 + "-03-11 19:02", "1e999", None, [], {},
        True, float("nan"), float("inf"), 1e300, 0, 12, -6.213559680000001e16,
    ],
)  # fmt: skip
def test_what_is_no_time_is_none(text: object) -> None:
    assert read_time(text) is None


NAIVE = st.datetimes(datetime(1971, 1, 2), datetime(2100, 1, 1))


@given(NAIVE, st.integers(-14 * 60, 14 * 60))
def test_iso_times_are_read_exactly_with_a_standard_library_zone(
    moment: datetime, minutes: int
) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = read_time(aware.isoformat())
    assert isinstance(found, datetime)
    assert (found, found.utcoffset()) == (aware, aware.utcoffset())
    assert type(found.tzinfo) is timezone


WORDS = (
    "10:26 26 April 2024 sNaN nan 1e999 -0 99999999999999 00 2024-04-26 BST UTC+3 GMT-99 Fri am pm "
    "+1h 1.5 .5 5. 5.e 1_0 0x1 ² ٣ 31 12 0000 9999 9999-12-31 0001-01-01"
)
ODD = st.text("0123456789:.+-/ TZapmeEinfNna,#%'\"٣²½()", max_size=24) | st.lists(
    st.sampled_from(WORDS.split()), max_size=6
).map(" ".join)


@given(st.text(max_size=90) | ODD)
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = read_time(text)
    assert found is None or 1000 <= found.year <= 9000


@pytest.mark.parametrize(("offsets", "about", "expected"), answers("home-zones"))
def test_the_zone_is_the_publishers_unless_the_offsets_speak_against_it(
    offsets: list[tuple[float, int]], about: dict[str, str], expected: str
) -> None:
    """The offsets of all times speak, each in its month, not that of the first alone."""
    moments = [
        datetime(2024, month, 1, 12, tzinfo=timezone(timedelta(hours=hours)))
        for hours, month in offsets
    ]
    assert choose_zone(moments, **about) == expected
    assert choose_zone(moments[::-1], **about) == expected


# Warnings about the distances between posts


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
