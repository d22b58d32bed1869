"""A dialog over the page: a screen of its own, of which only the box covers the page."""

from pathlib import Path
from typing import Any, ClassVar, override

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from tui.screen.fixes import OverPage
from tui.screen.keys import time_bindings
from tui.screen.window_sizes import size_classes


class Box[Result](OverPage[Result]):
    """A dialog whose size classes are set before its first frame.

    Its style sheet is read when the first dialog opens. The keys of time that it has no use for act
    on the page under it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *time_bindings(),
        Binding("ctrl+c", "app.copy_or_quit", show=False),  # a box stops the app's own keys
    ]
    CSS_PATH = Path(__file__).with_name("dialog.tcss")

    def __init__(self) -> None:
        super().__init__(classes=size_classes(self.app.size))


LEAST_LISTED = 4
"""The rows that a list keeps in the lowest window, where its hint is cut."""


class BoxList(OptionList):
    """A list in a box, at most as high as the box's other parts leave room for.

    So the list scrolls and not the box, which would not follow the cursor.
    """

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        rows = super().get_content_height(container, viewport, width)
        box = self.parent
        if not isinstance(box, Widget) or (most := box.styles.max_height) is None:
            return rows
        room = Size(viewport.width, viewport.height - box.styles.margin.height)
        others = (part for part in box.displayed_children if part is not self)
        taken = sum(part.get_content_height(container, viewport, width) for part in others)
        left = int(most.resolve(room, viewport)) - box.styles.gutter.height - taken
        return min(rows, max(LEAST_LISTED, left))


MOST_CHARACTERS = 1000
"""What fits into a line to type: of each change of it rich and Textual cache the pieces."""


class TextLine(Input):
    """An input whose enter key runs the dialog's `submit` at once.

    The keys typed after it would overtake a message.
    """

    cursor_blink = var(False)
    """Each blink would cost a frame."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.submit", show=False)]

    def __init__(self, value: str = "", *, most: int = MOST_CHARACTERS, **options: Any) -> None:
        super().__init__(value, max_length=most, **options)
        self._most = most

    def action_copy(self) -> None:
        """Handles ctrl+c: copies the selected text; without a selection ends the program."""
        if self.selected_text:
            super().action_copy()
        else:
            self.app.call_next(self.app.run_action, "interrupt")

    def replace(self, text: str, start: int, end: int) -> None:
        """Types or pastes, as much as fits; Textual would refuse all of it."""
        room = self._most - len(self.value) + abs(end - start)
        super().replace(text[: max(0, room)], start, end)


class TextBox(Box[str | None]):
    """Returns the text typed into a line, or None; `reply` is told below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False)
    ]

    def __init__(self, title: str, reply: str, value: str = "", example: str = "") -> None:
        super().__init__()
        self._title, self._value, self._example = title, value, example
        self.reply = Static(Content(reply), classes="quiet")

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="box-title")
            yield TextLine(self._value, placeholder=self._example, compact=True)
            yield self.reply

    def action_submit(self) -> None:
        self.dismiss(self.query_one(TextLine).value)
