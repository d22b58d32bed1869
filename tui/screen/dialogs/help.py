"""Help: the ten main keys, other keys in columns, signs, the mouse, a room's keys. The shelf's."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size

from tui.screen.app import ReplayApp
from tui.screen.base_app import BaseApp
from tui.screen.dialogs.dialog import Box, framed
from tui.screen.drawing.line_widget import LineWidget, TextRow, flowing, row_cells
from tui.screen.drawing.signs import MEANINGS
from tui.screen.drawing.wrap import truncate
from tui.screen.keys import help_groups
from tui.screen.shelf.row import LIVE, REFUSED

type Keys = Sequence[tuple[str, str]]  # keys, action
type Groups = Sequence[tuple[str, Keys]]  # title, keys; the first title is empty

MARGIN_CELLS = 7  # title of a row
KEYS_CELLS = 4  # least width
FIRST_KEYS_CELLS = 6
COLUMNS_FROM = 66  # least width for columns
BETWEEN = "   "
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
    ("o", "list another folder"),
    ("m", "marks of all live blogs"),
    ("x", "forget your place"),
    ("j k", "choose, as ↑ ↓"),
    ("q", "quit"),
)
SHELF_SIGNS = (LIVE, "recorded in the last hour"), (REFUSED, "cannot be played")


class HelpBox(Box[None]):
    """Keys in columns, and rows of signs or keys, each after its title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q", "dismiss(None)", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("g", "scroll_to(0)", show=False),
        Binding("G", "scroll_to(1)", show=False),
    ]

    def __init__(self, groups: Groups, flows: Groups) -> None:
        super().__init__()
        rows = HelpRows(groups, flows)
        self._box = framed(VerticalScroll(rows, classes="help"), "Keys", "esc close")

    def compose(self) -> ComposeResult:
        yield self._box

    def action_scroll(self, rows: int) -> None:
        self._box.scroll_relative(y=rows, animate=False)

    def action_scroll_to(self, share: int) -> None:
        """Scroll to the top (0) or the bottom (1)."""
        self._box.scroll_to(y=share * self._box.max_scroll_y, animate=False)


class HelpRows(LineWidget):
    """All rows in a single widget, because it opens faster than a widget per part."""

    def __init__(self, groups: Groups, flows: Groups) -> None:
        super().__init__(id="help")
        self._groups, self._flows = groups, flows

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        return laid_out(self._groups, self._flows, size.width)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(laid_out(self._groups, self._flows, width))


def laid_out(groups: Groups, flows: Groups, width: int) -> list[TextRow]:
    (_, keys), *others = groups
    first = _lines(keys, "text", FIRST_KEYS_CELLS)
    columns = [[((title, "muted"),), *_lines(keys, "muted", KEYS_CELLS)] for title, keys in others]
    if width >= COLUMNS_FROM:
        half = (len(first) + 1) // 2
        rows = list(_side_by_side(width, (first[:half], first[half:])))
        rows += [(("─" * width, "muted"),), *_side_by_side(width, columns)] if columns else []
    else:
        rows = [*first, *(row for column in columns for row in ((), *column))]
    rows.append(())
    return [*rows, *(row for title, items in flows for row in _flow(title, items, width))]


def _lines(keys: Iterable[tuple[str, str]], style: str, cells: int) -> list[TextRow]:
    return [
        ((f"{' ' * (cells - cell_len(shown))}{shown}  ", "key"), (does, style))
        for shown, does in keys
    ]


def _side_by_side(width: int, columns: Sequence[Sequence[TextRow]]) -> Iterable[TextRow]:
    cells = width // len(columns)
    for parts in zip_longest(*columns, fillvalue=()):
        yield tuple(piece for part in parts for piece in _fit(part, cells))


def _fit(row: TextRow, cells: int) -> TextRow:
    *before, (text, style) = row or (("", "text"),)
    room = cells - row_cells(before)
    return (*before, (set_cell_size(truncate(text, room - 1), room), style))


def _flow(title: str, items: Iterable[tuple[str, str]], width: int) -> Iterable[TextRow]:
    """Signs or keys with meanings, as many per row as fit."""
    parts = (((sign, "key"), (f" {meaning}", "text")) for sign, meaning in items)
    for row in flowing(parts, (BETWEEN, "text"), width - MARGIN_CELLS):
        yield ((f"{title:<{MARGIN_CELLS}}", "muted"), *row)
        title = ""


async def open_box(page: ReplayApp) -> None:
    options = page.options
    groups = help_groups(
        options.keymap, without=page.absent_keys, back_to_list=options.back_to_list
    )
    flows = [("Signs", MEANINGS), ("Mouse", MOUSE), ("Room", page.more_keys)]
    await HelpBox(groups, [flow for flow in flows if flow[1]]).open()


async def open_shelf(_: BaseApp) -> None:
    await HelpBox([("", SHELF_KEYS)], [("Signs", SHELF_SIGNS)]).open()
