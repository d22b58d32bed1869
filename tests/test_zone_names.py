"""An abbreviation of a zone means the same in every form of page and in the time box."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from live_blog_data import page, read_posting, update

from tui.model.blog import LiveBlog
from tui.model.clock_face import clock_faces
from tui.model.zones import ABBREVIATIONS
from tui.playback.typed.moment import parse_moment
from tui.readers import read

ELSEWHERE = "https://news.example/live"
DUBLIN = "https://www.irishtimes.com/live"


def date_in_words(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    return read_posting(
        update(f"May 3, 2021 10:26 AM {zone}", "One"),
        update(f"May 3, 2021 11:26 AM {zone}", "Two"),
        url=url,
    )


def date_with_brackets(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    return read_posting(
        update(f"03 May 2021 10:26:00 ({zone})", "One"),
        update(f"03 May 2021 11:26:00 ({zone})", "Two"),
        url=url,
    )


def clock_before_the_headline(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    return read_posting(
        update("2021-05-03T12:00:00Z", f"10:26 {zone}: One"),
        update("2021-05-03T12:00:00Z", f"11:26 {zone}: Two"),
        url=url,
    )


def clock_before_the_body(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    return read_posting(
        update("2021-05-03T12:00:00Z", "One", f"<p>10:26 ({zone}) More</p>"),
        update("2021-05-03T12:00:00Z", "Two", f"<p>11:26 ({zone}) More</p>"),
        url=url,
    )


def day_and_clock(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    return read_posting(
        update("2021-05-03", f"10:26 {zone} - One"),
        update("2021-05-03", f"11:26 {zone} - Two"),
        url=url,
    )


def microdata(zone: str, url: str = ELSEWHERE) -> LiveBlog:
    updates = "".join(
        '<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">'
        f'<span itemprop="datePublished">3 May 2021 {clock} {zone}</span>'
        f'<h2 itemprop="headline">{headline}</h2></div>'
        for clock, headline in (("10:26", "One"), ("11:26", "Two"))
    )
    blog = f'<div itemscope itemtype="https://schema.org/LiveBlogPosting">{updates}</div>'
    return read(page(head=f'<link rel="canonical" href="{url}">', body=blog))


def bbc_text(zone: str, url: str = "") -> LiveBlog:
    return read(
        f"Live Reporting\nTwo\nMore.\nPublished at 11:26 {zone} 3 May 2021\n"
        f"One\nMore.\nPublished at 10:26 {zone} 3 May 2021\n".encode()
    )


SCHEMA_ORG: Sequence[Callable[..., LiveBlog]] = (
    date_in_words,
    date_with_brackets,
    clock_before_the_headline,
    clock_before_the_body,
    day_and_clock,
    microdata,
)


def typed(text: str, blog: LiveBlog) -> datetime:
    understood = parse_moment(text, blog=blog, position=blog.end, zones=clock_faces(blog))
    return understood.outside or understood.moment


@pytest.mark.parametrize("written", [*SCHEMA_ORG, bbc_text])
@pytest.mark.parametrize("zone", sorted(ABBREVIATIONS))
def test_a_page_and_the_time_box_agree(zone: str, written: Callable[..., LiveBlog]) -> None:
    blog = written(zone)
    first, second = (post.published for post in blog.posts[:2])
    assert second - first == timedelta(hours=1)
    assert (typed(f"10:26 {zone}", blog), typed(f"11:26 {zone}", blog)) == (first, second)


@pytest.mark.parametrize("written", [*SCHEMA_ORG, bbc_text])
@pytest.mark.parametrize(
    ("zone", "hour"),
    [("AST", 14), ("BST", 9), ("CST", 16), ("IST", 4), ("HST", 20), ("NPT", 4), ("PHT", 2)],
)
def test_the_meaning_without_a_context(
    zone: str, hour: int, written: Callable[..., LiveBlog]
) -> None:
    assert written(zone).posts[0].published.astimezone(UTC).hour == hour


@pytest.mark.parametrize("written", SCHEMA_ORG)
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
    zone: str, url: str, hours: float, written: Callable[..., LiveBlog]
) -> None:
    blog = written(zone, url)
    first = blog.posts[0].published
    assert first == datetime(2021, 5, 3, 10, 26, tzinfo=timezone(timedelta(hours=hours)))
    assert typed(f"10:26 {zone}", blog) == first
