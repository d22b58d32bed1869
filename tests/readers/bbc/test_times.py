"""The times of copied BBC pages: what a stamp tells, and where missing dates come from."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers.bbc.times import Stamp, days, newest_first, stamp, zone_and_date

APRIL = date(2024, 4, 26)
BST = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11:18 British Summer Time 26 April 2024", "2024-04-26T11:18:00+01:00"),
        ("01:52 Greenwich Mean Time 13 December 2019", "2019-12-13T01:52:00+00:00"),
        ("11:18 BST 26 Apr 2024", "2024-04-26T11:18:00+01:00"),
        ("11:18 GMT on 26 Apr 2024", "2024-04-26T11:18:00+00:00"),
        ("11:18 UTC, 26 Apr 2024", "2024-04-26T11:18:00+00:00"),
        ("11:18 Irish Standard Time 26 April 2024", "2024-04-26T11:18:00+01:00"),
        ("11:18 ET on 26 Apr 2024", "2024-04-26T11:18:00-04:00"),
        ("11:18 ET on 26 Jan 2024", "2024-01-26T11:18:00-05:00"),
        ("11:18 26 April 2024", "2024-04-26T11:18:00+01:00"),
        ("11:18 26 January 2024", "2024-01-26T11:18:00+00:00"),
        ("26 April 2024 11:18 BST", "2024-04-26T11:18:00+01:00"),
        ("26 April 2024, 11:18", "2024-04-26T11:18:00+01:00"),
        ("11:18:05 Friday, 26th of April 2024", "2024-04-26T11:18:05+01:00"),
        ("11.18 April 26, 2024", "2024-04-26T11:18:00+01:00"),
        ("11:18 26/04/2024", "2024-04-26T11:18:00+01:00"),
        ("11:18 05.04.2024", "2024-04-05T11:18:00+01:00"),
        ("2024-04-05 11:18", "2024-04-05T11:18:00+01:00"),
        ("11:18pm (BST) - 26 Sept 2024", "2024-09-26T23:18:00+01:00"),
        ("12:05 a.m. 26 April 2024", "2024-04-26T00:05:00+01:00"),
        ("12pm 26 May 2024", "2024-05-26T12:00:00+01:00"),
        ("9 am 29 February 2024", "2024-02-29T09:00:00+00:00"),
    ],
)
def test_whole_stamps(text: str, moment: str) -> None:
    told = stamp(text)
    assert told is not None
    assert told.dated
    assert told.rest == ""
    assert told.day is not None
    assert told.at(told.day).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("21:35", Stamp(timedelta(hours=21, minutes=35))),
        ("21:35 BST", Stamp(timedelta(hours=21, minutes=35), zone=BST)),
        ("21:35 uk time", Stamp(timedelta(hours=21, minutes=35))),
        ("21:35 (EDT)", Stamp(timedelta(hours=21, minutes=35), zone=timezone(timedelta(hours=-4)))),
        ("21:35 Art", Stamp(timedelta(hours=21, minutes=35), rest="Art")),
        ("21:35 ART ON SHOW", Stamp(timedelta(hours=21, minutes=35), rest="ART ON SHOW")),
        ("21:35 26 Apr", Stamp(timedelta(hours=21, minutes=35), day=date(2000, 4, 26))),
        ("21:35 BST Updated", Stamp(timedelta(hours=21, minutes=35), zone=BST, rest="Updated")),
        ("21:35 31 June 2024", Stamp(timedelta(hours=21, minutes=35), rest="31 June 2024")),
        ("21:35 British Summ", Stamp(timedelta(hours=21, minutes=35), rest="British Summ")),
        ("21:35 GMTV", Stamp(timedelta(hours=21, minutes=35), rest="GMTV")),
    ],
)
def test_parts_of_stamps(text: str, told: Stamp) -> None:
    assert stamp(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11",
        "1:1",
        "25:00",
        "11:60",
        "13pm",
        "0am",
        "at 11:18",
        "26 April 2024",
        "221-5",
        "1:18:77",
    ],
)
def test_what_is_no_stamp(text: str) -> None:
    assert stamp(text) is None


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("British Summer Time 26 April 2024", True),
        ("26 April 2024", True),
        ("BST", True),
        ("11:18 BST", False),
        ("The ground staff", False),
    ],
)
def test_second_halves(text: str, half: bool) -> None:
    assert zone_and_date(text) is half


def page(moments: list[datetime], dated: list[bool]) -> list[Stamp]:
    return [
        Stamp(timedelta(hours=m.hour, minutes=m.minute), m.date() if told else None, told)
        for m, told in zip(moments, dated, strict=True)
    ]


@given(st.lists(st.integers(0, 11 * 60), min_size=1, max_size=30), st.data())
def test_dates_left_out_are_found_again(gaps: list[int], data: st.DataObject) -> None:
    """With gaps under half a day, any one date tells all others, in either order."""
    moments = [
        datetime(2024, 4, 26, 12, tzinfo=UTC) + timedelta(minutes=sum(gaps[:i]))
        for i in range(len(gaps))
    ]
    dated = data.draw(st.lists(st.booleans(), min_size=len(gaps), max_size=len(gaps)).filter(any))
    for backwards in (False, True):
        stamps = page(moments[::-1] if backwards else moments, dated)
        found = days(stamps, backwards)
        assert found is not None
        assert [day for day, _ in found] == [
            m.date() for m in (moments[::-1] if backwards else moments)
        ]
        assert not any(disputed for _, disputed in found)
        if len(set(moments)) > 1:
            assert newest_first(stamps) is backwards


def clocks(*told: str, day: dict[int, date]) -> list[Stamp]:
    times = [time.fromisoformat(text) for text in told]
    return [
        Stamp(timedelta(hours=t.hour, minutes=t.minute), day.get(i), i in day)
        for i, t in enumerate(times)
    ]


def test_a_post_that_is_a_little_out_of_order_is_of_the_same_day() -> None:
    stamps = clocks("10:30", "10:40", "10:20", "00:05", "00:10", "23:55", day={0: APRIL})
    found = days(stamps, backwards=True)
    assert found is not None
    assert [day.day for day, _ in found] == [26, 26, 26, 26, 26, 25]
    found = days(clocks("23:55", "00:05", "23:58", day={0: APRIL}), backwards=False)
    assert found is not None
    assert [day.day for day, _ in found] == [26, 27, 26]


def test_dates_that_contradict_each_other_are_disputed() -> None:
    found = days(
        clocks("12:00", "11:00", "10:30", "10:00", day={0: APRIL, 3: date(2024, 4, 20)}),
        backwards=True,
    )
    assert found == [
        (APRIL, False),
        (APRIL, True),
        (date(2024, 4, 20), True),
        (date(2024, 4, 20), False),
    ]


def test_no_date_at_all() -> None:
    assert days(clocks("12:00", "11:00", day={}), backwards=True) is None
    assert days([Stamp(timedelta(hours=1), APRIL, has_year=False)], backwards=True) is None


def test_the_offset_is_a_plain_one() -> None:
    told = stamp("11:18 26 April 2024")
    assert told is not None
    assert type(told.at(APRIL).tzinfo) is timezone
