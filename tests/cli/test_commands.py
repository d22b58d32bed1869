"""The table of commands: each is imported when it is asked for, and no other."""

import sys

import pytest
from programs import run

from tui.cli.commands import COMMANDS

RUN = """
import sys
sys.argv[0] = "liveblog-tui"
from tui.__main__ import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
HEAVY = {"textual", "rich", "asyncio", "selectolax", "asyncssh", "urllib3", "webencodings", "email"}
"""Packages that take milliseconds to import."""


def imported(*words: str) -> set[str]:
    """The modules that a run of the command imports."""
    done = run(sys.executable, "-c", RUN, *words)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_an_output_without_the_signs_gets_others_in_their_place() -> None:
    replay = (sys.executable, "-m", "tui", "replay", "--as-of", "end")
    done = run(*replay, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "?" in done.stdout


@pytest.mark.parametrize(
    ("words", "module", "heavy"),
    [
        (["--help"], "", set()),
        (["--version"], "", set()),
        (["list"], "tui.cli.list", set()),
        (["check"], "tui.cli.check", set()),
        (["convert", "--to", "md"], "tui.cli.convert", set()),
        (["replay", "--speed", "max"], "tui.cli.replay", {"rich"}),
        (["replay", "--help"], "tui.cli.replay", set()),
        (["serve", "--help"], "tui.cli.serve", set()),
    ],
)
def test_a_command_imports_what_it_needs(words: list[str], module: str, heavy: set[str]) -> None:
    names = imported(*words)
    commands = {f"tui.cli.{name}" for name in COMMANDS}
    assert names & commands == {module} - {""}
    assert names & HEAVY == heavy
