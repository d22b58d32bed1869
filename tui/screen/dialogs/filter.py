"""Filter box: authors, kinds and sources with counts. Typing narrows the list by word starts."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, override

from rich.cells import cell_len
from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from tui.playback.selection import Facet, Selection, begins_word, facets
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import Box, EdgedList, Row

MARKS = ("[ ]", "[x]")  # of a choice, not chosen and chosen
KEYS = "space select · enter apply · type to find · del clear · esc cancel"


class Choices(EdgedList):
    """No priority bindings: they would overtake earlier arrow keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "screen.submit"),
        ("space", "screen.choose"),
        ("backspace", "screen.erase"),
        ("delete", "screen.clear"),
    ]

    @override
    def check_consume_key(self, key: str, character: str | None) -> bool:
        """True if the key narrows the list."""
        return character is not None and character.isprintable() and character != " "


class FilterBox(Box[None]):
    """Shows each new selection at once; escape restores the earlier one."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel")]

    def __init__(self, page: ReplayApp) -> None:
        self._choices = Choices()
        super().__init__(self._choices, "Show only", KEYS)
        self._page = page
        self._place = page.feed.reading.place
        self._before = page.player.selection
        self._untouched = not self._before.active  # nothing was chosen, before or here
        self._typed = ""

    def on_mount(self) -> None:
        self._list()
        self.watch(self._page, "view", self._list, init=False)

    def on_key(self, event: events.Key) -> None:
        if event.character and self._choices.check_consume_key(event.key, event.character):
            event.stop()
            self._narrow(self._typed + event.character)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        if (item := self._choices.item) is not None:
            name, key = item
            selection = self._page.player.selection
            keys: frozenset[str] = getattr(selection, name)
            self._select(selection._replace(**{name: keys ^ {key}}))

    def action_submit(self) -> None:
        """Close; if nothing was chosen, choose the row under the cursor."""
        if self._untouched:
            self.action_choose()
        self.dismiss()

    def action_cancel(self) -> None:
        self._select(self._before)
        self.dismiss()

    def action_erase(self) -> None:
        self._narrow(self._typed[:-1])

    def action_clear(self) -> None:
        self._select(Selection())

    def _select(self, selection: Selection) -> None:
        self._untouched = False
        self._page.select(selection)
        if not self._place.following:  # one choice of several may have hidden the post on top
            self._page.feed.reading.restore(self._place)
        self._list()

    def _narrow(self, typed: str) -> None:
        """List only choices with a word that starts with `typed`."""
        self._typed = typed
        self._list()
        title = f"Show only: {typed}▌" if typed else "Show only"
        none = "" if self._choices.option_count else " · no such name so far"
        self._choices.border_title = Content(title + none)

    def _list(self) -> None:
        """List the choices; the cursor stays on its choice."""
        on = self._choices.item
        self._choices.list_rows(self._listed(), lambda item: item == on)

    def _listed(self) -> Iterator[Row]:
        groups = _groups(self._page)
        every = [facet for _, group in groups for facet in group]
        cells = max((cell_len(facet.label) for facet in every), default=0)
        digits = max((len(str(facet.posts)) for facet in every), default=0)
        for name, group in groups:
            fitting = [facet for facet in group if begins_word(facet.label, self._typed)]
            if fitting:
                yield Row(Content.styled(name.capitalize(), "bold"))
            for facet in fitting:
                is_chosen = facet.key in getattr(self._page.player.selection, name)
                label = facet.label + " " * (cells - cell_len(facet.label))
                prompt = f"{MARKS[is_chosen]} {label}  {facet.posts:>{digits}}"
                yield Row(Content(prompt), (name, facet.key))


def _groups(page: ReplayApp) -> Sequence[tuple[str, Sequence[Facet]]]:
    """Fields of Selection with their choices."""
    player, view = page.player, page.player.view()
    standing, chosen = player.changes.standing, player.selection
    posts = [standing(index, view.changes).post for index in range(view.known)]
    return (
        ("authors", facets(posts, "authors", chosen.authors, as_they_come=True)),
        ("kinds", facets(posts, "kinds", chosen.kinds)),
        ("sources", facets(posts, "sources", chosen.sources)),
    )


async def open_box(page: ReplayApp) -> None:
    await FilterBox(page).open()
