"""What a start brings in before the first frame: each of these libraries would make every start longer."""

import os
import select
import subprocess
import sys
from pathlib import Path

from pseudo_terminal import on_pty
from telling_driver import DRIVER

LATER = ("dateutil", "ssl", "json", "tomllib", "selectolax", "urllib3", "ctypes")
"""For typed times, addresses, other formats, and settings that are there; zoneinfo (2 ms) is needed."""
TESTS = Path(__file__).parents[1]


def test_a_start_brings_in_nothing_that_only_later_needs(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS / "support"))),
        "TEXTUAL_DRIVER": DRIVER,
    }
    command = (sys.executable, "-m", "tui", "replay")
    with on_pty(command, environment, columns=120, rows=40) as (_, terminal):
        written = b""
        while b"ALL" not in written and select.select([terminal], [], [], 30)[0]:
            written += os.read(terminal, 65536)
    names = written.decode().split()
    assert {"BROUGHT", "asyncio", "textual", "click"} <= set(names)
    assert [name for name in names if name.split(".")[0] in LATER] == []


def test_what_asyncio_did_without_is_there_for_whoever_wants_it() -> None:
    program = (
        "import sys; from tui.cli.replay import _import_asyncio; _import_asyncio(); import asyncio; "
        "assert 'ssl' not in sys.modules; asyncio.run(asyncio.sleep(0)); import ssl; ssl.create_default_context()"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", program], check=False, timeout=30, cwd=TESTS.parent
        ).returncode
        == 0
    )
