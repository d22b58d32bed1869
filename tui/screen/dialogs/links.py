"""Box of a post's links, numbered."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.model.blog import Embed, Image, Post
from tui.screen.app import ReplayApp
from tui.screen.dialogs.listed import Choice, ListBox
from tui.screen.drawing.clusters import unjoined

_NO_WORDS = {Image: "picture", Embed: "embed"}


def post_links(post: Post) -> dict[str, str]:
    """Words of each address in reading order; the post's own is last."""
    found: dict[str, str] = {}
    for block in post.body:
        if isinstance(block, Image | Embed):
            if block.url:
                kind = _NO_WORDS[type(block)]
                found.setdefault(block.url, f"{kind}: {block.words[0]}")
            continue
        for link in block.links:
            found.setdefault(link.url, block.text[link.start : link.end].replace("\n", " "))
    if post.url:
        found.pop(post.url, None)
        found[post.url] = "this post"
    return found


class LinksBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("l", "dismiss(None)", show=False),
        *(Binding(str(digit), f"number({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, page: ReplayApp, links: Mapping[str, str]) -> None:
        self._page = page
        digits = len(str(len(links)))
        choices = (
            Choice(
                Content.assemble(
                    (f"{n:>{digits}} ", "bold"), f" {unjoined(words)}  ", (url, "underline")
                ),
                url,
            )
            for n, (url, words) in enumerate(links.items(), 1)
        )
        keys = "1-9 open · y copy" if page.OPENS_LINKS else "1-9 or y copy"
        super().__init__("Links of this post", choices, f"{keys} · esc close")

    def chosen(self, item: str) -> None:
        self._page.post_actions.action_open_link(item)

    def action_copy(self) -> None:
        self.dismiss(None)
        self._page.post_actions.copy_link(self.item)

    def action_number(self, number: int) -> None:
        if number <= self.lines.option_count:
            self.lines.highlighted = number - 1
            self.action_choose()


async def open_box(page: ReplayApp) -> None:
    post = page.post_actions.in_view
    links = {} if post is None else post_links(post)
    if links:
        await LinksBox(page, links).open()
    else:
        page.tell("No links in this post.")
