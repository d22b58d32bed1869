"""The palette: one line for a time, a headline or a command; hits below it, with a preview."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Hit
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screen.dialogs.dialog import Box, TextLine
from tui.screen.drawing.wrap import truncate

TIME_CELLS = 7
"""The width of the times before headlines."""
MOST_CELLS = 94
"""The width of the box."""
FRAME_CELLS = 4
"""Border and padding of the box."""
BESIDE_FROM = 100
"""The width of the window from which the preview is beside the hits."""
BESIDE_SHARE = 0.58
COLUMNS_FROM = 40
"""The width of the window from which times and keys have columns of their own."""
TITLES_FROM = 15
"""The height of the window from which groups have titles."""


@dataclass
class PaletteHit(Hit):
    """A hit with the time or the key that belongs to it; `text` is what the row says."""

    time: str = ""
    key: str = ""
    marked: tuple[int, int] = (0, 0)
    """The characters of the text that were typed."""
    preview: str = ""
    shows: Callable[[], None] | None = None
    """Called while the cursor is on the hit, to show its effect on the page."""


class PaletteHits(NamedTuple):
    """Hits in their groups, and where there are none, what is wrong with the text."""

    groups: Sequence[tuple[str, Sequence[PaletteHit]]]
    wrong: str = ""
    start: int = 0
    end: int = 0
    """The characters that were not understood."""


class PaletteBox(Box[PaletteHit | None]):
    """Returns the hit chosen, or None; `find` is asked after each change of the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss(None)", "close", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("tab", "complete", show=False),
        Binding("shift+tab", "move(-1)", show=False),
    ]

    def __init__(self, find: Callable[[str], PaletteHits], example: str) -> None:
        super().__init__()
        self._find, self._example = find, example
        self._text: str | None = None
        """The text whose hits are shown."""
        self._hits: list[PaletteHit | None] = []
        """The hit of each row; None for the title of a group."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box palette") as box:
            box.border_title = "Go to a time, a post or a command"
            box.border_subtitle = "enter go there · ↑↓ choose · esc close"
            yield TextLine(placeholder=self._example, compact=True)
            with Horizontal(classes="hits"):
                yield Hits(compact=True)
                yield Static(classes="preview quiet")

    def on_mount(self) -> None:
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chooses a row that was clicked."""
        if (hit := self._hit(event)) is not None:
            self.dismiss(hit)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option is not self.query_one(Hits).highlighted_option:
            return  # the message is of the rows before, which are gone
        hit = self._hit(event)
        if hit is not None:
            self._preview(Content(hit.preview or hit.help or ""))
            if hit.shows is not None:
                hit.shows()

    def _hit(self, event: OptionList.OptionMessage) -> PaletteHit | None:
        """The hit of a row; None once other hits are listed."""
        at = event.option_index
        return self._hits[at] if at < len(self._hits) else None

    def action_submit(self) -> None:
        """Chooses the hit under the cursor, of the text as it is now."""
        self._show(self.query_one(TextLine).value)
        if (row := self.query_one(Hits).highlighted) is not None:
            self.dismiss(self._hits[row])

    def action_move(self, rows: int) -> None:
        hits = self.query_one(Hits)
        (hits.action_cursor_down if rows > 0 else hits.action_cursor_up)()

    def action_complete(self) -> None:
        """Types the rest of the row under the cursor."""
        row = self.query_one(Hits).highlighted
        hit = None if row is None else self._hits[row]
        if hit is not None and hit.text:
            line = self.query_one(TextLine)
            line.value = hit.text
            line.action_end()

    def _show(self, text: str) -> None:
        """Shows the hits for a text, the cursor on the first."""
        if text == self._text:
            return
        self._text = text
        lines, found = self.query_one(Hits), self._find(text)
        rows: list[str | PaletteHit] = []
        titled = self.app.size.height >= TITLES_FROM
        for title, hits in found.groups:
            rows += [*([title] if titled and hits else []), *hits]
        self._hits = [None if isinstance(row, str) else row for row in rows]
        lines.clear_options().add_options(self._option(row) for row in rows)
        lines.display = bool(rows)
        if text.strip() and rows:
            lines.highlighted = 1 if titled else 0
        elif text.strip():
            wrong = Content(text).stylize("reverse", found.start, found.end)
            self._preview(Content("\n").join([wrong, Content(found.wrong)]), wrong=True)
        else:
            self._preview(Content(""))

    def _option(self, row: str | PaletteHit) -> Option:
        if isinstance(row, str):
            return Option(Content.styled(row, "bold"), disabled=True)
        if self.app.size.width < COLUMNS_FROM:
            return Option(Content(row.text or ""))
        time = f" {row.time:<{TIME_CELLS}}"
        room = self._list_cells - cell_len(time) - cell_len(row.key) - 2
        text = truncate(row.text or "", room)
        pad = " " * max(1, room - cell_len(text))
        shown = Content(text).stylize("bold underline", *row.marked)
        return Option(Content.assemble(time, shown, pad, (row.key, "bold")))

    @property
    def _list_cells(self) -> int:
        inside = min(MOST_CELLS, self.app.size.width) - FRAME_CELLS - 1
        return int(inside * BESIDE_SHARE) if self.app.size.width >= BESIDE_FROM else inside

    def _preview(self, text: Content, *, wrong: bool = False) -> None:
        preview = self.query_one(".preview", Static)
        preview.set_class(wrong, "wrong")
        preview.update(text)


class Hits(OptionList):
    """The hits; the line above has the keys."""

    can_focus = False
