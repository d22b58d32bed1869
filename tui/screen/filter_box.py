"""The filter: authors, kinds and sources with their counts. Each choice acts at once."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection as Choice

from tui.playback.selection import Facet, Selection


class FilterBox(ModalScreen[None]):
    """Tells `chosen` each new selection while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,a,q", "dismiss", "close", show=False),
        Binding("enter", "dismiss", "close", show=False, priority=True),
        Binding("c", "clear", "clear", show=False),
    ]

    def __init__(
        self,
        selection: Selection,
        groups: Sequence[tuple[str, Sequence[Facet]]],
        chosen: Callable[[Selection], None],
    ) -> None:
        super().__init__()
        self._selection = selection
        self._groups = [(name, facets) for name, facets in groups if facets]
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box", can_focus=False):
            for name, facets in self._groups:
                chosen: frozenset[str] = getattr(self._selection, name)
                yield Static(Content(name.capitalize()), classes="box-title")
                wide = max(len(facet.label) for facet in facets)
                yield SelectionList[str](
                    *(
                        Choice(Content(f"{facet.label:<{wide}}  {facet.count:>4}"), facet.key, facet.key in chosen)
                        for facet in facets
                    ),
                    id=name,
                    compact=True,
                )
            yield Static(Content("space chooses · tab next list · c clears · enter closes"), classes="quiet")

    def on_selection_list_selected_changed(self) -> None:
        chosen = {lists.id: frozenset(lists.selected) for lists in self.query(SelectionList)}
        self._selection = Selection(**{str(name): keys for name, keys in chosen.items()})
        self._chosen(self._selection)

    def action_clear(self) -> None:
        for lists in self.query(SelectionList):
            lists.deselect_all()
