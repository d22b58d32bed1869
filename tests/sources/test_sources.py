"""Sources: files, standard input, bundled names, addresses; several of them merged."""

import gzip
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from sample_blogs import at, blog
from web_archives import answer, packed, record

from tui.model.blocks import plain_text
from tui.model.blog import ListItem, ReadWarning, SummaryPoint
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import OptionError, SourceError, UnreadableError
from tui.readers.posts.about import ALL_AT_ONE_TIME
from tui.sources import LoadOptions, load, load_all, load_captures, load_each
from tui.sources.evenly import evenly
from tui.sources.files import is_folder, load_folder
from tui.sources.side_by_side import side_by_side

DATA = as_json(posting(update()))
DATA_FOLDER = Path(__file__).parents[1] / "data/parts"


def test_a_file_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "odd name.txt"
    path.write_bytes(DATA)
    with path.open("rb") as file:
        assert load(str(path)) == load("-", LoadOptions(file.fileno()))


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
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with pytest.raises(SourceError, match=r"^Standard input cannot be read \(Resource temp.*\)\.$"):
        load("-", LoadOptions(reading))
    os.close(writing)
    with pytest.raises(UnreadableError, match=r"^standard input: .*empty"):
        load("-", LoadOptions(reading))
    os.close(reading)


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
    found = load_each([PAGES[0], PAGES[2]], separate=True)
    apart = side_by_side([blog for _, blog in found])
    assert (len(apart.posts), apart.part) == (8, None)
    assert [warning.message for warning in apart.warnings] == [
        "This is part 1 of 3: begins at 12:20.",
        "This is part 3 of 3: ends at 11:30.",
    ]


# A folder is all the live blogs in it


LIVE = "https://news.example/live/bells"


def save(path: Path, *numbers: int, url: str = LIVE) -> None:
    """A page with updates of these numbers, a minute apart."""
    updates = [
        update(f"2024-04-26T10:{number:02}:00+01:00", f"Post {number}", f"Text {number}.")
        for number in numbers
    ]
    path.write_bytes(as_json(posting(*updates, url=url)))


def titles(source: Path) -> list[str]:
    return [post.headline for post in load_all([str(source)]).posts]


def test_the_pages_in_a_folder_are_joined(tmp_path: Path) -> None:
    save(tmp_path / "2.json", 1, 2)
    save(tmp_path / "1.json", 2, 3)
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "style.css").write_text("p {}")
    (tmp_path / "1_files.html").mkdir()
    assert is_folder(str(tmp_path))
    assert titles(tmp_path) == ["Post 1", "Post 2", "Post 3"]
    assert not load_all([str(tmp_path)]).warnings


def test_a_table_in_a_folder_is_read(tmp_path: Path) -> None:
    rows = (
        f"2024-04-26T10:0{n}:00Z,Post {n},The mill opens its doors for {n} visitors today."
        for n in (1, 2, 3)
    )
    (tmp_path / "posts.csv").write_text("\n".join(("time,title,text", *rows)))
    assert titles(tmp_path) == ["Post 1", "Post 2", "Post 3"]


def test_the_channels_of_a_chat_are_read_day_by_day_with_names(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text('[{"id": "U1", "real_name": "Ann Lee"}]')
    for day, start in (("2024-04-26", 1714118400), ("2024-04-27", 1714204800)):
        said = ", ".join(
            f'{{"type": "message", "user": "U1", "ts": "{start + n}.0", "text": "<@U1>, late."}}'
            for n in (1, 2)
        )
        for channel in ("pier", ".trash"):
            (tmp_path / channel).mkdir(exist_ok=True)
            (tmp_path / channel / f"{day}.json").write_text(f"[{said}]")
    (tmp_path / "pier" / "notes.txt").write_text("A file of the reader's own.")
    blog, alone = (load_all([str(x)]) for x in (tmp_path, tmp_path / "pier"))
    assert [(x.published.day, x.byline) for x in alone.posts] == [
        (day, "Ann Lee") for day in (26, 26, 27, 27)
    ]
    assert (blog.title, plain_text(alone.posts[0].body)) == ("pier", "@Ann Lee, late.")


def test_files_without_a_live_blog_are_named_in_a_warning(tmp_path: Path) -> None:
    save(tmp_path / "b.json", 1)
    (tmp_path / "a.html").write_text("<p>Nothing here</p>")
    ((_, first),) = load_folder(str(tmp_path), load_captures)
    assert first.warnings[0].place == "the folder"
    assert first.warnings[0].message == "No live blog could be read in a.html: left out."
    (tmp_path / "c\x1b.txt").write_text("Nothing here")
    ((_, first),) = load_folder(str(tmp_path), load_captures)
    assert first.warnings[0].message.startswith("No live blog could be read in a.html, c")
    assert "\x1b" not in first.warnings[0].message


def test_a_folder_without_a_live_blog_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"No live blog in the folder '.*'\.$"):
        load_all([str(tmp_path)])
    (tmp_path / "a.html").write_text("<p>Nothing here</p>")
    with pytest.raises(SourceError, match=r"a\.html.*|No live blog was found"):
        load_all([str(tmp_path)])


@pytest.mark.parametrize("source", ["", "-", "https://x.example/", "no such", "a\0b", "x" * 5000])
def test_what_is_no_folder(source: str) -> None:
    assert not is_folder(source)


def test_files_are_dated_by_their_times(tmp_path: Path) -> None:
    save(tmp_path / "1.json", 1, 2, 3)
    text = (tmp_path / "1.json").read_text().replace("Text 2.", "Other.")
    (tmp_path / "2.json").write_text(text)
    for name, hour in (("1.json", 12), ("2.json", 14)):
        moment = datetime(2024, 4, 26, hour, tzinfo=UTC).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    joined = load_all([str(tmp_path)])
    ((version,),) = (post.versions for post in joined.posts if post.versions)
    assert (version.known.hour, version.after and version.after.hour) == (14, 12)
    assert joined.warnings[-1].place == "versions"
    separate = load_each([str(tmp_path / "1.json"), str(tmp_path / "2.json")], separate=True)
    assert not any(post.versions for _, blog in separate for post in blog.posts)


def test_all_captures_of_a_web_archive_are_one_live_blog(tmp_path: Path) -> None:
    pages = []
    for n, words in enumerate(("Text.", "Other.", "Other.")):
        told = posting(
            update(identifier="post-1"),
            update("2024-04-26T11:00:00Z", "Second", words, identifier="post-2"),
            url=None,
        )
        content = answer(as_json(told), "application/json")
        pages.append(record("response", LIVE, f"2024-04-26T12:0{n}:00Z", content))
    (tmp_path / "day.warc.gz").write_bytes(packed(*pages))
    for source in (tmp_path, tmp_path / "day.warc.gz"):
        joined = load_all([str(source)])
        assert [len(post.versions) for post in joined.posts] == [0, 1]
        assert joined.posts[1].versions[0].known.minute == 1
