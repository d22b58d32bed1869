"""The time dialog: the reader types a moment and sees while typing how it is understood."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content
from textual.widgets import Input

from tui.screen.dialogs.dialog import TextBox, TextLine


class Reply(NamedTuple):
    """The moment understood, in words; characters `start` to `end` were not understood."""

    text: str
    start: int = 0
    end: int = 0


class TimeBox(TextBox):
    """Returns the text typed once it is understood, or None."""

    HELP = "{} · 16:30 Beijing · +10m · 50% · #7 · start · end · a headline"

    def __init__(self, understand: Callable[[str], Reply], example: str) -> None:
        self._help = self.HELP.format(example)
        super().__init__("Jump to", self._help, example=example)
        self._understand = understand

    def on_input_changed(self, event: Input.Changed) -> None:
        self._answer(event.value)

    def action_submit(self) -> None:
        typed = self.query_one(TextLine).value
        reply = self._answer(typed)
        if typed.strip() and reply.start == reply.end:
            self.dismiss(typed)

    def _answer(self, typed: str) -> Reply:
        reply = self._understand(typed) if typed.strip() else Reply(self._help)
        label = self.reply
        label.set_class(reply.start < reply.end, "wrong")
        label.set_class(not typed.strip(), "quiet")
        if reply.start < reply.end:
            marked = Content.assemble(
                typed[: reply.start],
                (typed[reply.start : reply.end], "reverse"),
                typed[reply.end :],
            )
            label.update(Content("\n").join([marked, Content(reply.text)]))
        else:
            label.update(Content(reply.text))
        return reply
