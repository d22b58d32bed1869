"""The search dialog: the feed shows matches while the words are typed."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.screen.dialogs.dialog import Box, TextLine


class SearchBox(Box[str | None]):
    """Returns the words to search for, or None; `preview` describes their matches so far."""

    HELP = "enter goes to the next match, n and N to the others"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False)
    ]

    def __init__(self, words: str, preview: Callable[[str], str]) -> None:
        super().__init__()
        self._words = words
        self._preview = preview

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content("Search what has been posted"), classes="box-title")
            yield TextLine(self._words, id="search-input", compact=True)
            yield Static(Content(self.HELP), id="search-reply", classes="quiet")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#search-reply", Static).update(
            Content(self._preview(event.value) or self.HELP)
        )

    def action_submit(self) -> None:
        self.dismiss(self.query_one(TextLine).value)
