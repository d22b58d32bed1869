"""A list in a box, of which the reader chooses one: matches, marked posts."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.screen.dialogs.dialog import Box, BoxList


class Lines(BoxList):
    """The rows, each on one line; the dialog has their keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.choose", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]


class ListBox[Choice](Box[Choice | None]):
    """Returns what `choose` makes of the row chosen, or None; the cursor begins at row `at`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False)
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[Content],
        *,
        at: int = 0,
        hint: str = "enter go there · esc close",
        one_line: bool = True,
    ) -> None:
        super().__init__()
        self.set_class(one_line, "-one-line")
        self._hint = hint
        self._title = title
        self._rows = rows
        self._at = at

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="box-title")
            yield Lines(*map(Option, self._rows), compact=True)
            yield Static(Content(self._hint), classes="quiet")

    def on_mount(self) -> None:
        for lines in self.query(Lines):  # there are none where the app ends as the box opens
            lines.highlighted = min(self._at, len(self._rows) - 1)

    def choose(self, number: int) -> None:
        """Closes the box with row `number`, from 0."""
        raise NotImplementedError

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses a row that was clicked."""
        self.choose(event.option_index)

    def action_choose(self) -> None:
        if (number := self.query_one(Lines).highlighted) is not None:
            self.choose(number)


class NumberBox(ListBox[int]):
    """Returns the number of the row chosen, from 0."""

    def choose(self, number: int) -> None:
        self.dismiss(number)
