"""The help dialog: all keys and their actions, and what the signs mean."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size

from tui.screen.dialogs.dialog import Box
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.signs import MEANINGS
from tui.screen.drawing.wrap import wrap

type HelpGroup = tuple[str, Sequence[tuple[str, str]]]
"""A title, and keys with what they do."""
type Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""The same, for a cache."""

KEYS_CELLS = 9
"""The width of the keys before what they do, at least."""
SPACE_CELLS = 2
"""Between the keys and what they do, and between two columns."""
SELECTING = "Text can be selected with the mouse; ctrl+c copies it."
LAYOUTS_KEPT = 64
"""Helps that are laid out at some width."""


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
        with VerticalScroll(classes="box tall"):
            yield HelpRows(self._groups)

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_scroll_to(self, share: int) -> None:
        """Scrolls to the top (0) or to the bottom (1)."""
        box = self.query_one(VerticalScroll)
        box.scroll_to(y=share * box.max_scroll_y, animate=False)


class HelpRows(LineWidget):
    """All rows of the help: one widget opens sooner than one for each part."""

    PREFIX = "help"
    ALLOW_SELECT = False

    def __init__(self, groups: Groups) -> None:
        super().__init__(id="help")
        self._groups = groups

    def text_rows(self, size: Size) -> Sequence[TextRow]:
        return self._laid_out(size.width)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return len(self._laid_out(width))

    def _laid_out(self, width: int) -> tuple[TextRow, ...]:
        low, wide, vast = map(self.screen.has_class, ("-low", "-wide", "-vast"))
        return laid_out(self._groups, width, titled=not low, beside=wide or vast)


@lru_cache(LAYOUTS_KEPT)
def laid_out(groups: Groups, width: int, *, titled: bool, beside: bool) -> tuple[TextRow, ...]:
    """The rows, which are the same for all boxes of the process at this width; with the columns
    `beside` each other or below."""
    first, others = (groups[0], ("Signs", MEANINGS)), groups[1:]
    rows: list[TextRow] = []
    if titled:
        rows.append((("Keys", "title"), (" · j k scroll · esc closes", "hint")))
    if beside:
        left_cells = width // 2
        left = _column(first, left_cells - SPACE_CELLS)
        right = _column(others, width - left_cells)
        pairs = zip_longest(left, right, fillvalue=())
        rows += [(*_filled(one, left_cells), *other) for one, other in pairs]
    else:
        rows += _column((*first, *others), width)
    rows.append(())
    rows += [((row, "quiet"),) for _, row in wrap(SELECTING, width)]
    return tuple(rows)


def _column(groups: Groups, width: int) -> list[TextRow]:
    """Each group under its title."""
    rows: list[TextRow] = []
    for title, keys in groups:
        if rows:
            rows.append(())
        rows.append(((title, "key"),))
        cells = max(KEYS_CELLS, *(cell_len(shown) for shown, _ in keys)) + SPACE_CELLS
        for shown, does in keys:
            for start, line in wrap(does, max(1, width - cells)):
                rows.append(((set_cell_size("" if start else shown, cells), "key"), (line, "text")))
    return rows


def _filled(row: TextRow, width: int) -> TextRow:
    used = sum(cell_len(text) for text, _ in row)
    return (*row, (" " * (width - used), "text"))
