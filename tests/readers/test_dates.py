"""Times in the forms that pages write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers.dates import read_time

SUMMER = timezone(timedelta(hours=1))
MOMENT = datetime(2021, 5, 2, 19, 2, tzinfo=UTC)


SAME: tuple[object, ...] = (
    "2021-05-02T19:02:00Z", "2021-05-02T19:02:00+0000", "2021-05-02T19:02:00.000Z",
    "2021-05-02T20:02:00+01:00", "2021-05-02T20:02+01", "2021-05-02 19:02:00 +0000",
    " 2021-05-02T19:02:00Z\n", "2021-05-03T00:32:00&#x2B;05:30", "2021-05-03T00:32:00Z+05:30",
    "2021-05-03T00.32+05:30", "20210502T190200Z", "Sun, 02 May 2021 19:02:00 GMT",
    "May 3, 2021 12:32 AM IST", "3:02 p.m. ET, May 2, 2021", "02/05/2021 19:02 UTC",
    "٢٠٢١-٠٥-٠٢T٢٢:٠٢:٠٠+٠٣:٠٠", "1619982120", 1619982120, 1619982120000, 1619982120000000,
    "1619982120000", "/Date(1619982120000)/", "2021-05-03T00:32:00 05:30",
    "2021-05-03T00:32+05:30 IST", "2021-05-03IST00:32:00+05:30",
    "2021-05-03T00:32:00 + 05:30", "2 May, 2021 | 19:02 PM UTC", "2021-05-02T22:02:00 GMT+0300",
    "Sun May 02 2021 22:02:00 GMT+0300 (Arabian Standard Time)",
    "2021-05-02T20:02:00+01:00[Europe/London]", "03 May 2021 00:32:00 (IST)",
    "Updated: May 3, 2021 12:32 AM IST", "2. May 2021, 19:02 Uhr GMT",
)  # fmt: skip


@pytest.mark.parametrize("text", SAME)
def test_an_offset_however_written_is_kept(text: object) -> None:
    assert read_time(text) == MOMENT


def test_midnight_may_be_the_end_of_a_day() -> None:
    assert read_time("2021-05-02T24:00:00Z") == datetime(2021, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "26 avril 2024 à 11h18",
        "Vendredi 26 avril 2024 à 11 h 18",
        "le 26 avr. 2024, 11:18",
        "Publié le 26 AVRIL 2024 à 11h18",
        "Mis à jour le 26\xa0avril\xa02024 à 11h18 (heure de Paris)",
        "26/04/2024 à 11h18",
    ],
)
def test_a_date_in_french_words_is_read(text: str) -> None:
    assert read_time(text) == datetime(2024, 4, 26, 11, 18)


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("janvier", 1), ("janv.", 1), ("février", 2), ("févr.", 2), ("mars", 3), ("avril", 4),
        ("mai", 5), ("juin", 6), ("juillet", 7), ("juil.", 7), ("août", 8), ("Aout", 8),
        ("septembre", 9), ("sept.", 9), ("octobre", 10), ("oct.", 10), ("novembre", 11),
        ("nov.", 11), ("décembre", 12), ("déc.", 12),
    ],
)  # fmt: skip
def test_every_month_has_its_french_name(month: str, number: int) -> None:
    assert read_time(f"1er {month} 2024") == date(2024, number, 1)
    assert read_time(f"1 {month} 2024 à 9h") == datetime(2024, number, 1, 9)


def test_without_an_offset_it_is_naive_and_without_a_clock_it_is_a_day() -> None:
    iso, written = read_time("2021-05-02T19:02:00"), read_time("March 9, 2015 1:17 PM")
    assert iso == datetime.fromisoformat("2021-05-02 19:02")
    assert written == datetime.fromisoformat("2015-03-09 13:17")
    assert read_time("2021-05-02") == date(2021, 5, 2)
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
