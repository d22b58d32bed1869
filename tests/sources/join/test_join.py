"""Pages and saves of one live blog are one; different live blogs stay apart."""

import pytest
from sample_blogs import at, blog, post

from tui.model.blog import Author, LiveBlog, Paragraph, ReadWarning, SummaryPoint
from tui.model.part import Coverage, MissingSpan
from tui.sources.join import join

LIVE = "https://news.example/live/bells"


def saved(*clocks: str, **fields: object) -> LiveBlog:
    """A page with a post at each time."""
    return blog(*(post(x, f"At {x}", id=f"block-{x}") for x in clocks), **fields)


def times(one: LiveBlog) -> list[str]:
    return [entry.id.removeprefix("block-") for entry in one.posts]


@pytest.mark.parametrize(
    ("url", "other", "count"),
    [
        (LIVE, f"{LIVE}?page=with:block-1", 1),
        (f"{LIVE}/page/2", LIVE, 1),
        (LIVE, "https://news.example/live/geese", 2),
        ("https://news.example/", "https://news.example/", 2),
        ("", "", 2),
    ],
)
def test_sources_with_one_address_are_one_live_blog(url: str, other: str, count: int) -> None:
    found = join([saved("10:00", "10:10", url=url), saved("09:00", "09:10", url=other)])
    assert len(found) == count
    if count == 1:
        assert times(found[0]) == ["09:00", "09:10", "10:00", "10:10"]


def test_sources_with_two_common_posts_are_one_live_blog() -> None:
    one, other = saved("10:00", "10:10", "10:20"), saved("10:10", "10:20", "10:30")
    (found,) = join([one, other])
    assert times(found) == ["10:00", "10:10", "10:20", "10:30"]
    assert len(join([one, saved("10:20", "10:30", "10:40")])) == 2


def test_a_third_source_may_bring_two_together() -> None:
    one, other = saved("10:00", "10:10"), saved("11:00", "11:10")
    between = saved("10:00", "10:10", "11:00", "11:10")
    assert len(join([one, other])) == 2
    assert len(join([one, other, between])) == 1
    assert len(join([one, between, other, blog("12:00 Another")])) == 2


def test_ids_that_only_count_are_no_common_ids() -> None:
    one = blog(post("10:00", "Bells", id="1"), post("10:10", "Geese", id="2"))
    other = blog(post("12:00", "Rye", id="1"), post("12:10", "Ovens", id="2"))
    assert len(join([one, other])) == 2
    assert len(join([one, one])) == 1


def test_copies_without_ids_are_one_by_their_words() -> None:
    one = blog("10:00 Bells", "10:10 Geese", "10:20 Rye")
    assert len(join([one, blog("10:10 Geese", "10:20 Rye", "10:30 Ovens")])) == 1
    assert len(join([one, blog("10:20 Rye", "10:30 Ovens")])) == 2


def test_copied_pages_without_common_posts_are_one_by_their_summary() -> None:
    points = tuple(SummaryPoint(Paragraph(text)) for text in ("Bells ring", "Geese fly"))
    pages = [blog("10:00 Bells", summary=points), blog("09:00 Geese", summary=points)]
    (found,) = join(pages)
    assert [entry.headline for entry in found.posts] == ["Geese", "Bells"]
    assert len(found.summary) == len(points)
    one_point = [page._replace(summary=points[:1]) for page in pages]
    addresses = [page._replace(url=LIVE + name) for page, name in zip(pages, "12", strict=True)]
    publishers = [pages[0], pages[1]._replace(publisher="Other")]
    for others in (one_point, addresses, publishers, [pages[0], blog("09:00 Geese")]):
        assert len(join(others)) == 2


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


def test_one_source_or_none_stays_as_it_is() -> None:
    one = saved("10:00")
    assert join([one]) == [one]
    assert join([]) == []


def test_when_the_sources_were_saved_shows_whether_their_pages_shifted() -> None:
    newer_part = Coverage((MissingSpan(None, at("10:30")),), (1,), 2, "pages")
    older_part = Coverage((MissingSpan(at("10:10"), None),), (2,), 2, "pages")
    newer = saved("10:30", "10:50", url=LIVE, part=newer_part)
    older = saved("10:00", "10:10", url=LIVE, part=older_part)
    (found,) = join([newer, older], [at("10:55"), at("10:45")])
    assert found.part is not None
    assert found.part.missing == (MissingSpan(at("10:10"), at("10:30")),)
    (found,) = join([newer._replace(captured=at("10:55")), older._replace(captured=at("10:52"))])
    assert found.part is not None
    assert found.part.is_whole


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


def test_captures_without_a_common_post_leave_a_gap() -> None:
    early = saved("09:00", "09:10", url=LIVE, captured=at("09:20"))
    late = saved("11:00", "11:10", url=LIVE, captured=at("11:20"))
    (found,) = join([late, early])
    assert found.part is not None
    assert found.part.missing == (MissingSpan(at("09:10"), at("11:00")),)
    assert found.part.sign == "captures"
    between = saved("09:10", "11:00", url=LIVE, captured=at("11:05"))
    assert join([late, early, between])[0].part is None
    older_page = early._replace(captured=at("11:21"))
    assert join([late, older_page])[0].part is None, "the page with the posts before"
    assert join([late, early._replace(captured=None)])[0].part is None
