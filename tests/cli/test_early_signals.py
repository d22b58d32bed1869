"""A host that is told to stop while it starts."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from patience import PATIENCE
from pseudo_terminal import COMMAND


@pytest.mark.parametrize(
    ("imports", "number"), [("click", signal.SIGTERM), ("tui.hosting.room", signal.SIGINT)]
)
def test_a_signal_at_an_import_ends_the_host_as_later(
    tmp_path: Path, imports: str, number: signal.Signals
) -> None:
    site = "import os, sys\n" + STOPPED_AT.format(imports=imports, number=int(number))
    (tmp_path / "sitecustomize.py").write_text(site)
    done = subprocess.run(
        [COMMAND, "serve", "--listen", "127.0.0.1:0"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        # The first process of a container hears no signal without a handler either.
        preexec_fn=lambda: signal.signal(number, signal.SIG_IGN),
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


STOPPED_AT = """
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "{imports}":
            os.kill(os.getpid(), {number})
            sys.exit("not heard")

sys.meta_path.insert(0, Stop())
"""
