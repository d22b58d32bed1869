"""The palette: an input line, hits below it, a preview."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.playback.parse.moment import example_time
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import Box, TextLine, framed
from tui.screen.dialogs.listed import Choice, item_of, title_row
from tui.screen.dialogs.palette_hits import MOST_RECENT, PaletteHit, find_hits
from tui.screen.drawing.wrap import truncate

TIME_CELLS = 7  # before headlines
MOST_CELLS, FRAME_CELLS = 94, 4  # the box; its border and padding
BESIDE_FROM, BESIDE_SHARE = 100, 0.58  # window width for a preview beside the hits; their share
COLUMNS_FROM = 40  # window width for columns of times and keys
TITLES_FROM = 15  # window height for titles of groups


class Hits(OptionList, can_focus=False):
    """List of hits; the line above gets the keys."""


class PaletteBox(Box[PaletteHit | None]):
    """Returns a hit, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "dismiss(None)", show=False),
        Binding("down", "move('down')", show=False),
        Binding("up,shift+tab", "move('up')", show=False),
        Binding("tab", "complete", show=False),
    ]

    def __init__(self, page: ReplayApp) -> None:
        super().__init__()
        self._page = page
        example = example_time(page.player.blog, (page.face, *page.options.faces))
        hint = f"{example} · 16:30 Beijing · +10m · 50% · #7 · a headline · theme"
        self._line = TextLine(placeholder=hint, compact=True)
        self._list, self._preview = Hits(compact=True), Static(classes="preview quiet")
        self._text: str | None = None  # text of the listed hits
        self._theme = page.theme  # before previews

    def compose(self) -> ComposeResult:
        keys = "enter go there · ↑↓ choose · esc close"
        with framed(Vertical(classes="palette"), "Go to a time, a post or a command", keys):
            yield self._line
            yield Horizontal(self._list, self._preview, classes="hits")

    def on_mount(self) -> None:
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(item_of(event.option))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        # A message may be of the rows before, which are gone.
        if event.option is self._list.highlighted_option and (hit := item_of(event.option)):
            self._tell(Content(hit.preview))
            self.preview_theme(hit)

    def action_submit(self) -> None:
        """Choose the hit under the cursor, for the latest text."""
        self._show(self._line.value)
        if hit := item_of(self._list.highlighted_option):
            self.dismiss(hit)

    def action_move(self, way: str) -> None:
        getattr(self._list, f"action_cursor_{way}")()

    def action_complete(self) -> None:
        if hit := item_of(self._list.highlighted_option):
            self._line.value = hit.text
            self._line.action_end()

    def preview_theme(self, hit: PaletteHit | None = None) -> None:
        """Show the theme of a hit, else the theme before."""
        theme = hit.theme if hit is not None and hit.theme else self._theme
        if self._page.theme != theme:
            self._page.theme = theme

    def _show(self, text: str) -> None:
        if text == self._text:
            return
        self.preview_theme()
        self._text = text
        groups, wrong = find_hits(self._page, text)
        titled = self.app.size.height >= TITLES_FROM
        options: list[Option] = []
        for title, hits in groups:
            options += [title_row(title)] if titled and hits else []
            options += [Choice(self._row(hit), hit) for hit in hits]
        self._list.clear_options().add_options(options)
        self._list.display = bool(options)
        if wrong is not None and not options:
            typed = Content(text).stylize("reverse", wrong.start, wrong.end)
            self._tell(Content.assemble(typed, "\n", str(wrong)), wrong=True)
        elif text.strip():
            self._list.highlighted = 1 if titled else 0
        else:
            self._tell(Content(""))

    def _row(self, hit: PaletteHit) -> Content:
        window = self.app.size.width
        if window < COLUMNS_FROM:
            return Content(hit.text)
        cells = min(MOST_CELLS, window) - FRAME_CELLS - 1
        if window >= BESIDE_FROM:
            cells = int(cells * BESIDE_SHARE)
        time = f" {hit.time:<{TIME_CELLS}}"
        room = cells - cell_len(time) - cell_len(hit.key) - 2
        text = truncate(hit.text, room)
        pad = " " * max(1, room - cell_len(text))
        shown = Content(text).stylize("bold underline", *hit.marked)
        return Content.assemble(time, shown, pad, (hit.key, "bold"))

    def _tell(self, text: Content, *, wrong: bool = False) -> None:
        self._preview.set_class(wrong, "wrong")
        self._preview.update(text)


async def open_box(page: ReplayApp) -> None:
    box = PaletteBox(page)

    async def chosen(hit: PaletteHit | None) -> None:
        box.preview_theme(hit)
        if hit is None:
            return
        if not hit.time:
            page.recent_commands = [hit.text, *page.recent_commands][:MOST_RECENT]
        if (done := hit.run()) is not None:
            await done

    await box.open(chosen)
