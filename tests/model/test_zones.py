"""Time zones by the names that people write; abbreviations mean the same on pages and typed."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import read_posting, update
from programs import run
from readings import answers
from sample_blogs import zone

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.model.errors import OptionError
from tui.model.zones import (
    ABBREVIATIONS,
    LocalZone,
    abbreviated_zone,
    find_zone,
    iana_zone,
    near_names,
    zone_named,
)
from tui.playback.parse.moment import parse_moment
from tui.readers import read

SUMMER = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("name", "hours"), answers("zones-by-their-hours-in-july").items())
def test_zones_are_known_as_people_write_them(name: str, hours: float) -> None:
    found = find_zone(name)
    assert found is not None
    assert SUMMER.replace(tzinfo=found).utcoffset() == timedelta(hours=hours)


NO_ZONES = "|Beijin|Europe|Mars/Olympus|../../etc/passwd|/etc/localtime|+24:00|+5:99|BST-1|\0"


@pytest.mark.parametrize("name", NO_ZONES.split("|"))
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
    with pytest.raises(OptionError, match='No time zone "Beijin"; did you mean Beijing'):
        zone_named("Beijin")
    with pytest.raises(OptionError, match='give one such as "Europe/London"'):
        zone_named("Qqqq")
    assert near_names("bei") == ["Beijing", "Beirut"]
    assert near_names("Nwe York") == ["New York"]
    assert near_names("") == []


@pytest.mark.parametrize(("name", "where", "year", "hours"), answers("abbreviations-of-zones"))
def test_a_blogs_own_zone_decides_first_what_an_abbreviation_means(
    name: str, where: str, year: int, hours: float | None
) -> None:
    assert _hours(abbreviated_zone(name, [zone("Asia/Tokyo"), zone(where)], year=year)) == hours


NO_IANA = "|est|europe london|America|America/Argentina|../zone|/etc/localtime|A/\0"


@pytest.mark.parametrize("key", NO_IANA.split("|"))
def test_only_whole_names_are_iana_zones(key: str) -> None:
    assert iana_zone(key) is None
    assert iana_zone("Europe/London") is zone("Europe/London")
    assert iana_zone("UTC") is UTC


@pytest.mark.parametrize(
    "where", ["Europe/Berlin", "Europe/Moscow", "America/New_York", "Asia/Kolkata"]
)
def test_the_local_zone_is_the_machines_at_every_moment(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = (
        datetime(2009, 12, 31, 23, 30, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(7520)
    )
    repeated = (datetime(2024, 10, 27, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(16))
    monkeypatch.setenv("TZ", where)
    time.tzset()
    try:
        local, real = LocalZone(), zone(where)
        for moment in (*years, *repeated):
            assert _reading(moment.astimezone(local)) == _reading(moment.astimezone(real))
            assert moment.astimezone(local).astimezone(UTC) == moment
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_system_without_time_zone_data_gets_one_sentence_and_utc() -> None:
    program = (
        "import sys; sys.modules['tzdata'] = None\n"
        "from tui.model.zones import *\n"
        "assert iana_zone('UTC') is UTC and iana_zone('Europe/London') is None\n"
        "assert find_zone('EST') and find_zone('ET') is None and near_names('bei')\n"
        "try: zone_named('Europe/London')\n"
        "except OptionError as error: print(error)\n"
    )
    done = run(sys.executable, "-c", program, env={"PYTHONTZPATH": ""})
    assert (done.stderr, done.stdout) == (
        "",
        "This system has no time zone data; install the Python package tzdata, such as by "
        "pip install tzdata.\n",
    )


def _reading(there: datetime) -> tuple[datetime, int, timedelta | None, str | None]:
    return there.replace(tzinfo=None), there.fold, there.utcoffset(), there.tzname()


def _hours(found: tzinfo | None) -> float | None:
    if found is None:
        return None
    offset = SUMMER.replace(tzinfo=found).utcoffset()
    assert offset is not None
    return offset / timedelta(hours=1)


# An abbreviation means the same in every form of page and in the time box


NOON = "2021-05-03T12:00:00Z"
UPDATES = {
    "date in words": lambda clock, zone: update(f"May 3, 2021 {clock} AM {zone}", "One"),
    "date with brackets": lambda clock, zone: update(f"03 May 2021 {clock}:00 ({zone})", "One"),
    "clock before the headline": lambda clock, zone: update(NOON, f"{clock} {zone}: One"),
    "clock before the body": lambda clock, zone: update(
        NOON, "One", f"<p>{clock} ({zone}) More</p>"
    ),
    "day and clock": lambda clock, zone: update("2021-05-03", f"{clock} {zone} - One"),
}
"""The update of each form; a clock in its words is one if two updates have it."""
ELSEWHERE = "https://news.example/live"
DUBLIN = "https://www.irishtimes.com/live"


def copied_text(zone: str, url: str) -> LiveBlog:
    head = f"Live Reporting\nOne\nPublished at 10:26 {zone} 3 May 2021\n"
    return read(f"{head}The bell rang twice, and nobody came.\n".encode())


def of_data(form: str) -> Callable[[str, str], LiveBlog]:
    return lambda zone, url: read_posting(
        *(UPDATES[form](clock, zone) for clock in ("10:26", "11:26")), url=url
    )


FORMS = [*map(of_data, UPDATES), copied_text]


def typed(text: str, blog: LiveBlog) -> datetime:
    understood = parse_moment(text, blog=blog, position=blog.end, zones=clock_faces(blog))
    return understood.outside or understood.moment


@pytest.mark.parametrize("number", range(len(FORMS)))
def test_a_page_and_the_time_box_agree(number: int) -> None:
    for name in sorted(ABBREVIATIONS)[number :: len(FORMS)]:
        blog = FORMS[number](name, ELSEWHERE)
        assert typed(f"10:26 {name}", blog) == blog.start, name


@pytest.mark.parametrize("form", FORMS)
def test_the_meaning_without_a_context(form: Callable[[str, str], LiveBlog]) -> None:
    for name, hour in {"AST": 14, "BST": 9, "CST": 16, "IST": 4, "HST": 20, "NPT": 4}.items():
        assert form(name, ELSEWHERE).start.astimezone(UTC).hour == hour, name


@pytest.mark.parametrize("form", FORMS[:-1])
@pytest.mark.parametrize(
    ("zone", "url", "hours"),
    [
        ("IST", DUBLIN, 1),
        ("IST", "https://www.ndtv.com/live", 5.5),
        ("AST", "https://www.aljazeera.com/live", 3),
        ("CST", "https://news.example.cn/live", 8),
    ],
)
def test_the_publishers_zone_decides_first_on_the_page_and_in_the_box(
    zone: str, url: str, hours: float, form: Callable[[str, str], LiveBlog]
) -> None:
    blog = form(zone, url)
    expected = datetime(2021, 5, 3, 10, 26, tzinfo=timezone(timedelta(hours=hours)))
    assert (blog.start, typed(f"10:26 {zone}", blog)) == (expected, expected)
