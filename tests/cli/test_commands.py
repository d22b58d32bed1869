"""Starts of commands: imported modules, signs that an output lacks, signals at an import."""

import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from programs import run
from pseudo_terminal import COMMAND
from readings import answers

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
HEAVY = {
    "textual", "rich", "asyncio", "selectolax", "asyncssh", "urllib3", "webencodings", "email",
    "tui.readers.times",
}  # fmt: skip
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


@pytest.mark.parametrize(("line", "module", "heavy"), answers("imports-of-commands"))
def test_a_command_imports_what_it_needs(line: str, module: str, heavy: str) -> None:
    names = imported(*line.split())
    commands = {f"tui.cli.{name}" for name in COMMANDS}
    assert names & commands == {module} - {""}
    assert names & HEAVY == {heavy} - {""}


def test_completion_of_a_command_imports_nothing_heavy() -> None:
    line = {"COMP_WORDS": "liveblog-tui ", "COMP_CWORD": "1"}
    asked = {"_LIVEBLOG_TUI_COMPLETE": "bash_complete"} | line
    done = run(sys.executable, "-c", RUN, env=asked)
    assert "replay" in done.stdout
    assert not {"textual", "rich", "asyncio"} & {*done.stderr.split()}


@pytest.mark.parametrize(
    ("imports", "number"), [("click", signal.SIGTERM), ("tui.hosting.room", signal.SIGINT)]
)
def test_a_signal_at_an_import_ends_the_host_as_later(
    tmp_path: Path, imports: str, number: signal.Signals
) -> None:
    # The first process of a container hears no signal without a handler either.
    before = signal.SIG_IGN
    stopped = _stopped(tmp_path, imports, number, before, "serve", "--listen", "127.0.0.1:0")
    assert stopped == (0, "", "")


def test_ctrl_c_at_an_import_ends_a_command_as_later(tmp_path: Path) -> None:
    stopped = _stopped(tmp_path, "click", signal.SIGINT, signal.default_int_handler, "list")
    assert stopped == (130, "", "")


def _stopped(
    folder: Path, imports: str, number: signal.Signals, before: Any, *words: str
) -> tuple[int, str, str]:
    """Run the command, with a signal at an import; `before` handles the signal at first."""
    site = "import os, sys\n" + STOPPED_AT.format(imports=imports, number=int(number))
    (folder / "sitecustomize.py").write_text(site)
    done = run(
        *(COMMAND, *words),
        env={"PYTHONPATH": str(folder), "XDG_DATA_HOME": str(folder)},
        preexec_fn=lambda: signal.signal(number, before),
    )
    return done.returncode, done.stdout, done.stderr


STOPPED_AT = """
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "{imports}":
            os.kill(os.getpid(), {number})
            sys.exit("not heard")

sys.meta_path.insert(0, Stop())
"""
