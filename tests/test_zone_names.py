"""An abbreviation of a zone means the same in every form of page and in the time box."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from live_blog_data import read_posting, update

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.model.zones import ABBREVIATIONS
from tui.playback.parse.moment import parse_moment
from tui.readers import read

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
    for zone in sorted(ABBREVIATIONS)[number :: len(FORMS)]:
        blog = FORMS[number](zone, ELSEWHERE)
        assert typed(f"10:26 {zone}", blog) == blog.start, zone


@pytest.mark.parametrize("form", FORMS)
def test_the_meaning_without_a_context(form: Callable[[str, str], LiveBlog]) -> None:
    for zone, hour in {"AST": 14, "BST": 9, "CST": 16, "IST": 4, "HST": 20, "NPT": 4}.items():
        assert form(zone, ELSEWHERE).start.astimezone(UTC).hour == hour, zone


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
