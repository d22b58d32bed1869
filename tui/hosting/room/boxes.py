"""The boxes of a room's presenters: say a line, take the wheel."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.hosting.room.state import MOST_SAID_CHARACTERS, said_line
from tui.screen.dialogs.dialog import Box, TextLine


class SayBox(Box[str | None]):
    """Returns the line for everybody, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False)
    ]
    HELP = f"enter shows it to everybody, x takes it away; {MOST_SAID_CHARACTERS} characters"

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content("Say to everybody"), classes="box-title")
            yield TextLine(self._said, most=MOST_SAID_CHARACTERS, compact=True)
            yield Static(Content(self.HELP), classes="quiet")

    def action_submit(self) -> None:
        self.dismiss(said_line(self.query_one(TextLine).value))


class WheelBox(Box[bool]):
    """Asks whether to take the wheel from the presenter who has it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "take it", show=False),
        Binding("escape,w,q", "dismiss(False)", "close", show=False),
    ]
    can_focus = True

    def __init__(self, driver: str) -> None:
        super().__init__()
        self._driver = driver

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content(f"{self._driver} drives. Take the wheel?"), classes="box-title")
            yield Static(Content("enter takes it · esc leaves it"), classes="quiet")
