"""`convert` writes a film, which asciinema plays."""

import json
import sys
from pathlib import Path

import pytest
from command_line import run_here
from programs import run

from tui.settings.marks import remember_mark
from tui.settings.state import remember
from tui.sources import load
from tui.sources.bundled import BUNDLED

ASCIINEMA = Path(sys.executable).with_name("asciinema")
pytestmark = pytest.mark.usefixtures("home")


def filmed(*words: str) -> list[str]:
    done = run_here("convert", "--to", "cast", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def played(film: Path, *options: str) -> str:
    """Output of asciinema, in a session without a terminal, whose keys it would read."""
    done = run(
        *(ASCIINEMA, "play", "--speed", "10000", *options, film),
        env={"HOME": str(film.parent), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_asciinema_plays_it_and_finds_the_posts(tmp_path: Path) -> None:
    film = tmp_path / "blog.cast"
    run_here("convert", "-o", str(film), "--speed", "600")
    shown = played(film)
    assert "Tricky conversations" in shown
    assert "The end · 11:18" in shown
    header, *events = map(json.loads, played(film, "--out-fmt", "asciicast").splitlines())
    markers = [event for event in events if event[1] == "m"]
    assert (header["width"], header["height"]) == (100, 30)
    assert len(markers) == 10
    assert markers[1][2] == "09:32 Tricky conversations"


def test_a_film_of_marked_posts_says_so() -> None:
    remember_mark(load(BUNDLED[0].name), 2, "")
    remember_mark(load(BUNDLED[0].name), 6, "Cite this")
    header, first, *_ = filmed("--marked", "--speed", "600")
    said = "Marked posts: 2 of 10"
    assert json.loads(header)["title"] == f"Blinken in Beijing · {said}"
    assert said in json.loads(first)[2], "the page's own title says it too"


def test_version_and_size_are_as_asked_and_what_is_kept_between_runs_does_not_matter() -> None:
    words = ("--asciicast", "3", "--size", "60x15", "--speed", "600")
    before = filmed(*words)
    header = json.loads(before[0])
    assert (header["version"], header["term"]) == (3, {"cols": 60, "rows": 15})
    assert header["title"] == "Blinken in Beijing"
    remember("theme", {"name": "dracula", "instead_of": ""})
    remember("tempo", {"pace": 600, "reading": False})
    assert filmed(*words) == before
