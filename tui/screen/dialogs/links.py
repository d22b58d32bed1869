"""Box of a post's links, numbered."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import ListBox
from tui.screen.drawing.clusters import unjoined
from tui.screen.feed.post_links import NamedLink, post_links


class LinksBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("l", "dismiss(None)", show=False),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
    ]

    def __init__(self, page: ReplayApp, links: Sequence[NamedLink]) -> None:
        self._page, self._links = page, links
        digits = len(str(len(links)))
        rows = [
            Content.assemble(
                (f"{n:>{digits}} ", "bold"), f" {unjoined(words)}  ", (url, "underline")
            )
            for n, (words, url) in enumerate(links, 1)
        ]
        keys = "1-9 open · y copy" if page.OPENS_LINKS else "1-9 or y copy"
        super().__init__("Links of this post", rows, f"{keys} · esc close")
        self._typed = 0

    def chosen(self, number: int) -> None:
        self._page.post_actions.open_link(self._links[number].url)

    def action_copy(self) -> None:
        if (number := self.lines.highlighted) is not None:
            self.dismiss(None)
            self._page.post_actions.copy_link(self._links[number].url)

    def action_digit(self, digit: int) -> None:
        """Choose at once, unless another digit could follow."""
        count = len(self._links)
        number = self._typed * 10 + digit
        if not 1 <= number <= count:
            number = digit if 1 <= digit <= count else 0
        self._typed = number
        if not number:
            return
        self.lines.highlighted = number - 1
        if number * 10 > count:
            self.choose(number - 1)


async def open_box(page: ReplayApp) -> None:
    post = page.post_actions.in_view
    links = [] if post is None else post_links(post)
    if links:
        await LinksBox(page, links).open()
    else:
        page.tell("No links in this post.")
