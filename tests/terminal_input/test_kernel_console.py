"""Linux's own console draws every sign of the screen, each in its one cell."""

import os
import select
import sys
from pathlib import Path

import pytest
from pseudo_terminal import on_pty
from rich.cells import cell_len

from tui.screen.drawing.signs import SIGNS
from tui.terminal_input.kernel_console import drawable

PROJECT = Path(__file__).parents[2]
FONT = {
    *map(chr, range(0x20, 0x7F)),
    *bytes(range(0x80, 0x100)).decode("cp437"),
    *"☺☻♥♦◆♣♠•◘○◙♂♀♪♫☼▶►◀◄↕‼¶§▬↨↑↓→←∟↔▲▼×",
}
"""The characters that the kernel's built-in font has a glyph for (drivers/tty/vt/cp437.uni)."""


@pytest.mark.parametrize("sign", sorted(SIGNS | set("╭╮╰╯╪▊▎▏▕▔“”‘’–—")))
def test_a_sign_has_a_glyph(sign: str) -> None:
    assert set(drawable(sign)) <= FONT
    assert cell_len(drawable(sign)) == cell_len(sign)


def test_signs_that_are_told_apart_stay_different() -> None:
    for signs in ("●○", "■□", "►║■", "─━", "│┃", "┼┿", "┴┻", "┬┳"):
        assert len(set(drawable(signs))) == len(signs)


@pytest.mark.parametrize(("term", "is_console"), [("linux", True), ("xterm-256color", False)])
def test_only_on_that_console_signs_are_others(tmp_path: Path, term: str, is_console: bool) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": term,
        "PYTHONPATH": str(PROJECT),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    command = (sys.executable, "-m", "tui", "replay", "--at", "10:26")
    with on_pty(command, environment, columns=100, rows=30) as (_, terminal):
        written = b""
        while b"quit" not in written and select.select([terminal], [], [], 30)[0]:
            written += os.read(terminal, 65536)
    drawn = {sign for sign in written.decode(errors="ignore") if sign.isprintable()}
    assert ("━" in drawn) is not is_console
    assert (drawn <= FONT) is is_console, drawn - FONT
