"""Different live blogs side by side on one clock."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, join, post, zone

from tui.model.blog import Author, Heading, ListItem, LiveBlog, ReadWarning, SummaryPoint, Version
from tui.model.versions import standing_of
from tui.sources.side_by_side import side_by_side

BBC = blog(
    post("09:26", "London 1"),
    post("10:00", "London 2"),
    title="Visit",
    publisher="BBC News",
    authors=(Author("Ann"),),
    summary=(SummaryPoint(ListItem("Sum"), at("10:00")),),
    warnings=(ReadWarning("line 3", "Odd."),),
)
XINHUA = LiveBlog(
    (post(headline="Beijing", published=at("17:00", where=zone("Asia/Shanghai"))),),
    title="Visit, too", publisher="Xinhua", zone="Asia/Shanghai",
)  # fmt: skip


def test_merged_posts_stand_on_one_clock_with_their_source_and_their_own_offset() -> None:
    merged = side_by_side([BBC, XINHUA])
    assert [(entry.headline, entry.source) for entry in merged.posts] == [
        ("London 1", "BBC News"), ("London 2", "BBC News"), ("Beijing", "Xinhua"),
    ]  # fmt: skip
    assert merged.posts[2].published.utcoffset() == timedelta(hours=8)
    assert (merged.zone, merged.place_zone) == ("Europe/London", "Asia/Shanghai")
    assert merged.title == "Visit + Visit, too"
    assert merged.summary == (SummaryPoint(Heading("BBC News")), *BBC.summary)
    assert merged.authors == (Author("Ann"),)
    assert merged.warnings == (ReadWarning("BBC News, line 3", "Odd."),)


def test_one_blog_is_itself() -> None:
    assert side_by_side([BBC]) is BBC


LONG = "US secretary of state Antony Blinken meets Xi Jinping in Beijing"
ONE, TWO, FAR = (blog("10:00 a", title=x, publisher="BBC") for x in ("One", "Two", LONG))


@pytest.mark.parametrize(
    ("blogs", "names"),
    [
        ([ONE, TWO], ["One", "Two"]),
        ([ONE, ONE, XINHUA], ["One", "One (2)", "Xinhua"]),
        ([side_by_side([BBC, XINHUA]), ONE], ["BBC News", "Xinhua", "BBC"]),
        ([FAR, TWO], ["US secretary of state Antony Blinken…", "Two"]),
    ],
)
def test_names_are_different_for_each_source(blogs: list[LiveBlog], names: list[str]) -> None:
    sources = [entry.source for entry in side_by_side(blogs).posts]
    assert list(dict.fromkeys(sources)) == names


@given(st.lists(blogs(), min_size=2, max_size=4))
def test_merging_keeps_every_post_in_order_and_each_blogs_own_order(
    several: list[LiveBlog],
) -> None:
    merged = side_by_side(several)
    times = [entry.published for entry in merged.posts]
    assert times == sorted(times)
    names = list(dict.fromkeys(entry.source for entry in merged.posts))
    assert len(names) == len(several)
    told = [[entry.headline for entry in merged.posts if entry.source == name] for name in names]
    assert sorted(told) == sorted([entry.headline for entry in one.posts] for one in several)


def test_every_version_says_its_source() -> None:
    edited = post("10:00", "Bells, mended")
    one = blog(post("10:00", "Bells", versions=(Version(at("10:31"), edited),)), publisher="A")
    found = side_by_side([one, blog("10:30 Geese", publisher="B")])
    assert standing_of(found.posts[0]).post.source == "A"


def test_a_merged_live_blog_that_is_kept_beside_its_sources_deletes_nothing() -> None:
    one, other = (
        blog(*[f"10:{n} At {n}" for n in range(n, 40, 10)], title=f"{n}") for n in (10, 15)
    )
    later = blog(*one.posts[1:], post("10:45", "New"))  # of a page that shows three posts
    kept = [side_by_side([one, other]), one, other, later]
    (joined,) = join(kept, [at("11:00"), at("11:10"), at("11:20"), at("11:30")])
    assert [each.versions for each in joined.posts] == [()] * 7
    assert [each.source for each in joined.posts[:2]] == ["10", "15"]
