"""Search box; the feed shows matches during typing."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Input

from tui.screen.dialogs.dialog import TextBox

KEYS = "enter next match · n N other matches · esc cancel"


class SearchBox(TextBox):
    """Returns words, or None; `preview` describes the matches so far."""

    def __init__(self, words: str, preview: Callable[[str], str]) -> None:
        super().__init__("Search the posts so far", KEYS, words)
        self._preview = preview

    def on_input_changed(self, event: Input.Changed) -> None:
        self.line.border_subtitle = Content(self._preview(event.value) or KEYS)
