"""Sources: files, standard input, bundled names, addresses; several of them merged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_blog_data import as_json, posting, update
from sample_blogs import LONDON, at, blog, blogs, post, zone
from web_server import serving

from tui.model.blog import Author, Heading, ListItem, LiveBlog, ReadWarning, SummaryPoint
from tui.model.errors import OptionError, SourceError, UnreadableError
from tui.readers.order import ALL_AT_ONE_TIME
from tui.sources import evenly, load, merge
from tui.sources.bundled import BUNDLED

DATA = as_json(posting(update()))


def test_a_file_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "odd name.txt"
    path.write_bytes(DATA)
    assert load(str(path)) == load("-", stdin=lambda: DATA)


def test_the_bundled_blog_by_name_knows_more_than_its_text() -> None:
    found = load("blinken-beijing")
    assert (len(found.posts), found.place_zone) == (10, "Asia/Shanghai")
    assert found.title
    assert found.publisher


def test_a_file_of_a_bundled_name_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("blinken-beijing").write_bytes(DATA)
    assert load("blinken-beijing").title == "A live blog"


def test_an_address() -> None:
    with serving() as address:
        assert load(f"{address}/page").posts[0].headline == "H"
        with pytest.raises(SourceError, match="404"):
            load(f"{address}/404")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "no such file",
            (
                "no file 'no such file', and no bundled live blog of that name; bundled are: "
                "blinken-beijing"
            ),
        ),
        (".", "is a folder"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("-", "Standard input cannot be read here"),
        ("gopher://x/y", "no address that can be fetched"),
    ],
)
def test_a_source_that_cannot_be_had(source: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(source)
    assert said in str(caught.value)


def test_what_is_unreadable_is_told_with_the_source(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>Nothing")
    with pytest.raises(UnreadableError, match=r"page\.html: No live blog was recognised"):
        load(str(path))
    with pytest.raises(UnreadableError, match=r"^standard input: .*empty"):
        load("-", stdin=lambda: b"")


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
    merged = merge([BBC, XINHUA])
    assert [(entry.headline, entry.source) for entry in merged.posts] == [
        ("London 1", "BBC News"), ("London 2", "BBC News"), ("Beijing", "Xinhua"),
    ]  # fmt: skip
    assert merged.posts[2].published.utcoffset() == timedelta(hours=8)
    assert (merged.zone, merged.place_zone, merged.title) == (
        "Europe/London",
        "Asia/Shanghai",
        "Visit + Visit, too",
    )
    assert merged.summary == (SummaryPoint(Heading("BBC News")), *BBC.summary)
    assert merged.authors == (Author("Ann"),)
    assert merged.warnings == (ReadWarning("BBC News, line 3", "Odd."),)


def test_one_blog_is_itself_and_none_is_refused() -> None:
    assert merge([BBC]) is BBC
    with pytest.raises(OptionError):
        merge([])


def test_names_are_different_for_each_source() -> None:
    twins = [
        blog("10:00 a", title="One", publisher="BBC"),
        blog("10:00 b", title="Two", publisher="BBC"),
    ]
    assert [entry.source for entry in merge(twins).posts] == ["One", "Two"]
    assert [entry.source for entry in merge([twins[0], twins[0], XINHUA]).posts] == [
        "One",
        "One (2)",
        "Xinhua",
    ]
    assert {entry.source for entry in merge([merge([BBC, XINHUA]), twins[0]]).posts} == {
        "BBC News",
        "Xinhua",
        "BBC",
    }


@given(st.lists(blogs(), min_size=2, max_size=4))
def test_merging_keeps_every_post_in_order_and_each_blogs_own_order(
    several: list[LiveBlog],
) -> None:
    merged = merge(several)
    times = [entry.published for entry in merged.posts]
    assert times == sorted(times)
    names = list(dict.fromkeys(entry.source for entry in merged.posts))
    assert len(names) == len(several)
    told = [[entry.headline for entry in merged.posts if entry.source == name] for name in names]
    assert sorted(told) == sorted([entry.headline for entry in one.posts] for one in several)


def test_even_spacing() -> None:
    same = blog(
        "10:00 a", "10:00 b", "10:00 c", warnings=(ReadWarning("the blog", ALL_AT_ONE_TIME),)
    )
    spaced = evenly(same, timedelta(seconds=30))
    assert [entry.published for entry in spaced.posts] == [at("10:00"), at("10:00:30"), at("10:01")]
    assert spaced.warnings == ()
    assert [entry.headline for entry in spaced.posts] == ["a", "b", "c"]


def test_even_spacing_leaves_each_point_of_the_summary_known_from_the_same_post_on() -> None:
    points = tuple(
        SummaryPoint(ListItem("x"), known)
        for known in (None, at("09:00"), at("10:00"), at("10:05"), at("10:07"), at("12:00"))
    )
    spaced = evenly(blog("10:00 a", "10:05 b", "10:10 c", summary=points), timedelta(seconds=30))
    first, second, third = at("10:00"), at("10:00:30"), at("10:01")
    assert [point.known for point in spaced.summary] == [
        None, first, first, second, second, third,
    ]  # fmt: skip


def test_the_table_says_since_when_a_point_of_the_bundled_summary_is_known() -> None:
    bundled = load(BUNDLED[0].name)
    known = {
        next(words for words in KNOWN if words in point.block.words[0]): point.known
        for point in bundled.summary
        if point.known is not None
    }
    assert known == {words: at(time) for words, (time, _) in KNOWN.items()}
    assert len(bundled.summary) == 7
    for words, (time, quotes) in KNOWN.items():
        before = " ".join(post.text for post in bundled.posts if post.published < at(time))
        until = " ".join(post.text for post in bundled.posts if post.published <= at(time))
        assert all(quote in until for quote in quotes), words
        assert not all(quote in before for quote in quotes), words


KNOWN = {
    "partners, not rivals": ("09:45", ["be partners, not rivals", "engage in vicious competition"]),
    "red lines": ("09:26", ["Wang cautioned the US against stepping on China’s “red lines”"]),
    "beginning to stabilise": (
        "11:03",
        ["the two countries is beginning to stabilise, but it is still being tested"],
    ),
    "TikTok": ("10:43", ["signed into law a bill that gives TikTok's Chinese owner"]),
}
"""Words of a point: the time since which it is known, and words of the posts that tell it."""


@pytest.mark.parametrize("every", [timedelta(0), timedelta(seconds=-1), timedelta.max])
def test_even_spacing_that_makes_no_sense(every: timedelta) -> None:
    with pytest.raises(OptionError):
        evenly(blog("10:00 a", "10:00 b", "10:01 c"), every)


def test_even_spacing_starts_at_the_blogs_start_in_its_own_offset() -> None:
    start = datetime(2024, 4, 26, 10, tzinfo=LONDON).astimezone(UTC)
    assert evenly(LiveBlog((post(published=start),)), timedelta(hours=1)).start == start


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("blinken-bejing", "did you mean blinken-beijing?"),
        ("Blinken-Beijing", "did you mean blinken-beijing?"),
        ("www.example.org/live/1", "did you mean the address https://www.example.org/live/1?"),
        ("example.org", "did you mean the address https://example.org?"),
        ("page.html", "bundled are: blinken-beijing."),
        ("./page.html", "bundled are: blinken-beijing."),
        ("pages/2024.html", "bundled are: blinken-beijing."),
    ],
)
def test_what_was_perhaps_meant(source: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(source)
    assert str(caught.value).endswith(said)


def test_a_file_that_names_the_blog_or_stands_in_an_error_steers_no_terminal(
    tmp_path: Path,
) -> None:
    name = "a\x1b]0;x\x07\u202eb"
    path = tmp_path / f"{name}.json"
    path.write_bytes(as_json(posting(update(), headline=None)))
    assert load(str(path)).title == "a\ufffd]0;x\ufffdb"
    (tmp_path / name).mkdir()
    for source in (tmp_path / name, tmp_path / name / "none"):
        with pytest.raises(SourceError) as caught:
            load(str(source))
        assert "\x1b" not in str(caught.value)


def test_long_titles_name_their_sources_by_the_first_words() -> None:
    title = "US secretary of state Antony Blinken meets Xi Jinping in Beijing"
    twins = [
        blog("10:00 a", title=title, publisher="BBC"),
        blog("10:00 b", title="Two", publisher="BBC"),
    ]
    assert [entry.source for entry in merge(twins).posts] == [
        "US secretary of state Antony Blinken…",
        "Two",
    ]
