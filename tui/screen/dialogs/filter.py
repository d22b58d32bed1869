"""The filter dialog: authors, kinds and sources with their counts. Each choice acts at once.

Typing narrows the list to the names with those letters at the start of a word.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, override

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.playback.selection import Facet, Selection, begins_word
from tui.screen.dialogs.dialog import Box, BoxList

type Groups = Sequence[tuple[str, Sequence[Facet]]]
"""The fields of a Selection with the choices in each."""


class Choices(BoxList):
    """The list of choices; `typed` is called with each character that narrows it.

    Its keys have no priority bindings in the dialog: those would overtake arrow keys typed before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.submit", "close", show=False),
        Binding("space", "screen.choose", "choose", show=False),
        Binding("backspace", "screen.erase", show=False),
        Binding("delete", "screen.clear", "clear", show=False),
    ]

    def __init__(self, options: Sequence[Option], typed: Callable[[str], None]) -> None:
        super().__init__(*options, compact=True)
        self._typed = typed

    @override
    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is a character that narrows the list."""
        return character is not None and character.isprintable() and character != " "

    def on_key(self, event: events.Key) -> None:
        if self.check_consume_key(event.key, event.character):
            event.stop()
            self._typed(event.character or "")


class FilterBox(Box[None]):
    """Calls `chosen` with each new selection; `show` updates the counts as posts arrive."""

    HELP = "space select · type to search · del clear · enter apply · esc cancel"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "close", show=False)]

    def __init__(
        self, selection: Selection, groups: Groups, chosen: Callable[[Selection], None]
    ) -> None:
        super().__init__()
        self._selection = selection
        self._chosen = chosen
        self._untouched = not selection.active
        """Whether nothing was chosen, before or in this box."""
        self._narrowed = ""
        self._groups = groups
        self._set_choices()

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(self._title, classes="box-title")
            yield Choices(self._options(), self._type)
            yield Static(Content(self.HELP), classes="quiet")

    def on_mount(self) -> None:
        self._move_to(None)

    def show(self, groups: Groups) -> None:
        """Shows these choices; the cursor stays on its choice."""
        self._groups = groups
        choices = self.query_one(Choices)
        old_keys = self._keys()
        highlighted = old_keys[choices.highlighted] if choices.highlighted is not None else None
        self._set_choices()
        if self._keys() == old_keys:
            self._redraw()
            return
        choices.clear_options().add_options(self._options())
        self._move_to(highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Toggles a choice that was clicked."""
        self._toggle(event.option_index)

    def action_choose(self) -> None:
        if (index := self.query_one(Choices).highlighted) is not None:
            self._toggle(index)

    def action_submit(self) -> None:
        """Closes the box; where nothing was chosen, chooses what is under the cursor."""
        if self._untouched:
            self.action_choose()
        self.dismiss()

    def action_erase(self) -> None:
        self._narrow(self._narrowed[:-1])

    def action_clear(self) -> None:
        self._select(Selection())

    def _toggle(self, index: int) -> None:
        name, facet = self._choices[index]
        if facet is not None:
            keys: frozenset[str] = getattr(self._selection, name)
            self._select(self._selection._replace(**{name: keys ^ {facet.key}}))

    @property
    def _title(self) -> Content:
        typed = f": {self._narrowed}▌" if self._narrowed else ""
        none = " · no such name so far" if typed and not self._choices else ""
        return Content(f"Show only{typed}{none}")

    def _type(self, character: str) -> None:
        self._narrow(self._narrowed + character)

    def _narrow(self, typed: str) -> None:
        """Shows only the choices with these letters at the start of a word."""
        self._narrowed = typed
        self.show(self._groups)
        title = self.query_one(".box-title", Static)
        title.update(self._title)
        title.set_class(bool(typed), "typed")

    def _move_to(self, key: tuple[str, str | None] | None) -> None:
        """Puts the cursor on a choice; without it in the list, on the first one."""
        keys = self._keys()
        first = next((row for row, (_, facet) in enumerate(self._choices) if facet), None)
        for choices in self.query(Choices):  # there is none where the app ends as the box opens
            choices.highlighted = keys.index(key) if key in keys else first

    def _select(self, selection: Selection) -> None:
        self._untouched = False
        self._selection = selection
        self._redraw()
        self._chosen(selection)

    def _set_choices(self) -> None:
        self._choices: list[tuple[str, Facet | None]] = []
        for name, group in self._groups:
            if fitting := [facet for facet in group if begins_word(facet.label, self._narrowed)]:
                self._choices += [(name, None), *((name, facet) for facet in fitting)]
        facets = [facet for _, group in self._groups for facet in group]
        self._label_cells = max((cell_len(facet.label) for facet in facets), default=0)
        self._digits = max((len(str(facet.posts)) for facet in facets), default=0)

    def _keys(self) -> list[tuple[str, str | None]]:
        """The group and key of each row; the row with the group's name has the key None."""
        return [(name, facet.key if facet else None) for name, facet in self._choices]

    def _options(self) -> list[Option]:
        return [
            Option(self._prompt(name, facet), disabled=facet is None)
            for name, facet in self._choices
        ]

    def _redraw(self) -> None:
        choices = self.query_one(Choices)
        for index, (name, facet) in enumerate(self._choices):
            choices.replace_option_prompt_at_index(index, self._prompt(name, facet))

    def _prompt(self, name: str, facet: Facet | None) -> Content:
        if facet is None:
            return Content.styled(name.capitalize(), "bold")
        mark = "[x]" if facet.key in getattr(self._selection, name) else "[ ]"
        pad = " " * (self._label_cells - cell_len(facet.label))
        return Content(f"{mark} {facet.label}{pad}  {facet.posts:>{self._digits}}")
