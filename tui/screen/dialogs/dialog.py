"""A box over the page: a screen of its own, of which only the box hides what is below."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.screen.window_sizes import size_classes


class Box[Result](ModalScreen[Result]):
    """What a box has for its window from its first frame on; its style sheet is read when the first one opens."""

    CSS_PATH = Path(__file__).with_name("dialog.tcss")

    def __init__(self) -> None:
        super().__init__(classes=size_classes(self.app.size))


class TextLine(Input):
    """Enter acts at once, as the box's `submit`: a message would be overtaken by the keys after it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.submit", show=False)]
