"""Help: the ten main keys, other keys in columns, signs, the mouse, a room's keys. The shelf's."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size

from tui.screen.app import ReplayApp
from tui.screen.base_app import BaseApp
from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.line_widget import LineWidget, TextRow, flowing, row_cells
from tui.screen.drawing.signs import MEANINGS
from tui.screen.drawing.wrap import wrap
from tui.screen.hint_row import BETWEEN
from tui.screen.keys import HelpGroups, HelpLines, help_groups
from tui.screen.shelf.app import HINTS
from tui.screen.shelf.row import LIVE, RECORDED, REFUSED

MARGIN_CELLS = 7  # title of a row
KEYS_CELLS = 4  # least width
FIRST_KEYS_CELLS = 6
COLUMNS_FROM = 66  # least width for columns
MOUSE = (
    ("click, drag", "the scrubber"),
    ("click", "a headline"),
    ("click", "an author: filter"),
    ("drag", "selects text"),
    ("ctrl+c", "copies it"),
    ("ctrl+l", "paints the window anew"),
)
SHELF_SIGNS = (LIVE, "being recorded"), (RECORDED, "recorded lately"), (REFUSED, "cannot be played")


class HelpBox(Box[None]):
    """Keys in columns, and rows of signs or keys, each after its title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("question_mark,f1,q", "dismiss(None)"),
        ("j", "scroll(1)"),
        ("k", "scroll(-1)"),
        ("g", "scroll(-1000)"),
        ("G", "scroll(1000)"),
    ]

    def __init__(self, groups: HelpGroups, flows: HelpGroups) -> None:
        content = VerticalScroll(HelpRows(groups, flows), classes="help")
        super().__init__(content, "Keys", "esc close")

    def on_key(self, event: events.Key) -> None:
        """Any other key closes the box, and then comes to the page, as tab does."""
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.binding.action.startswith("app.focus"):
            self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        self._content.scroll_relative(y=rows, animate=False)


class HelpRows(LineWidget):
    """All rows in a single widget, because it opens faster than a widget per part."""

    def __init__(self, groups: HelpGroups, flows: HelpGroups) -> None:
        super().__init__(id="help")
        self._groups, self._flows = groups, flows

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        return laid_out(self._groups, self._flows, size.width)


def laid_out(groups: HelpGroups, flows: HelpGroups, width: int) -> list[TextRow]:
    (_, keys), *others = groups
    if width < COLUMNS_FROM:
        rows = [*_lines(keys, "text", FIRST_KEYS_CELLS, width)]
        for title, keys in (*others, *flows):
            rows += (), *_column(title, keys, width)
        return rows
    half, cells = (len(keys) + 1) // 2, width // 2
    parts = keys[:half], keys[half:]
    first = [_lines(part, "text", FIRST_KEYS_CELLS, cells - 1) for part in parts]
    rows = list(_side_by_side(first, cells))
    if others:
        cells = width // len(others)
        columns = [_column(title, keys, cells - 1) for title, keys in others]
        rows += (("─" * width, "muted"),), *_side_by_side(columns, cells)
    rows.append(())
    return [*rows, *(row for title, items in flows for row in _flow(title, items, width))]


def _column(title: str, keys: HelpLines, width: int) -> Iterable[TextRow]:
    return ((title, "muted"),), *_lines(keys, "muted", KEYS_CELLS, width)


def _lines(keys: HelpLines, style: str, cells: int, width: int) -> Iterator[TextRow]:
    indent = cells + 2
    for shown, does in keys:
        before = f"{' ' * (cells - cell_len(shown))}{shown}  "
        for _, row in wrap(does, max(1, width - indent), cell_len(before) - indent):
            yield (before, "key"), (row, style)
            before = " " * indent


def _side_by_side(columns: Iterable[Iterable[TextRow]], cells: int) -> Iterator[TextRow]:
    for parts in zip_longest(*columns, fillvalue=()):
        padded = ((*part, (" " * (cells - row_cells(part)), "text")) for part in parts)
        yield tuple(chain(*padded))


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
    flows = [("Room", page.more_keys), ("Signs", MEANINGS), ("Mouse", MOUSE)]
    await HelpBox(groups, [flow for flow in flows if flow[1]]).open()


async def open_shelf(_: BaseApp) -> None:
    keys = [(hint.keys, hint.does) for hint in HINTS if hint.does]
    await HelpBox([("", [*keys, ("j k", "choose, as ↑ ↓")])], [("Signs", SHELF_SIGNS)]).open()
