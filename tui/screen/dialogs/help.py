"""Help: the ten main keys, other keys in columns, signs, the mouse, a room's keys. The shelf's."""

from collections.abc import Sequence
from typing import ClassVar, override

from rich.columns import Columns
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets import Static

from tui.screen.app import ReplayApp
from tui.screen.base_app import BaseApp
from tui.screen.dialogs.dialog import Box, framed
from tui.screen.drawing.signs import MEANINGS
from tui.screen.keys import help_groups
from tui.screen.shelf.row import LIVE, REFUSED

type Keys = Sequence[tuple[str, str]]  # keys, action
type Groups = Sequence[tuple[str, Keys]]  # title, keys; the first title is empty

MAIN_KEYS_CELLS = 5
MOUSE = (
    ("click, drag", "the scrubber"),
    ("click", "a headline"),
    ("click", "an author: filter"),
    ("drag", "selects text"),
    ("ctrl+c", "copies it"),
)
SHELF_KEYS = (
    ("enter", "watch, or go on"),
    ("0", "watch from the start"),
    ("/", "find, or type a path"),
    ("m", "marks of all live blogs"),
    ("x", "forget your place"),
    ("j k", "choose, as ↑ ↓"),
    ("q", "quit"),
)
SHELF_SIGNS = (LIVE, "recorded in the last hour"), (REFUSED, "cannot be played")


class HelpBox(Box[None]):
    """Keys in columns, and rows of signs or keys, each after its title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("question_mark,f1,q", "dismiss(None)"),
        ("j", "scroll(1)"),
        ("k", "scroll(-1)"),
        ("g", "scroll(-1000)"),
        ("G", "scroll(1000)"),
    ]

    def __init__(self, groups: Groups, flows: Groups) -> None:
        super().__init__()
        (_, keys), *others = groups
        half = (len(keys) + 1) // 2
        first = [Cells(_column("", part)) for part in (keys[:half], keys[half:])]
        more = [Cells(_column(*group)) for group in others]
        rows = Horizontal(*first), Horizontal(*more, classes="more"), Cells(_rows(flows))
        self._box = framed(VerticalScroll(*rows, classes="help"), "Keys", "esc close")

    def compose(self) -> ComposeResult:
        yield self._box

    def action_scroll(self, rows: int) -> None:
        self._box.scroll_relative(y=rows, animate=False)


class Cells(Static):
    """A table, whose text can be selected."""

    @override
    def render_line(self, y: int) -> Strip:
        return super().render_line(y).apply_offsets(0, y)

    @override
    def get_selection(self, selection: Selection) -> tuple[str, str]:
        rows = self.render_lines(self.size.region)
        return selection.extract("\n".join(row.text.rstrip() for row in rows)), "\n"


def _column(title: str, keys: Keys) -> Table:
    """Keys with meanings, below a title."""
    table = Table.grid("", "", padding=(0, 2, 0, 0))
    table.columns[0].justify, table.columns[0].style = "right", "bold"
    table.title, table.title_justify, table.title_style = title, "left", "none"
    table.columns[0].min_width = 0 if title else MAIN_KEYS_CELLS
    for row in keys:
        table.add_row(*map(Text, row))
    return table


def _rows(flows: Groups) -> Table:
    """Signs or keys with meanings, in rows beside their title."""
    table = Table.grid("", "", padding=(0, 2, 0, 0))
    for title, items in flows:
        parts = (Text.assemble((sign, "bold"), f" {does}") for sign, does in items)
        table.add_row(title, Columns(parts, padding=(0, 3)))
    return table


async def open_box(page: ReplayApp) -> None:
    options = page.options
    groups = help_groups(
        options.keymap, without=page.absent_keys, back_to_list=options.back_to_list
    )
    flows = [("Signs", MEANINGS), ("Mouse", MOUSE), ("Room", page.more_keys)]
    await HelpBox(groups, [flow for flow in flows if flow[1]]).open()


async def open_shelf(_: BaseApp) -> None:
    await HelpBox([("", SHELF_KEYS)], [("Signs", SHELF_SIGNS)]).open()
