"""The boxes of a room: say a line, give a name, confirm, and how others join."""

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
    """Returns the line that was typed, cleaned; or None."""

    def action_submit(self) -> None:
        self.dismiss(said_line(self.line.value))


def say_box(said: str) -> LineBox:
    """The box for a line to everybody."""
    return LineBox("Say to everybody", "enter show · esc cancel", said, MOST_SAID_CHARACTERS)


def name_box(name: str) -> LineBox:
    """The box for a guest's name."""
    keys = "enter save · esc cancel"
    return LineBox("Your name, for all to see", keys, name, MOST_NAME_CHARACTERS)


class ConfirmBox(Box[bool]):
    """Asks a question; returns whether enter was pressed."""

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
    """Shows one guest how others join."""

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
