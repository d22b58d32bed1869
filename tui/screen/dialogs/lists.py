"""Search box, whose matches the feed shows during typing; lists of matches, and of links."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tui.model.blog import Post
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import TextBox
from tui.screen.dialogs.listed import Choice, ListBox
from tui.screen.drawing.clusters import unjoined
from tui.screen.feed.matches import match_line

MOST_MATCHES = 500
SEARCH_KEYS = "enter next match · n N other matches · esc cancel"


class SearchBox(TextBox):
    """Returns words, or None."""

    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        super().__init__("Search the posts so far", SEARCH_KEYS, self._page.searching.words)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._page.search(event.value)
        self.line.border_subtitle = Content(self._page.searching.status() or SEARCH_KEYS)


async def open_search(page: ReplayApp) -> None:
    before = page.searching.words

    async def typed(words: str | None) -> None:
        page.search(before if words is None else words.strip())
        if words and words.strip():
            await page.action_next_match(1)

    await SearchBox(page).open(typed)


class LinksBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("l", "dismiss(None)", show=False),
        *(Binding(str(digit), f"number({digit})", show=False) for digit in range(1, 10)),
    ]
    OF_POST = True

    def __init__(self, page: ReplayApp, links: Mapping[str, str]) -> None:
        self._actions, digits = page.post_actions, len(str(len(links)))
        choices = []
        for number, (url, words) in enumerate(links.items(), 1):
            before, link = (f"{number:>{digits}} ", "bold"), (url, "underline")
            choices.append(Choice(Content.assemble(before, f" {unjoined(words)}  ", link), url))
        keys = "1-9 open · y copy" if page.OPENS_LINKS else "1-9 or y copy"
        open_link = self._actions.action_open_link
        super().__init__("Links of this post", choices, open_link, f"{keys} · esc close")

    def action_copy(self) -> None:
        self.dismiss(None)
        self._actions.copy_link(self.item)

    def action_number(self, number: int) -> None:
        if number <= self.lines.option_count:
            self.lines.highlighted = number - 1
            self.action_choose()


def post_links(post: Post) -> dict[str, str]:
    """Words of each address in reading order; the post's own is last."""
    found: dict[str, str] = {}
    for block in post.body:
        for _, text, links in block.parts:
            for start, end, url in links:
                words = f"{block.box}: {block.words[0]}" if block.box else text[start:end]
                found.setdefault(url, words.replace("\n", " "))
    if post.url:
        found.pop(post.url, None)
        found[post.url] = "this post"
    return found


async def open_links(page: ReplayApp) -> None:
    post = page.post_actions.in_view
    links = {} if post is None else post_links(post)
    if links:
        await LinksBox(page, links).open()
    else:
        page.tell("No links in this post.")


async def open_matches(page: ReplayApp) -> None:
    matches, shown = page.searching, (page.player.blog, page.view.changes, page.face)
    listed = enumerate(matches.every[:MOST_MATCHES])
    choices = [Choice(match_line(match, *shown), number) for number, match in listed]

    def go_to(number: int) -> None:
        if number < matches.total:
            page.go_to_match(matches.go_to(number))

    await ListBox(matches.status(), choices, go_to, at=matches.number or 0).open()
