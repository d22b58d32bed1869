from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import LONDON, zone

from tui.model.errors import OptionError
from tui.model.zones import abbreviated, find_zone, near_names, place_of, zone_named

SUMMER = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours_in_july"),
    [
        ("Europe/London", 1),
        ("europe/london", 1),
        ("London", 1),
        ("Beijing", 8),
        ("beijing", 8),
        ("Asia/Shanghai", 8),
        ("New York", -4),
        ("new_york", -4),
        ("Washington D.C.", -4),
        ("St. Petersburg", 3),
        ("Singapore", 8),
        ("BST", 1),
        ("bst", 1),
        ("GMT", 0),
        ("UTC", 0),
        ("Z", 0),
        ("ET", -4),
        ("EST", -5),
        ("EDT", -4),
        ("PT", -7),
        ("IST", 5.5),
        ("UTC+8", 8),
        ("GMT-3", -3),
        ("+0530", 5.5),
        ("+05:30", 5.5),
        ("-5", -5),
        ("\N{MINUS SIGN}5", -5),
    ],
)
def test_zones_are_known_as_people_write_them(name: str, hours_in_july: float) -> None:
    found = find_zone(name)
    assert found is not None
    assert SUMMER.replace(tzinfo=found).utcoffset() == timedelta(hours=hours_in_july)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Beijin",
        "Europe",
        "Mars/Olympus",
        "../../etc/passwd",
        "/etc/localtime",
        "+24:00",
        "+5:99",
        "BST-1",
        "\0",
    ],
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert find_zone(name) is None


@given(st.one_of(st.text(), st.from_regex(r"[A-Za-z_/.+\-0-9]{1,12}", fullmatch=True)))
def test_any_text_is_a_zone_or_none(name: str) -> None:
    found = find_zone(name)
    assert found is None or SUMMER.replace(tzinfo=found).utcoffset() is not None


def test_every_iana_zone_is_found_by_its_own_name() -> None:
    missing = [key for key in available_timezones() if find_zone(key) is None]
    assert missing == []


def test_a_wrong_name_is_told_what_is_near() -> None:
    with pytest.raises(OptionError, match='no time zone "Beijin"; did you mean Beijing'):
        zone_named("Beijin")
    with pytest.raises(OptionError, match='give one such as "Europe/London"'):
        zone_named("Qqqq")
    assert near_names("bei") == ["Beijing", "Beirut"]
    assert near_names("Nwe York") == ["New York"]
    assert near_names("") == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Asia/Shanghai", "Beijing"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ],
)
def test_the_place_that_a_zone_is_known_by(name: str, place: str) -> None:
    assert place_of(name) == place


def test_an_abbreviation_means_what_the_given_zones_mean_by_it() -> None:
    zones = [LONDON, zone("Asia/Shanghai")]
    near = datetime(2024, 4, 26, tzinfo=UTC)
    hours = {name: _hours(abbreviated(name, zones, near)) for name in ("BST", "gmt", "CST", "EST")}
    assert hours == {"BST": 1, "gmt": 0, "CST": 8, "EST": None}


def _hours(found: tzinfo | None) -> float | None:
    if found is None:
        return None
    offset = SUMMER.replace(tzinfo=found).utcoffset()
    assert offset is not None
    return offset / timedelta(hours=1)
