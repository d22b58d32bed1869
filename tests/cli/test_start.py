"""Libraries that a start must not import before the first frame, as each makes it longer."""

import os
import select
import sys
from pathlib import Path

from pseudo_terminal import on_pty
from telling_driver import DRIVER

LATER = (
    "dateutil",
    "json",
    "tomllib",
    "selectolax",
    "urllib3",
    "webencodings",
    "email",
)
"""For typed times, addresses, other formats, and settings that are there."""
OWN_LATER = (
    "tui.readers.packed.archives",
    "tui.readers.dates",
    "tui.readers.packed.gzipped",
    "tui.screen.dialogs.",
    "tui.sources.files",
)
"""Parts of the program that a first start of the bundled live blog does not use."""
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
    assert [name for name in names if name.startswith(OWN_LATER)] == []
