"""A folder is all the live blogs in it."""

from pathlib import Path

import pytest
from live_blog_data import as_json, posting, update

from tui.model.errors import SourceError
from tui.sources import load_all, load_captures
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
    with pytest.raises(SourceError, match=r"There is no live blog in the folder .*\.$"):
        load_all([str(tmp_path)])
    (tmp_path / "a.html").write_text("<p>Nothing here</p>")
    with pytest.raises(SourceError, match=r"a\.html.*No live blog was recognised"):
        load_all([str(tmp_path)])


def test_different_live_blogs_are_merged_side_by_side(tmp_path: Path) -> None:
    save(tmp_path / "1.json", 1, 3)
    save(tmp_path / "2.json", 2, 4, url="https://news.example/live/geese")
    merged = load_all([str(tmp_path)])
    assert [post.headline for post in merged.posts] == ["Post 1", "Post 2", "Post 3", "Post 4"]
    assert all(post.source for post in merged.posts)


def test_pages_stay_apart_where_they_are_to(tmp_path: Path) -> None:
    save(tmp_path / "1.json", 1, 2)
    save(tmp_path / "2.json", 2, 3)
    apart = load_all([str(tmp_path)], separate=True)
    assert [post.headline for post in apart.posts] == ["Post 1", "Post 2", "Post 2", "Post 3"]


@pytest.mark.parametrize("source", ["", "-", "https://x.example/", "no such", "a\0b", "x" * 5000])
def test_what_is_no_folder(source: str) -> None:
    assert not is_folder(source)
