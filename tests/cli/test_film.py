"""`convert` writes a film, which asciinema plays; its options are for films only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

from tui.cli.pages import size_of
from tui.model.errors import OptionError

COMMAND = str(Path(sys.executable).with_name("liveblog-tui"))
ASCIINEMA = Path(sys.executable).with_name("asciinema")


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A program with a home of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        words,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        start_new_session=True,  # without a terminal, whose keys asciinema would read
    )


def test_asciinema_plays_it_and_finds_the_posts(tmp_path: Path) -> None:
    film = tmp_path / "blog.cast"
    done = run(COMMAND, "convert", "-o", str(film), "--speed", "600", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    play = (str(ASCIINEMA), "play", "--speed", "10000", str(film))
    shown = run(*play, home=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Tricky conversations" in shown.stdout
    assert "The end · 11:18" in shown.stdout
    played = run(*play, "--out-fmt", "asciicast", home=tmp_path)
    header, *events = [json.loads(line) for line in played.stdout.splitlines()]
    markers = [event for event in events if event[1] == "m"]
    assert (header["width"], header["height"]) == (100, 30)
    assert len(markers) == 10
    assert markers[1][2] == "09:32 Tricky conversations"


def test_a_film_of_marked_posts_says_so(tmp_path: Path) -> None:
    code = (
        "from tui.settings.marks import remember_marks; from tui.sources import load\n"
        "from tui.sources.bundled import BUNDLED\n"
        "remember_marks(load(BUNDLED[0].name), {2: '', 6: 'Cite this'})"
    )
    assert run(sys.executable, "-c", code, home=tmp_path).returncode == 0
    words = ("convert", "--to", "cast", "--marked", "--speed", "600")
    header, first, *_ = run(COMMAND, *words, home=tmp_path).stdout.splitlines()
    said = "Marked posts: 2 of 10"
    assert json.loads(header)["title"] == f"Blinken in Beijing · {said}"
    assert said in json.loads(first)[2], "the page's own title says it too"
    header = run(COMMAND, "convert", "--to", "cast", home=tmp_path).stdout.splitlines()[0]
    assert json.loads(header)["title"] == "Blinken in Beijing"


def test_the_third_version_and_the_size_are_as_asked(tmp_path: Path) -> None:
    words = ("convert", "--to", "cast", "--asciicast", "3", "--size", "60x15", "--speed", "600")
    done = run(COMMAND, *words, home=tmp_path)
    header = json.loads(done.stdout.splitlines()[0])
    assert (header["version"], header["term"]) == (3, {"cols": 60, "rows": 15})


def test_what_is_kept_between_runs_does_not_matter(tmp_path: Path) -> None:
    words = (COMMAND, "convert", "--to", "cast", "--finish-in", "30s")
    before = run(*words, home=tmp_path).stdout
    state = tmp_path / ".local/state/liveblog-tui/state.json"
    state.parent.mkdir(parents=True)
    state.write_text('{"theme": "dracula", "tempo": {"pace": 600, "reading": false}}')
    assert run(*words, home=tmp_path).stdout == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "a.md", "--pace", "300"), "--pace is for a film: end the file's name in .cast, "),
        (("-o", "a.json", "--size", "80x24"), "--size is for a film: "),
        (("-o", "a.html", "--author", "unsigned"), "--author is for a film: "),
        (
            ("-o", "a.cast", "--as-of", "10:20"),
            "A film shows a replay, not one moment: ",
        ),
        (("-o", "a.cast", "--speed", "max"), "--speed max shows everything at once, "),
        (("-o", "a.cast", "--theme", "nrod"), "No theme 'nrod'. "),
        (("-o", "a.cast", "--size", "3x3"), "--size takes columns and rows, 20x5 to 500x200, "),
    ],
)
def test_wrong_options_are_one_sentence_and_no_file(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    output = tmp_path / words[1]
    done = run(COMMAND, "convert", "-o", str(output), *words[2:], home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"liveblog-tui: {told}")
    assert done.stderr.count("\n") == 1
    assert not output.exists()


def test_sizes() -> None:
    assert size_of("100x30") == size_of(" 100 × 30 ") == size_of("100X30") == (100, 30)
    for wrong in ("", "100", "100x", "19x30", "100x4", "501x30", "100x201", "-100x30", "1e2x30"):
        with pytest.raises(OptionError, match="--size takes columns and rows"):
            size_of(wrong)
