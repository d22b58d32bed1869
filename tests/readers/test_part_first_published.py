"""A blog published long before its earliest post is a part; a whole is never accused."""

from typing import Any

import pytest
from live_blog_data import as_json, page, posting, update

from tui.readers import read

CLOCKS = ("12:00", "12:17", "12:20", "12:55")


def sign(*clocks: str, **more: Any) -> str:
    """The sign found in JSON-LD with updates at these times."""
    updates = [update(f"2024-04-26T{x}:00Z", f"At {x}") for x in clocks or CLOCKS]
    part = read(as_json(posting(*updates, **more))).part
    return part.sign if part else ""


def test_published_over_an_hour_before_the_first_post() -> None:
    assert sign(datePublished="2024-04-26T10:59:00Z") == "first published"
    assert sign(datePublished="2024-04-26T11:00:00Z") == ""


@pytest.mark.parametrize(
    "published",
    [
        None,
        "2024-04-26",
        "2024-04-26T00:00:00Z",
        "2024-04-26T00:00:00+01:00",
        "2024-04-26T12:55:00Z",
        "2023-01-03T09:10:00Z",
        "soon",
        12,
    ],
)
def test_times_that_say_nothing(published: object) -> None:
    assert sign(datePublished=published) == ""


@pytest.mark.parametrize(
    "clocks",
    [
        ("12:00", "12:30"),
        ("12:00", "12:00", "12:00", "12:00"),
        ("12:00", "12:10", "12:20", "12:30", "12:40"),
    ],
)
def test_too_few_posts_or_times_made_up_by_software_say_nothing(clocks: tuple[str, ...]) -> None:
    assert sign(*clocks, datePublished="2024-04-26T06:00:00Z") == ""


def test_a_page_that_was_there_before_the_event_is_no_part() -> None:
    published = "2024-04-26T06:10:00Z"
    assert sign(datePublished=published, coverageStartTime="2024-04-26T11:45:00Z") == ""
    early = "2024-04-26T06:30:00Z"
    assert sign(datePublished=published, coverageStartTime=early) == "first published"


def test_of_several_times_the_latest_before_the_first_post_counts() -> None:
    data = posting(
        *(update(f"2024-04-26T{x}:00Z", f"At {x}") for x in CLOCKS),
        datePublished="2024-04-26T08:00:00Z",
    )
    head = '<meta property="article:published_time" content="2024-04-26T11:30:00Z">'
    assert read(page(data)).part is not None
    assert read(page(data, head=head)).part is None
    edited = '<meta property="article:published_time" content="2024-04-26T12:56:00Z">'
    assert read(page(data, head=edited)).part is not None


def test_the_time_of_an_update_in_microdata_is_not_the_blogs() -> None:
    data = posting(*(update(f"2024-04-26T{x}:00Z", f"At {x}") for x in CLOCKS))
    scope = 'itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"'
    time = '<meta itemprop="datePublished" content="2024-04-26T08:00:00Z">'
    assert read(page(data, body=f"<div {scope}><p>{time}</p></div>")).part is None
    assert read(page(data, body=f"<div><p>{time}</p></div>")).part is not None


@pytest.mark.parametrize(
    ("said", "is_part"),
    [
        ("First published on Fri 26 Apr 2024 05.38 BST", True),
        ("FIRST PUBLISHED ON 26 April 2024 05:38 BST", True),
        ("First Published: 26 April 2024 05:38 BST", True),
        ("First published at 26 April 2024 12:30 BST", False),
        ("First published on paper in 1824", False),
    ],
)
def test_the_time_in_words(said: str, is_part: bool) -> None:
    data = posting(
        *(update(f"2024-04-26T{x}:00Z", f"At {x}") for x in CLOCKS),
        url="https://www.bbc.co.uk/news/live/x-1",
    )
    assert (read(page(data, body=f"<p>{said}</p>")).part is not None) == is_part


@pytest.mark.parametrize(("site", "is_part"), [("news.example.ie", False), ("x.example.in", True)])
def test_an_abbreviation_means_the_publishers_zone(site: str, is_part: bool) -> None:
    data = posting(
        *(update(f"2024-04-26T{x}:00Z", f"At {x}") for x in CLOCKS),
        url=f"https://{site}/live/bells",
    )
    said = "<p>First published on Fri 26 Apr 2024 12.20 IST</p>"
    assert (read(page(data, body=said)).part is not None) == is_part
