"""Linux's own console draws every sign of the screen, each in its one cell."""

from pathlib import Path

import pytest
from pseudo_terminal import COMMAND, on_terminal
from rich.cells import cell_len

from tui.screen.drawing.signs import SIGNS
from tui.terminal_input.local_driver import SUBSTITUTES

FONT = {
    *map(chr, range(0x20, 0x7F)),
    *bytes(range(0x80, 0x100)).decode("cp437"),
    *"☺☻♥♦◆♣♠•◘○◙♂♀♪♫☼▶►◀◄↕‼¶§▬↨↑↓→←∟↔▲▼×",
}
"""The characters that the kernel's built-in font has a glyph for (drivers/tty/vt/cp437.uni)."""


@pytest.mark.parametrize("sign", sorted(SIGNS | set("╭╮╰╯╪▊▎▏▕▔“”‘’–—")))
def test_a_sign_has_a_glyph(sign: str) -> None:
    assert set(sign.translate(SUBSTITUTES)) <= FONT
    assert cell_len(sign.translate(SUBSTITUTES)) == cell_len(sign)


def test_signs_that_are_told_apart_stay_different() -> None:
    for signs in ("●○", "■□", "►║■", "─━", "│┃", "┼┿", "┴┻", "┬┳"):
        assert len(set(signs.translate(SUBSTITUTES))) == len(signs)


@pytest.mark.parametrize(("term", "is_console"), [("linux", True), ("xterm-256color", False)])
def test_only_on_that_console_signs_are_others(tmp_path: Path, term: str, is_console: bool) -> None:
    with on_terminal(
        COMMAND, "replay", "--at", "10:26", home=tmp_path, variables={"TERM": term}
    ) as there:
        written = there.see("quit")
    drawn = {sign for sign in written.decode(errors="ignore") if sign.isprintable()}
    assert ("━" in drawn) is not is_console
    assert (drawn <= FONT) is is_console, drawn - FONT
