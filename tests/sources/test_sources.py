"""Sources: files, standard input, bundled names, addresses; several of them merged."""

import errno
import gzip
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from sample_blogs import at, blog

from tui.model.blog import ListItem, ReadWarning, SummaryPoint
from tui.model.errors import OptionError, SourceError, UnreadableError
from tui.model.part import Coverage, MissingSpan
from tui.readers.order import ALL_AT_ONE_TIME
from tui.sources import LoadOptions, load, load_all, load_each, on_one_clock
from tui.sources.evenly import evenly

DATA = as_json(posting(update()))
DATA_FOLDER = Path(__file__).parents[1] / "data/parts"


def test_a_file_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "odd name.txt"
    path.write_bytes(DATA)
    assert load(str(path)) == load("-", LoadOptions(lambda: DATA))


def test_a_file_of_a_bundled_name_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("blinken-beijing").write_bytes(DATA)
    assert load("blinken-beijing").title == "A live blog"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (".", "Is a directory"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("-", "Standard input cannot be read here"),
    ],
)
def test_a_source_that_cannot_be_had(source: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(source)
    assert said in str(caught.value)


def test_what_is_unreadable_is_told_with_the_source(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>Nothing")
    with pytest.raises(UnreadableError, match=r"page\.html: No live blog was found"):
        load(str(path))
    with pytest.raises(UnreadableError, match=r"^standard input: .*empty"):
        load("-", LoadOptions(lambda: b""))

    def broken() -> bytes:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with pytest.raises(SourceError, match=r"^Standard input cannot be read \(Resource temp.*\)\.$"):
        load("-", LoadOptions(broken))


def test_even_spacing() -> None:
    same = blog(
        "10:00 a", "10:00 b", "10:00 c", warnings=(ReadWarning("the blog", ALL_AT_ONE_TIME),)
    )
    spaced = evenly(same, timedelta(seconds=30))
    assert [entry.published for entry in spaced.posts] == [at("10:00"), at("10:00:30"), at("10:01")]
    assert spaced.warnings == ()
    assert [entry.headline for entry in spaced.posts] == ["a", "b", "c"]


def test_even_spacing_shows_the_summary_at_the_end() -> None:
    points = tuple(SummaryPoint(ListItem("x"), known) for known in (None, at("10:05")))
    spaced = evenly(blog("10:00 a", "10:05 b", "10:10 c", summary=points), timedelta(seconds=30))
    assert [point.known for point in spaced.summary] == [None, None]


def test_evenly_spaced_a_part_begins_and_ends_with_its_posts() -> None:
    ends = None, at("10:00"), at("10:20"), None
    gaps = tuple(map(MissingSpan, ends, ends[1:]))
    one = blog("10:00 a", "10:00 b", "10:20 c", part=Coverage(gaps))
    spaced = evenly(one, timedelta(seconds=30)).part
    assert spaced is not None
    assert spaced.missing == (MissingSpan(None, at("10:00")), MissingSpan(at("10:01")))


@pytest.mark.parametrize("every", [timedelta(0), timedelta(seconds=-1), timedelta.max])
def test_even_spacing_that_makes_no_sense(every: timedelta) -> None:
    with pytest.raises(OptionError):
        evenly(blog("10:00 a", "10:00 b", "10:01 c"), every)


@pytest.mark.parametrize(
    ("name", "pack"), [("bells.json", bytes), ("bells.json.gz", gzip.compress)]
)
def test_a_file_names_a_blog_without_a_title_by_its_name_without_endings(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / name).write_bytes(pack(as_json(posting(update(), headline=None))))
    assert load(str(tmp_path / name)).title == "bells"


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


PAGES = [str(DATA_FOLDER / f"guardian-{number}-of-3.html") for number in (1, 2, 3)]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_all_pages_of_a_live_blog_in_any_order_are_the_whole(order: tuple[int, ...]) -> None:
    whole = load_all([PAGES[number] for number in order])
    assert [entry.published.strftime("%H:%M") for entry in whole.posts] == [
        "11:00", "11:10", "11:20", "11:30", "11:40", "11:50",
        "12:00", "12:10", "12:20", "12:30", "12:40", "12:50",
    ]  # fmt: skip
    assert whole.part is not None
    assert whole.part.is_whole
    assert not any(entry.source for entry in whole.posts)


def test_some_pages_of_a_live_blog_lack_the_others() -> None:
    part = load_all([PAGES[0], PAGES[2], PAGES[0]]).part
    assert part is not None
    assert (part.pages, part.missing_pages) == ((1, 3), (2,))
    apart = on_one_clock(load_each([PAGES[0], PAGES[2]], separate=True))
    assert (len(apart.posts), apart.part) == (8, None)
    assert [warning.message for warning in apart.warnings] == [
        "This is part 1 of 3: begins at 12:20.",
        "This is part 3 of 3: ends at 11:30.",
    ]
