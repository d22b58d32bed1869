"""A folder is all the live blogs in it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update
from web_archives import answer, packed, record

from tui.model.errors import SourceError
from tui.sources import load_all, load_captures, load_each
from tui.sources.folder import is_folder, load_folder

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


def test_files_without_a_live_blog_are_named_in_a_warning(tmp_path: Path) -> None:
    save(tmp_path / "b.json", 1)
    (tmp_path / "a.html").write_text("<p>Nothing here</p>")
    ((_, first),) = load_folder(str(tmp_path), load_captures)
    assert first.warnings[0].place == "the folder"
    assert first.warnings[0].message == "No live blog was found in a.html, which is left out."
    (tmp_path / "c\x1b.txt").write_text("Nothing here")
    ((_, first),) = load_folder(str(tmp_path), load_captures)
    assert first.warnings[0].message.endswith("which are left out.")
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
