"""The user's own directories: their keys, the theme, the place in a blog."""

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from patience import PATIENCE
from sample_blogs import bundled_like, many

from tui import settings
from tui.model.errors import OptionError
from tui.settings import (
    Place,
    config,
    marks_in,
    place_in,
    recall,
    remember,
    remember_marks,
    remember_place,
)

KNOWN = frozenset({"play", "quit", "next-post"})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's directories, empty."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def keymap(known: frozenset[str]) -> dict[str, str]:
    tables, note = config()
    assert note == ""
    return settings.keymap(tables, known)


def write_config(text: str | bytes) -> Path:
    path = settings.config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_files_are_the_user_s_own(home: Path) -> None:
    assert settings.config_file().is_relative_to(home)
    assert settings.state_file().is_relative_to(home)
    assert settings.config_file().name == "config.toml"


def test_without_a_file_no_key_is_changed() -> None:
    assert keymap(KNOWN) == {}


def test_keys_are_read_by_their_ids() -> None:
    write_config('[keys]\nplay = "p"\nnext-post = "ctrl+n,f5"\n')
    assert keymap(KNOWN) == {"play": "p", "next-post": "ctrl+n,f5"}


def test_other_settings_are_left_alone() -> None:
    write_config('colour = "any"\n')
    assert keymap(KNOWN) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys\n", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        ('keys = "p"\n', "must give each id a text"),
        ("[keys]\nplay = 3\n", "must give each id a text"),
        (
            '[keys]\nplya = "p"\n',
            "there is no key called 'plya'; the ids are: next-post, play, quit.",
        ),
    ],
)
def test_a_file_that_cannot_be_followed_is_one_clear_sentence(text: str | bytes, said: str) -> None:
    path = write_config(text)
    with pytest.raises(OptionError) as error:
        keymap(KNOWN)
    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_settings_that_may_not_be_looked_at_are_left_with_a_note(home: Path) -> None:
    (home / "config").write_text("a file where the folder should be")
    tables, note = config()
    assert tables == {}
    assert note.startswith("Your settings are not used: ")
    assert note.endswith("(Not a directory).")


def test_a_directory_in_its_place_is_a_note() -> None:
    settings.config_file().mkdir(parents=True)
    assert "(Is a directory)" in config()[1]


def test_what_is_remembered_is_recalled_and_the_rest_stays() -> None:
    assert recall("theme") is None
    remember("theme", "nord")
    remember("other", 1)
    assert recall("theme") == "nord"
    assert recall("other") == 1
    left = {path.name for path in settings.state_file().parent.iterdir()}
    assert left <= {"state.json", "state.lock"}


@pytest.mark.parametrize("text", ["", "{", "[1]", "\udcff", "[" * 100_000])
def test_a_state_that_cannot_be_read_counts_as_empty_and_is_written_anew(text: str) -> None:
    settings.state_file().parent.mkdir(parents=True)
    settings.state_file().write_bytes(text.encode("utf-8", "surrogateescape"))
    assert recall("theme") is None
    remember("theme", "nord")
    assert recall("theme") == "nord"


def test_where_nothing_can_be_written_nothing_is_remembered(home: Path) -> None:
    (home / "state").write_text("a file where the directory should be")
    remember("theme", "nord")
    assert recall("theme") is None


def test_a_full_disk_leaves_the_old_state_and_no_other_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remember("theme", "nord")

    def fill(path: Path, text: str, encoding: str) -> None:
        path.write_bytes(text.encode()[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", fill)
        remember("theme", "dracula")
    assert recall("theme") == "nord"
    assert list(settings.state_file().parent.glob("*.tmp")) == []


def test_several_who_write_at_once_lose_nothing(home: Path) -> None:
    code = (
        "import sys; from tui.settings import remember\n"
        "for n in range(15): remember(f'{sys.argv[1]} {n}', n)"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(who)], env=os.environ) for who in range(4)
    ]
    assert [writer.wait(PATIENCE) for writer in writers] == [0, 0, 0, 0]
    assert all(recall(f"{who} {n}") == n for who in range(4) for n in range(15))


def test_a_place_in_a_blog_comes_back_and_each_blog_has_its_own() -> None:
    blog, other = bundled_like(), many(3)
    place = Place(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (6, 2, 40, False))
    assert place_in(blog) is None
    remember_place(blog, place)
    assert place_in(blog) == place
    assert place_in(other) is None


@pytest.mark.parametrize(
    "damage",
    [
        {"moment": "2024-04-26T09:26:00"},
        {"moment": "soon"},
        {"moment": 3},
        {"feed": [1, 2]},
        {"feed": [1, "x", 2, True]},
        {"feed": None},
    ],
)
def test_a_damaged_place_counts_as_none(damage: dict[str, object]) -> None:
    blog = bundled_like()
    remember_place(blog, Place(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (6, 2, 40, False)))
    state = json.loads(settings.state_file().read_text())
    for noted in state["places"].values():
        noted.update(damage)
    settings.state_file().write_text(json.dumps(state))
    assert place_in(blog) is None


def test_only_the_latest_places_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MOST_PLACES", 2)
    blogs = [many(count) for count in (1, 2, 3)]
    place = Place(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (0, 0, 0, True))
    for blog in blogs:
        remember_place(blog, place)
    assert [place_in(blog) for blog in blogs] == [None, place, place]


def test_marks_come_back_also_in_a_later_copy_with_more_posts() -> None:
    blog = bundled_like()
    assert marks_in(blog) == {}
    remember_marks(blog, {6: "Cite this", 2: ""})
    assert marks_in(blog) == {2: "", 6: "Cite this"}
    later = blog._replace(posts=blog.posts[1:])
    assert marks_in(later) == {1: "", 5: "Cite this"}
    assert marks_in(many(3)) == {}
    remember_marks(blog, {})
    assert marks_in(blog) == {}


@pytest.mark.parametrize(
    "damage", [None, 3, {}, ["x"], [["a", "b"]], [[1, 2, 3]], [["a", "b", "c"]]]
)
def test_damaged_marks_count_as_none(damage: object) -> None:
    blog = bundled_like()
    remember_marks(blog, {6: "Cite this"})
    state = json.loads(settings.state_file().read_text())
    state["marks"] = dict.fromkeys(state["marks"], damage)
    settings.state_file().write_text(json.dumps(state))
    assert marks_in(blog) == {}


def test_a_note_with_control_characters_is_cleaned() -> None:
    blog = bundled_like()
    remember_marks(blog, {6: "\x1b[2Jx"})
    assert "\x1b" not in marks_in(blog)[6]


def test_only_the_latest_marked_blogs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MOST_PLACES", 1)
    first, second = bundled_like(), many(3)
    remember_marks(first, {0: ""})
    remember_marks(second, {0: ""})
    assert (marks_in(first), marks_in(second)) == ({}, {0: ""})
