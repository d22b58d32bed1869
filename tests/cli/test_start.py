"""Libraries that a start must not import before the first frame, as each makes it longer."""

from pathlib import Path

from pseudo_terminal import COMMAND, on_terminal
from telling_driver import DRIVER

LATER = ("dateutil", "json", "tomllib", "selectolax", "urllib3", "webencodings", "email")
"""For typed times, addresses, other formats, and settings that are there."""
OWN_LATER = (
    "tui.readers.packed.saved",
    "tui.readers.dates",
    "tui.readers.packed.gzipped",
    "tui.screen.dialogs.",
    "tui.sources.files",
)
"""Parts of the program that a first start of the bundled live blog does not use."""
SUPPORT = Path(__file__).parents[1] / "support"


def test_a_start_brings_in_nothing_that_only_later_needs(tmp_path: Path) -> None:
    variables = {"PYTHONPATH": str(SUPPORT), "TEXTUAL_DRIVER": DRIVER}
    with on_terminal(COMMAND, "replay", home=tmp_path, variables=variables) as there:
        written = there.see(" ALL")
    names = written.decode().split()
    assert {"BROUGHT", "asyncio", "textual", "click"} <= set(names)
    assert [name for name in names if name.split(".")[0] in LATER] == []
    assert [name for name in names if name.startswith(OWN_LATER)] == []
