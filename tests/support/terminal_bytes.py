"""The bytes that a real terminal receives, and those that the program never means to write."""

import re
from pathlib import Path

import pytest
from patience import PATIENCE
from pseudo_terminal import COMMAND, on_terminal

SETTLED = 0.2
"""Seconds of silence after which a screen counts as drawn."""
FIRST_FRAME_BYTES = 2000
"""Fewer are written before the first frame."""

_CONTROL = re.compile(
    r"\x1b\[(?P<params>[0-?]*)(?P<final>[ -/]*[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b\x80-\x9f]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_].*?\x1b\\|\x1b.?|[\x00-\x1f\x7f-\x9f]"
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]",
    re.DOTALL,
)
_MODES = ("1000", "1003", "1004", "1006", "1015", "1016", "1049", "2004", "2026", "2048", "25", "7")
_LINK = re.compile(r"8;[^;]*;(?:https?://[!-~]+)?")


def strange(received: bytes, *, screen: bool = True) -> list[str]:
    """List the control sequences that neither Textual (on a screen) nor rich (as text) writes.

    Characters that reorder or hide text count too. Raises UnicodeDecodeError for other encodings.
    """
    return [
        found[0] for found in _CONTROL.finditer(received.decode()) if not _is_meant(found, screen)
    ]


FORGED = ("\x1b[66;6H", "\x1b[38;5;199m")
"""Of the program's kinds, but nothing that it writes: for texts that try those."""


def _is_meant(found: re.Match[str], screen: bool) -> bool:
    if found[0] in FORGED:
        return False
    params, final, osc = found["params"], found["final"], found["osc"]
    if osc is not None:
        return screen and (osc == "22;default" or bool(_LINK.fullmatch(osc)))
    if final is None:
        return found[0] in "\r\n"
    if final == "m":
        return bool(re.fullmatch(r"[\d;]*", params))
    # A progress line is erased, and the cursor hidden beside it; on a busy machine also before
    # the first frame.
    if (params, final) in (("", "K"), ("2", "K"), ("1", "A"), ("?25", "l"), ("?25", "h")):
        return True
    if not screen:
        return False
    if final == "H":
        return bool(re.fullmatch(r"\d+;\d+|", params))
    if final in ("h", "l", "$p"):
        return params.removeprefix("?") in _MODES and params.startswith("?")
    return final == "u" and params in ("<", ">1", ">25")


def words(received: bytes) -> str:
    """The readable text, without the sequences."""
    return _CONTROL.sub("", received.decode())


def received(
    *arguments: str, keys: tuple[str, ...] = (), home: Path, size: tuple[int, int] = (160, 150)
) -> bytes:
    """All that the command writes to its terminal; each key is pressed on a settled screen."""
    told, waiting = b"", list(keys)
    with on_terminal(COMMAND, *arguments, home=home, size=size) as there:
        while True:
            settles = waiting and len(told) > FIRST_FRAME_BYTES
            more = there.read(SETTLED if settles else PATIENCE)
            if more is None:
                return told
            if not more and not settles:
                pytest.fail(f"The program did not end, but wrote: {told[-2000:]!r}")
            told += more
            if not more:
                there.send(waiting.pop(0).encode())
