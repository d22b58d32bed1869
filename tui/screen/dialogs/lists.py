"""Search box, whose matches the feed shows during typing; lists of matches, links, marked posts."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from tui.model.blog import Post
from tui.model.safe_text import one_line
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import Hanging, ListBox, Row, TextBox
from tui.screen.drawing.wrap import truncate, unjoined, whole_clusters
from tui.screen.feed.matches import Match

MOST_MATCHES, BEFORE_CHARACTERS, AFTER_CELLS = 500, 24, 60  # around a match
SEARCH = "Search the posts so far"
SEARCH_KEYS = "enter next match · n N other matches · esc cancel"


class SearchBox(TextBox):
    def __init__(self, page: ReplayApp) -> None:
        self._page = page
        super().__init__(SEARCH, SEARCH_KEYS, self._page.searching.words)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._page.search(event.value)
        self.frame(self._page.searching.status() or SEARCH, SEARCH_KEYS)


async def open_search(page: ReplayApp) -> None:
    before = page.searching.words

    async def typed(words: str | None) -> None:
        page.search(before if words is None else words.strip())
        if words and words.strip():
            await page.action_next_match(1)

    await SearchBox(page).open(typed)


class LinksBox(ListBox):
    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "copy"),
        ("l", "dismiss(None)"),
        *((str(digit), f"number({digit})") for digit in range(1, 10)),
    ]

    def __init__(self, page: ReplayApp, links: Mapping[str, str]) -> None:
        self._actions, digits = page.post_actions, len(str(len(links)))
        rows = []
        for number, (url, words) in enumerate(links.items(), 1):
            before = Content.styled(f"{number:>{digits}}  ", "bold")
            link = Content.assemble(f"{unjoined(words)}  ", (url, "underline"))
            rows.append(Row(Hanging(before, link), url))
        keys = "1-9 open · y copy" if page.OPENS_LINKS else "1-9 or y copy"
        open_link = self._actions.action_open_link
        super().__init__("Links of this post", rows, open_link, f"{keys} · esc close")

    def action_copy(self) -> None:
        self.dismiss(None)
        self._actions.copy_link(self.lines.item)

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
    post, standing = page.post_actions.current, page.feed.rows.versions.standing
    links = {} if post is None else post_links(standing(post).post)
    if links:
        await LinksBox(page, links).open()
    else:
        page.tell("No links in this post.")


async def open_matches(page: ReplayApp) -> None:
    matches = page.searching
    listed = enumerate(matches.every[:MOST_MATCHES])
    rows = [Row(_match_row(page, match), number) for number, match in listed]

    def go_to(number: int) -> None:
        if number < len(matches.every):
            page.go_to_match(matches.go_to(number))

    keys = "enter go there · esc close"
    await ListBox(matches.status(), rows, go_to, keys, matches.number or 0).open()


def _match_row(page: ReplayApp, match: Match) -> Hanging:
    """A match in its words, after the post's time."""
    post = page.player.changes.standing(match.post, page.view.changes).displayed
    text = post.words[match.part].replace("\n", " ")
    start, end = whole_clusters(text, match.start, match.end)
    before = text[max(0, start - BEFORE_CHARACTERS) : start]
    if start > BEFORE_CHARACTERS:
        before = "…" + (before.partition(" ")[2] if " " in before.rstrip() else before)
    found, after = (text[start:end], "bold underline"), truncate(text[end:], AFTER_CELLS)
    time = Content.styled(f"{page.face.time(post.published)}  ", "not bold")
    return Hanging(time, Content.assemble(before, found, after))


class MarksBox(ListBox):
    """The cursor starts at the mark at or before the post in view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("d,delete", "forget"),
        ("n", "note"),
        ("y", "copy"),
        ("apostrophe,m", "dismiss(None)"),
    ]

    def __init__(self, page: ReplayApp, posts: Sequence[int]) -> None:
        self._page, self._actions = page, page.post_actions
        keys = "enter go there · n note · y copy all · d unmark · esc close"
        rows = [Row(self._row(post), post) for post in posts]
        at = max(0, bisect_right(posts, self._actions.current or 0) - 1)
        super().__init__("Marked posts", rows, self._go_to, keys, at)

    def _go_to(self, post: int) -> None:
        page, view = self._page, self._page.player.view()
        if post in page.player.timeline.indices[: view.shown]:
            page.go_to(post)
        else:
            page.tell("The filter hides this post, or it is still to come.")

    async def action_note(self) -> None:
        post, actions, lines = self.lines.item, self._actions, self.lines

        def typed(note: str | None) -> None:
            if note is not None:
                noted = one_line(note).strip()
                said = f"Noted: {noted}" if noted else "Marked without a note"
                actions.tell(actions.keep_mark(post, noted) or said)
                lines.replace_option_prompt_at_index(lines.highlighted or 0, self._row(post))

        title = f"Note on: {actions.title(post)}"
        box = TextBox(title, "enter save · esc cancel", actions.marks[post])
        box.line.select_on_focus = False  # the first letter would erase the note
        await box.open(typed)

    def action_copy(self) -> None:
        self._actions.copy_marked(self.lines.items)

    def action_forget(self) -> None:
        post, lines = self.lines.item, self.lines
        note = self._actions.marks[post]
        trouble = self._actions.keep_mark(post, None)
        dropped = f", with its note: {note}" if note else f": {self._actions.title(post)}"
        self._actions.tell(trouble or f"Unmarked{dropped}")
        lines.remove_option_at_index(lines.highlighted or 0)
        if not lines.option_count:
            self.dismiss(None)

    def _row(self, post: int) -> Hanging:
        page, note = self._page, self._actions.marks[post]
        time = f"{page.face.time(page.player.blog.posts[post].published)}  "
        title = Content(unjoined(page.feed.rows.versions.standing(post).post.title))
        noted = [Content.styled(unjoined(note), "italic")] if note else []
        return Hanging(Content(time), Content("\n").join([title, *noted]))


async def open_marks(page: ReplayApp) -> None:
    marks, known = page.post_actions.marks, page.player.view().known
    if listed := [post for post in sorted(marks) if post < known]:
        await MarksBox(page, listed).open()
    else:
        marked = "No marks so far" if marks else "No marks yet"
        page.tell(f"{marked}. {page.key('mark')} marks the post in view.")
