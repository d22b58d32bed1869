"""The box for a note about a marked post."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.screen.dialogs.dialog import Box, TextLine


class NoteBox(Box[str | None]):
    """Returns the note, or None where nothing is to change; `title` names the post."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False)
    ]

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title, self._note = title, note

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content(f"Note on: {self._title}"), classes="box-title")
            yield TextLine(self._note, compact=True)
            yield Static(Content("enter keeps it · esc closes"), classes="quiet")

    def action_submit(self) -> None:
        self.dismiss(self.query_one(TextLine).value)
