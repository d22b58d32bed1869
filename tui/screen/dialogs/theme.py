"""Box of themes; the page previews the theme under the cursor."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import ListBox


class ThemeBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "choose", show=False)]

    def __init__(self) -> None:
        self._themes, self.kept = sorted(self.page.available_themes), self.page.theme
        at = self._themes.index(self.page.theme)
        rows = [Content(name) for name in self._themes]
        super().__init__("Theme", rows, "enter apply · esc cancel", at=at)

    def chosen(self, number: int) -> None:
        self.kept = self._themes[number]
        self.page.choose_theme(self.kept)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.page.theme = self._themes[event.option_index]


async def open_box(page: ReplayApp) -> None:
    if page.no_color:
        page.tell("No themes without colours: NO_COLOR is set.")
        return
    box = ThemeBox()

    def closed(_: None) -> None:
        page.theme = box.kept

    await box.open(closed)
