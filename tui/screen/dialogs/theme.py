"""Box of themes; the page previews the theme under the cursor."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import ListBox


class ThemeBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "choose", show=False)]

    def __init__(self, page: ReplayApp) -> None:
        self._page, self.kept = page, page.theme
        self._themes = sorted(page.available_themes)
        at = self._themes.index(page.theme)
        rows = [Content(name) for name in self._themes]
        super().__init__("Theme", rows, "enter apply · esc cancel", at=at)

    def chosen(self, number: int) -> None:
        self.kept = self._themes[number]
        self._page.choose_theme(self.kept)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._page.theme = self._themes[event.option_index]


async def open_box(page: ReplayApp) -> None:
    if page.no_color:
        page.tell("No themes without colours: NO_COLOR is set.")
        return
    box = ThemeBox(page)

    def closed(_: None) -> None:
        page.theme = box.kept

    await box.open(closed)
