"""The list of marked posts in a box."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screen.dialogs.listed import Lines, NumberBox


class MarksBox(NumberBox):
    """Returns the number of the post chosen, from 0; `forget` is called with one to unmark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,delete", "forget", show=False),
        Binding("apostrophe", "dismiss(None)", show=False),
    ]

    def __init__(self, rows: Sequence[Content], forget: Callable[[int], None]) -> None:
        super().__init__("Marked posts", rows, hint="enter goes there · d unmarks · esc closes")
        self._forget = forget

    def action_forget(self) -> None:
        """Unmarks the post under the cursor, and closes the box after the last one."""
        lines = self.query_one(Lines)
        if (number := lines.highlighted) is None:
            return
        self._forget(number)
        lines.remove_option_at_index(number)
        if not lines.option_count:
            self.dismiss(None)
