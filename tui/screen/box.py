"""A box over the page: a screen of its own, of which only the box hides what is below."""

from pathlib import Path

from textual.screen import ModalScreen

from tui.screen.window_sizes import size_classes


class Box[Result](ModalScreen[Result]):
    """What a box has for its window from its first frame on; its style sheet is read when the first one opens."""

    CSS_PATH = Path(__file__).with_name("box.tcss")

    def __init__(self) -> None:
        super().__init__(classes=size_classes(self.app.size))
