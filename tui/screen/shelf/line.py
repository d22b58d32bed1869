"""The shelf's line: an address, a name or a path."""

import shlex
from contextlib import suppress
from pathlib import Path

from textual import events

from tui.screen.dialogs.dialog import TextLine

EXAMPLE = "› paste an address, or type / and a name or a path"


class ShelfLine(TextLine):
    def __init__(self) -> None:
        super().__init__(placeholder=EXAMPLE, compact=True, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Remove the slash of the key that opened the line; leave lines of text to the screen."""
        if "\n" in event.text.strip():
            event.prevent_default()
        elif self.value == "/":
            self.clear()

    @property
    def words(self) -> list[str]:
        """Words that the rows must hold, without a slash before them, which also begins a path."""
        return self.value.casefold().removeprefix("/").split()

    @property
    def typed(self) -> str:
        """One word without its quotation marks, as terminals paste a dropped file, and "~/" as
        home."""
        typed, words = self.value.strip(), list[str]()
        if typed == "/":
            return ""
        if "://" not in typed and not Path(typed).exists():
            with suppress(ValueError):  # a quotation mark is missing: words of a title
                words = shlex.split(typed)
        word = words[0] if len(words) == 1 else typed
        return str(Path.home() / word[2:]) if word.startswith("~/") or word == "~" else word
