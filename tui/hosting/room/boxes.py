"""Boxes of a room: say a line, give a name, confirm, join."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.hosting.room.invitation import Invitation, qr_rows
from tui.hosting.room.state import MOST_SAID_CHARACTERS, said_line
from tui.screen.dialogs.dialog import Box, TextBox, framed

MOST_NAME_CHARACTERS = 20


class LineBox(TextBox):
    """Returns the cleaned line, or None."""

    def action_submit(self) -> None:
        self.dismiss(said_line(self.line.value))


def say_box(said: str) -> LineBox:
    return LineBox("Say to everybody", "enter show · esc cancel", said, MOST_SAID_CHARACTERS)


def name_box(name: str) -> LineBox:
    keys = "enter save · esc cancel"
    return LineBox("Your name, for all to see", keys, name, MOST_NAME_CHARACTERS)


class ConfirmBox(Box[bool]):
    """Asks a question; returns True for enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", show=False),
        Binding("w,q", "dismiss(False)", show=False),
    ]
    can_focus = True

    def __init__(self, question: str, verb: str) -> None:
        super().__init__()
        self._question, self._keys = question, f"enter {verb} · esc cancel"

    def compose(self) -> ComposeResult:
        yield framed(Static(Content(self._question)), "", self._keys)


class JoinBox(Box[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,J,q", "dismiss(None)", show=False)]
    can_focus = True

    def __init__(self, invitation: Invitation) -> None:
        super().__init__()
        self._invitation = invitation

    def compose(self) -> ComposeResult:
        code, size = qr_rows(self._invitation.url), self.app.size
        fits = size.height >= len(code) + 7 and size.width >= len(code[0]) + 6
        rows = [Content("\n".join(code)).stylize("white on black")] if fits else []
        rows += [Content(way) for way in (self._invitation.web, self._invitation.ssh) if way]
        yield framed(Static(Content("\n").join(rows)), "Join this class", "esc close")
