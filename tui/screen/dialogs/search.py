"""Search box; the feed shows matches during typing."""

from textual.content import Content
from textual.widgets import Input

from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import TextBox

KEYS = "enter next match · n N other matches · esc cancel"


class SearchBox(TextBox):
    """Returns words, or None."""

    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        super().__init__("Search the posts so far", KEYS, self._page.searching.words)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._page.search(event.value)
        self.line.border_subtitle = Content(self._page.searching.status() or KEYS)


async def open_box(page: ReplayApp) -> None:
    before = page.searching.words

    async def typed(words: str | None) -> None:
        page.search(before if words is None else words.strip())
        if words and words.strip():
            await page.action_next_match(1)

    await SearchBox(page).open(typed)
