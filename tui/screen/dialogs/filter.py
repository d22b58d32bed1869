"""The filter dialog: authors, kinds and sources with their counts. Each choice acts at once."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.playback.selection import Facet, Selection
from tui.screen.dialogs.dialog import Box

type Groups = Sequence[tuple[str, Sequence[Facet]]]
"""The fields of a Selection with the choices in each."""


class Choices(OptionList):
    """The list of choices.

    Its keys have no priority bindings in the dialog: those would overtake arrow keys typed before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.dismiss", "close", show=False),
        Binding("space", "screen.choose", "choose", show=False),
    ]


class FilterBox(Box[None]):
    """Calls `chosen` with each new selection; `show` updates the counts as posts arrive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,a,q", "dismiss", "close", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("c", "clear", "clear", show=False),
    ]

    def __init__(
        self, selection: Selection, groups: Groups, chosen: Callable[[Selection], None]
    ) -> None:
        super().__init__()
        self._selection = selection
        self._chosen = chosen
        self._set_choices(groups)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(Content("Show only"), classes="box-title")
            yield Choices(*self._options(), compact=True)
            yield Static(Content("space chooses · c clears · enter closes"), classes="quiet")

    def show(self, groups: Groups) -> None:
        """Shows these choices; old ones keep their order, and the cursor stays on its choice."""
        choices = self.query_one(Choices)
        old_keys = self._keys()
        highlighted = old_keys[choices.highlighted] if choices.highlighted is not None else None
        rows = {key: row for row, key in enumerate(old_keys)}
        ordered = []
        for name, group in groups:
            by_row = {facet: rows.get((name, facet.key), len(rows)) for facet in group}
            ordered.append((name, sorted(group, key=by_row.__getitem__)))
        self._set_choices(ordered)
        if (keys := self._keys()) == old_keys:
            self._redraw()
            return
        choices.clear_options().add_options(self._options())
        choices.highlighted = keys.index(highlighted) if highlighted in keys else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Toggles a choice that was clicked."""
        self._toggle(event.option_index)

    def action_choose(self) -> None:
        if (index := self.query_one(Choices).highlighted) is not None:
            self._toggle(index)

    def action_move(self, step: int) -> None:
        choices = self.query_one(Choices)
        (choices.action_cursor_down if step > 0 else choices.action_cursor_up)()

    def action_clear(self) -> None:
        self._select(Selection())

    def _toggle(self, index: int) -> None:
        name, facet = self._choices[index]
        if facet is not None:
            keys: frozenset[str] = getattr(self._selection, name)
            self._select(self._selection._replace(**{name: keys ^ {facet.key}}))

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self._redraw()
        self._chosen(selection)

    def _set_choices(self, groups: Groups) -> None:
        self._choices: list[tuple[str, Facet | None]] = []
        for name, group in groups:
            if group:
                self._choices += [(name, None), *((name, facet) for facet in group)]
        facets = [facet for _, facet in self._choices if facet]
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
        mark = "●" if facet.key in getattr(self._selection, name) else "○"
        pad = " " * (self._label_cells - cell_len(facet.label))
        return Content(f" {mark} {facet.label}{pad}  {facet.posts:>{self._digits}}")
