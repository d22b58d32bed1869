"""The box of themes: the page shows each while the cursor is on it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.screen.dialogs.dialog import Box, BoxList


class Themes(BoxList):
    """The list; its enter key runs the action of the box at once, before keys typed after it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,T", "screen.submit", show=False)]


class ThemeBox(Box[str | None]):
    """Returns the theme chosen, or None; calls `preview` with the one under the cursor.

    It is low, so that the page can be seen behind it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "close", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, themes: Sequence[str], current: str, preview: Callable[[str], None]) -> None:
        """`current`, under the cursor at first, is one of `themes`."""
        super().__init__()
        self._themes = themes
        self._current = current
        self._preview = preview

    def compose(self) -> ComposeResult:
        themes = Themes(*(Option(Content(name)) for name in self._themes), compact=True)
        themes.highlighted = self._themes.index(self._current)
        with Vertical(classes="box"):
            yield Static(Content("Colours"), classes="box-title")
            yield themes
            yield Static(
                Content("enter keeps them · esc leaves them as they were"), classes="quiet"
            )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._preview(self._themes[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses the theme that was clicked."""
        self.dismiss(self._themes[event.option_index])

    def action_submit(self) -> None:
        at = self.query_one(Themes).highlighted
        self.dismiss(None if at is None else self._themes[at])

    def action_move(self, step: int) -> None:
        themes = self.query_one(Themes)
        (themes.action_cursor_down if step > 0 else themes.action_cursor_up)()
