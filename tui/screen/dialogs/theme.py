"""The box of themes: the page shows each while the cursor is on it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from tui.screen.dialogs.listed import ListBox


class ThemeBox(ListBox[str]):
    """Returns the theme chosen, or None; calls `preview` with the one under the cursor.

    It is low, so that the page can be seen behind it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "choose", show=False)]

    def __init__(self, themes: Sequence[str], current: str, preview: Callable[[str], None]) -> None:
        """`current`, under the cursor at first, is one of `themes`."""
        hint = "enter apply · esc cancel"
        rows = [Content(name) for name in themes]
        super().__init__("Theme", rows, at=themes.index(current), hint=hint)
        self._themes = themes
        self._preview = preview

    def choose(self, number: int) -> None:
        self.dismiss(self._themes[number])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._preview(self._themes[event.option_index])
