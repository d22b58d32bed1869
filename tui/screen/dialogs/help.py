"""The help dialog: all keys and their actions, and what the signs mean."""

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.signs import MEANINGS

type HelpGroup = tuple[str, Sequence[tuple[str, str]]]
"""A title, and keys with what they do."""
type Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""The same of a column, for a cache."""

KEYS_CELLS = 9
"""The width of the keys before what they do, at least."""
SPACE_CELLS = 2
"""Between the keys and what they do."""
BOLD = Style(bold=True)
WIDTHS_KEPT = 64
"""Columns that are laid out at some width."""


class HelpBox(Box[None]):
    """Shows keys and actions in groups, and signs, in two columns where there is room for them.

    It closes by the key that opened it, or escape.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("g", "scroll_to(0)", show=False),
        Binding("G", "scroll_to(1)", show=False),
    ]

    def __init__(self, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self._groups: Groups = tuple((title, tuple(rows)) for title, rows in groups)

    def compose(self) -> ComposeResult:
        first, others = self._groups[0], self._groups[1:]
        with VerticalScroll(classes="box tall"):
            yield Static(
                Content.assemble("Keys", (" · j k scroll · esc closes", "not bold")),
                classes="box-title",
            )
            with Container(id="help-columns"):
                yield Static(Column((first, ("Signs", MEANINGS))))
                yield Static(Column(others))
            yield Static(
                Content("\nText can be selected with the mouse; ctrl+c copies it."), classes="quiet"
            )

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_scroll_to(self, share: int) -> None:
        """Scrolls to the top (0) or to the bottom (1)."""
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=share * box.max_scroll_y, animate=False)


class Column:
    """One column of the help, which is laid out once for all boxes of the process."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return laid_out(self._groups, options.max_width)


@lru_cache(WIDTHS_KEPT)
def laid_out(groups: Groups, width: int) -> list[Segment]:
    """The column's rows: each group under its title; a table of rich would take five times as
    long."""
    console = Console(width=width, color_system=None)
    segments: list[Segment] = []
    for title, rows in groups:
        if segments:
            segments.append(Segment.line())
        segments += [Segment(title, BOLD), Segment.line()]
        cells = max(KEYS_CELLS, *(cell_len(keys) for keys, _ in rows)) + SPACE_CELLS
        for keys, does in rows:
            shown = keys
            for line in Text(does).wrap(console, max(1, width - cells)):
                segments += [Segment(set_cell_size(shown, cells), BOLD), Segment(line.plain)]
                segments.append(Segment.line())
                shown = ""
    return segments
