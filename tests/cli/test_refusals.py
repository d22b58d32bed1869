"""Command lines that cannot be followed: one sentence, nothing printed, and no traceback."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run_here
from programs import run
from readings import answers

DATA = Path(__file__).parents[1] / "data"
REFUSED: dict[str, str] = answers("refused-commands")
"""Words of the sentence that answers each command."""


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be read, for a user without root's rights."""
    if os.name == "nt":
        pytest.skip("this system has no such folders")
    folder = tmp_path / "locked"
    folder.mkdir(mode=0)
    user = os.geteuid()
    run_here("live", str(folder))  # imports, while they can be read
    os.seteuid(user or 65534)
    yield folder
    os.seteuid(user)


@pytest.mark.parametrize(
    "line", ["convert -o X/x.md", "fetch https://news.example -o X/x", "live X/x --save X/y"]
)
def test_a_folder_without_permission_is_a_sentence(line: str, locked: Path) -> None:
    done = run_here(*shlex.split(line.replace("X", str(locked))))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("cannot be reached (Permission denied).\n")


def test_too_long_a_name_is_a_sentence() -> None:
    done = run_here("convert", "-o", f"{'x' * 300}.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("x.md cannot be reached (File name too long).\n")


def test_a_working_directory_that_is_gone_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    done = run_here("live", "page.html")
    assert done.stderr.startswith("liveblog-tui: The working directory cannot be reached (No such")


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_followed_is_a_sentence_and_no_file(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_here(*shlex.split(line.replace("DATA", str(DATA))))
    assert REFUSED[line] in done.stderr
    assert (done.stdout, done.returncode in (1, 2)) == ("", True)
    assert "secret" not in done.stderr
    told = [each for each in done.stderr.splitlines() if not each.startswith("Fetching page")]
    assert len(told) == (3 if "no-times" in line else 1)
    assert not list(tmp_path.iterdir())


def test_a_day_that_the_posts_need_not_is_told_and_the_blog_printed() -> None:
    done = run_here("replay", "--date", "2020-10-15", "--as-of", "end")
    assert "have dates of their own, which --date does not change" in done.stderr
    assert "26 April 2024" in done.stdout


# What `serve` says before it serves: missing packages, and parts of live blogs

WITHOUT = (
    "import sys; sys.modules[sys.argv.pop(1)] = None; from tui.cli.commands import main; main()"
)
"""The command on a machine that has not got a module."""


@pytest.mark.parametrize(("without", "words", "extra"), answers("missing-packages"))
def test_missing_packages_are_named(without: str, words: list[str], extra: str) -> None:
    done = run(sys.executable, "-c", WITHOUT, without, "serve", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"uv run --extra {extra}" in done.stderr


def test_parts_of_live_blogs_are_announced_before_they_are_served() -> None:
    first, third = (str(DATA / f"parts/guardian-{number}-of-3.html") for number in (1, 3))
    serve = ("serve", "--proxy-protocol", "here")
    assert run_here(*serve, first).stdout == "Serving part 1 of 3: begins at 12:20.\n"
    chosen = run_here(*serve, "--choose", first, third, str(DATA / "bbc.html"))
    assert chosen.stdout.splitlines() == [
        "Serving lantern-walk, parts 1 and 3 of 3: lacks 11:30 to 12:20.",
        "Serving move-bell, part 1 of 5: begins at 12:34.",
    ]
