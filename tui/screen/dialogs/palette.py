"""The palette: an input line; hits below it, headlines, moments and commands; a preview."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from copy import copy
from functools import partial
from itertools import islice
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input, OptionList

from tui.model.errors import MomentError
from tui.playback.parse.moment import example_time, parse_moment
from tui.playback.search import occurrences
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import Box, EdgedList, Hanging, Row, TextLine
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.signs import STYLES, PostState
from tui.screen.feed.rows import PostLook
from tui.screen.keys import BY_ID, KEYS, Key, shown_keys
from tui.screen.themes import THEMES

FIRST_CELLS = 7  # of times before headlines, and of keys before commands
MOST_HEADLINES, MOST_COMMANDS, MOST_LAST = 6, 40, 3
FIRST = ("theme", "order", "zone", "authors", "marks", "copy-moment", "help", "quit")
"""Ids of keys, listed for an empty line."""
MORE_WORDS = {  # more search words, by key id
    "theme": "theme colours dark light",
    "zone": "time zone",
    "order": "newest first oldest first",
    "quit": "list of live blogs",
    "copy-moment": "share link",
    "marks": "bookmarks notes export marks",
}
NOT_FOUND = " NOT FOUND "
THEME = "theme: "  # before the name of a theme
TIME_WORDS = ("start", "end", "noon", "midnight")


class PaletteHit(NamedTuple):
    text: str
    run: Callable[[], Awaitable[object] | None]
    before: str = ""  # time of a post, or keys
    marked: tuple[int, int] = (0, 0)  # typed characters within the text
    post: int | None = None  # to preview; published already
    theme: str = ""  # to preview


type Groups = Sequence[tuple[str, Sequence[PaletteHit]]]  # title, hits


class Preview(LineWidget):
    """A post as the page draws it."""

    post: reactive[int | None] = reactive(None, init=False)

    def __init__(self, page: ReplayApp) -> None:
        super().__init__(id="preview")
        self._page = page

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        if self.post is None:
            return []
        feed = copy(self._page.feed.rows)
        feed.resize(*size)
        look = PostLook(self.post, PostState.READ, None, None, bookmarked=False, over=False)
        lines = min(size.height, len(feed.lines(self.post).lines))
        return feed.rows(look, range(lines))


class PaletteBox(Box[PaletteHit | None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+p", "dismiss(None)"),
        ("down", "move('down')"),
        ("up", "move('up')"),
    ]

    def __init__(self, page: ReplayApp, text: str = "") -> None:
        self._page = page
        example = example_time(page.player.blog, (page.face, *page.options.faces))
        hint = f"{example} · 16:30 Beijing · +10m · 50% · #7 · a headline · theme"
        self._line = TextLine(
            text, placeholder=self.fitting(hint), compact=True, select_on_focus=False
        )
        self._list, self._preview = EdgedList(compact=True), Preview(page)
        self._list.can_focus = False  # the line above gets the keys
        below = Horizontal(self._list, self._preview, classes="hits")
        keys = "enter choose · ↑↓ move · esc close"
        content = Vertical(self._line, below, classes="palette")
        super().__init__(content, "Go to a time, a post or a command", keys)
        self.set_class(text == THEME, "-themes")
        self._text: str | None = None  # text of the listed hits
        self.theme = page.theme  # before the preview of another

    def on_mount(self) -> None:
        self._show(self._line.value)
        if self.has_class("-themes"):
            themes = [hit and hit.theme for hit in self._list.items]
            self._list.highlighted = themes.index(self.theme)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        # A message may be of the rows before, which are gone.
        if event.option is self._list.highlighted_option and (hit := self._list.item):
            self._preview.post = hit.post
            self._page.theme = hit.theme or self.theme
            self.set_class(bool(hit.theme), "-theme")

    @on(OptionList.OptionSelected)
    def action_submit(self) -> None:
        """Choose the hit under the cursor, for the latest text."""
        self._show(self._line.value)
        if hit := self._list.item:
            self.dismiss(hit)

    def action_move(self, way: str) -> None:
        getattr(self._list, f"action_cursor_{way}")()

    def _show(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        groups, wrong = find_hits(self._page, text)
        self._preview.post = None
        self.set_class(all(hit.post is None for _, hits in groups for hit in hits), "-plain")
        self._list.set_options(list(self._listed(groups)) or [self._reason(wrong)])
        if text.strip():
            self._list.action_first()

    def _listed(self, groups: Groups) -> Iterator[Row]:
        for title, hits in groups:
            if hits and not self.has_class("-low"):
                yield Row(Content.styled(title, "bold"))
            yield from (Row(_row(hit), hit) for hit in hits)

    def _reason(self, wrong: MomentError | None) -> Row:
        """The reason why a text is no moment, as a row."""
        fault = "" if self.has_class("-narrow") else NOT_FOUND
        said = Content.styled(f"{fault} {wrong}", "bold $text")
        return Row(said.stylize(STYLES["chip-live"], 0, len(fault)))


def _row(hit: PaletteHit) -> Hanging:
    before = f"{hit.before:<{FIRST_CELLS}} " if hit.before else ""
    shown = Content(hit.text).stylize("bold underline", *hit.marked)
    return Hanging(Content.styled(before, "bold" if hit.post is None else ""), shown)


async def open_themes(page: ReplayApp) -> None:
    if page.no_color:
        page.tell("No themes without colours: NO_COLOR is set.")
    else:
        await open_box(page, THEME)


async def open_box(page: ReplayApp, text: str = "") -> None:
    async def chosen(hit: PaletteHit | None) -> None:
        page.theme = box.theme  # without the preview
        if hit is None:
            return
        others = (last for last in page.last_hits if last.text != hit.text)
        page.last_hits = [hit._replace(marked=(0, 0)), *others][:MOST_LAST]
        if (done := hit.run()) is not None:
            await done

    box = PaletteBox(page, text)
    await box.open(chosen)


def find_hits(page: ReplayApp, text: str) -> tuple[Groups, MomentError | None]:
    """Hits, and the error if the text is no moment."""
    if not text.strip():
        return _first_hits(page), None
    headlines = ("So far", list(islice(_headlines(page, text), MOST_HEADLINES)))
    groups = [headlines, ("Commands", _commands(page, text))]
    try:
        times = ("Times", [_moment(page, text)])
    except MomentError as error:
        return groups, error
    is_like_a_time = any(map(str.isdigit, text)) or text.strip().casefold() in TIME_WORDS
    return (groups if headlines[1] and not is_like_a_time else [times, *groups]), None


def _first_hits(page: ReplayApp) -> Groups:
    shown = page.player.timeline.indices[: page.view.shown]
    last = [hit for hit in page.last_hits if hit.post is None or hit.post in shown]
    texts = {hit.text for hit in last}
    first = [_key_hit(page, BY_ID[id]) for id in FIRST if id not in page.absent_keys]
    return ("Last", last), ("Commands", [hit for hit in first if hit.text not in texts])


def _headlines(page: ReplayApp, text: str) -> Iterator[PaletteHit]:
    """Published headlines with a word that starts like `text`, the newest first."""
    for index in reversed(page.player.timeline.indices[: page.player.view().shown]):
        post = page.feed.rows.versions.standing(index).post
        if marked := _word_in(post.title, text):
            time, go_to = page.face.time(post.published), partial(page.go_to, index)
            yield PaletteHit(post.title, go_to, time, marked, index)


def _moment(page: ReplayApp, text: str) -> PaletteHit:
    """Hit for a typed moment. Raises MomentError."""
    player, known = page.player, page.player.view().known
    blog, here, zones = player.blog, player.position, (page.face, *page.options.faces)
    limit = None if player.has_clock else known  # who follows learns nothing of what comes
    understood = parse_moment(text, blog=blog, position=here, zones=zones, known=limit)
    said = understood.describe(blog, known)
    post = understood.post if understood.post is not None and understood.post < known else None
    return PaletteHit(said, partial(page.transport.seek, understood.moment), post=post)


def _commands(page: ReplayApp, text: str) -> list[PaletteHit]:
    """Commands for a text; a match at the start ranks first."""
    first, others = list[PaletteHit](), list[PaletteHit]()
    for hit, words in _all_commands(page):
        if marked := _word_in(hit.text, text):
            (others if marked[0] else first).append(hit._replace(marked=marked))
        elif _word_in(words, text):
            others.append(hit)
    return [*first, *others][:MOST_COMMANDS]


def _all_commands(page: ReplayApp) -> Iterator[tuple[PaletteHit, str]]:
    left_out = {"jump", *(f"tenth-{n}" for n in range(1, 10)), *page.absent_keys}
    for key in KEYS:
        if key.id not in left_out:
            yield _key_hit(page, key), MORE_WORDS.get(key.id, "")
    zone, theme = (shown_keys(BY_ID[id], page.options.keymap) for id in ("zone", "theme"))
    for number, face in enumerate(page.options.faces):
        choose = partial(page.choose_face, number)
        yield PaletteHit(f"times: {face.label}", choose, zone), "time zone"
    for name in () if page.no_color else THEMES:
        choose = partial(page.choose_theme, name)
        yield PaletteHit(f"{THEME}{name}", choose, theme, theme=name), "colours"


def _key_hit(page: ReplayApp, key: Key) -> PaletteHit:
    run = partial(page.run_action, key.action)
    return PaletteHit(key.does, run, shown_keys(key, page.options.keymap))


def _word_in(text: str, wanted: str) -> tuple[int, int] | None:
    """Characters of the first word that starts with `wanted`, in any case."""
    places = occurrences(text, wanted.casefold())
    return next((at for at in places if not text[: at[0]][-1:].isalnum()), None)
