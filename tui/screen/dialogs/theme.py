"""Box of themes; the page previews the theme under the cursor."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import Choice, ListBox
from tui.screen.themes import THEMES


class ThemeBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "choose", show=False)]

    def __init__(self, page: ReplayApp) -> None:
        self._page, self.kept = page, page.theme
        choices = (Choice(Content(name), name) for name in THEMES)
        super().__init__("Theme", choices, "enter apply · esc cancel", at=THEMES.index(page.theme))

    def chosen(self, item: str) -> None:
        self.kept = item
        self._page.choose_theme(item)

    def on_option_list_option_highlighted(self) -> None:
        self._page.theme = self.item


async def open_box(page: ReplayApp) -> None:
    if page.no_color:
        page.tell("No themes without colours: NO_COLOR is set.")
        return
    box = ThemeBox(page)

    def closed(_: None) -> None:
        page.theme = box.kept

    await box.open(closed)
