"""A room's own keys and boxes."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.hosting.keys import MOST_NAME_CHARACTERS
from tui.hosting.room.invitation import Invitation, qr_rows
from tui.hosting.room.state import MOST_SAID_CHARACTERS, said_line
from tui.screen.dialogs.dialog import Box, TextBox, framed


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


class RoomKey(NamedTuple):
    key: str
    action: str
    does: str
    presents: bool = False  # for presenters only
    follows: bool = False  # for other guests only

    @property
    def name(self) -> str:
        """Textual's name."""
        return "exclamation_mark" if self.key == "!" else self.key


ROOM_KEYS = (
    RoomKey("r", "rejoin", "back to the class: see what everybody sees"),
    RoomKey("h", "room.hand", "raise a hand, or take it down", follows=True),
    RoomKey("I", "room.name", "your name, for all to see"),
    RoomKey("h", "room.hand", "take all raised hands down", presents=True),
    RoomKey("w", "room.wheel", "take over (asks first)", presents=True),
    RoomKey("P", "room.show_here", "show everybody this place, and back", presents=True),
    RoomKey("F", "room.follow_me", "show everybody every place you go to", presents=True),
    RoomKey("!", "room.say", "say a line to everybody", presents=True),
    RoomKey("x", "room.unsay", "take that line away", presents=True),
    RoomKey("J", "room.join_card", "show how others join, on the projector too", presents=True),
    RoomKey("J", "room.join_card", "show how others join", follows=True),
    RoomKey("B", "room.lobby", "back to the lobby, all together", presents=True),
    RoomKey("E", "room.end", "end the class (asks first)", presents=True),
)


def room_bindings() -> list[Binding]:
    """Textual's bindings; each key has one action, whoever presses it."""
    return [
        Binding(name, action, show=False)
        for name, action in {key.name: key.action for key in ROOM_KEYS}.items()
    ]


def help_rows(*, presents: bool) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key.key, key.does) for key in ROOM_KEYS if not (key.follows if presents else key.presents)
    )
