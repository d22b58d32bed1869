"""Programs that are told to stop while they start."""

import signal
from pathlib import Path
from typing import Any

import pytest
from programs import run
from pseudo_terminal import COMMAND


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
