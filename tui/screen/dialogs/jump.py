"""The time dialog: the reader types a moment and sees while typing how it is understood."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.screen.dialogs.dialog import Box, TextLine


class Reply(NamedTuple):
    """The moment understood, in words; characters `start` to `end` were not understood."""

    text: str
    start: int = 0
    end: int = 0


class TimeBox(Box[str | None]):
    """Returns the text typed once it is understood, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False)
    ]
    HELP = "{} · 16:30 Beijing · +10m · 50% · #7 · start · end · a headline"

    def __init__(self, understand: Callable[[str], Reply], example: str) -> None:
        super().__init__()
        self._understand = understand
        self._example = example
        self._help = self.HELP.format(example)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content("Jump to"), classes="box-title")
            yield TextLine(placeholder=self._example, id="time-input", compact=True)
            yield Static(Content(self._help), id="time-reply", classes="quiet")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._answer(event.value)

    def action_submit(self) -> None:
        typed = self.query_one(TextLine).value
        reply = self._answer(typed)
        if typed.strip() and reply.start == reply.end:
            self.dismiss(typed)

    def _answer(self, typed: str) -> Reply:
        reply = self._understand(typed) if typed.strip() else Reply(self._help)
        label = self.query_one("#time-reply", Static)
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
