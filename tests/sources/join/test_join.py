"""Pages and saves of one live blog are one; different live blogs stay apart."""

from collections.abc import Sequence
from typing import Any

import pytest
from readings import answers
from sample_blogs import at, blog, join, post

from tui.model.blog import Author, LiveBlog, Paragraph, ReadWarning, SummaryPoint
from tui.model.coverage import Coverage, MissingSpan

LIVE = "https://news.example/live/bells"


def saved(*clocks: str, **fields: object) -> LiveBlog:
    """A page with a post at each time."""
    return blog(*(post(x, f"At {x}", id=f"block-{x}") for x in clocks), **fields)


POINTS = tuple(SummaryPoint(Paragraph(text)) for text in ("Bells ring", "Geese fly"))
SOURCES: dict[str, tuple[list[dict[str, Any]], int]] = answers("sources-of-one-live-blog")
"""Sources, and how many live blogs they are."""


def source(
    *, saved: str = "", posts: Sequence[str] = (), points: int = 0, **fields: str
) -> LiveBlog:
    """A page with posts of these times ("10:00 10:10"), or of other words ("10:00 Bells #1")."""
    made = [post(clock, f"At {clock}", id=f"block-{clock}") for clock in saved.split()]
    for words, _, name in (spec.partition(" #") for spec in posts):
        made.append(post(*words.split(" ", 1), id=name))
    return blog(*made, summary=POINTS[:points], **fields)


@pytest.mark.parametrize("name", SOURCES)
def test_which_sources_are_one_live_blog(name: str) -> None:
    given, count = SOURCES[name]
    sources = [source(**each) for each in given]
    found = join(sources)
    assert len(found) == count
    if count == 1:
        clocks = {each.published for source in sources for each in source.posts}
        assert [each.published for each in found[0].posts] == sorted(clocks)


def test_one_source_or_none_stays_as_it_is() -> None:
    one = saved("10:00")
    assert join([one]) == [one]
    assert join([]) == []


def test_what_the_newest_lacks_comes_from_the_others() -> None:
    older = saved(
        "09:00", url=LIVE, title="Early", description="About",
        summary=(SummaryPoint(Paragraph("Old")),), authors=(Author("Ana Lee"),),
        publisher="The News", coverage_start=at("08:00"), format="A",
    )  # fmt: skip
    newer = saved(
        "10:00", url=f"{LIVE}?page=2", title="Late", authors=(Author("Bo Kim"),), format="B"
    )
    for sources in ([older, newer], [newer, older]):
        assert join(sources)[0].title == "Late"
    (found,) = join([older, newer])
    assert (found.title, found.description, found.publisher) == ("Late", "About", "The News")
    assert found.authors == (Author("Bo Kim"), Author("Ana Lee"))
    assert (found.coverage_start, found.coverage_end) == (at("08:00"), None)
    assert found.summary == (SummaryPoint(Paragraph("Old")),)
    assert found.format == "A + B"


def test_a_publisher_s_name_comes_before_the_host_of_a_newer_page() -> None:
    host = saved("10:00", url=LIVE, publisher="news.example")
    assert join([host, saved("09:00", url=LIVE)])[0].publisher == "news.example"
    assert join([host, saved("09:00", url=LIVE, publisher="The News")])[0].publisher == "The News"


def test_warnings_say_of_which_page_or_source_they_are() -> None:
    doubt = (ReadWarning("update 3", "Odd."),)
    part = Coverage((MissingSpan(None, at("10:00")),), (1,), 2)
    one = saved("10:00", url=LIVE, warnings=doubt, part=part)
    more = (*doubt, ReadWarning("update 4", "Odder."))
    (found,) = join([one, saved("09:00", url=LIVE, warnings=more)])
    assert [warning.place for warning in found.warnings] == [
        "page 1, update 3",
        "source 2, update 4",
    ]


def test_a_page_joined_with_itself_says_its_warnings_once() -> None:
    doubts = (ReadWarning("update 1", "Odd."), ReadWarning("update 2", "Odd."))
    one = saved("10:00", "10:10", "10:20", url=LIVE, warnings=doubts)
    later = saved("10:10", "10:20", "10:30", url=LIVE, warnings=(ReadWarning("post 3", "New."),))
    (found,) = join([one, one, one._replace(captured=at("10:40")), later])
    assert [(warning.place, warning.message) for warning in found.warnings] == [
        ("source 1, update 1", "Odd."),
        ("source 1, update 2", "Odd."),
        ("source 4, post 3", "New."),
    ]
