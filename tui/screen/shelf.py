"""The shelf: live blogs that are live, watched last, bundled, in a folder; a host's list; marks."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.model.counted import counted
from tui.screen.base_app import BaseApp
from tui.screen.dialogs.dialog import TextLine
from tui.screen.dialogs.listed import Choice, Lines, item_of, title_row
from tui.screen.drawing.wrap import truncate
from tui.screen.fixes import BaseScreen
from tui.screen.hint_row import HintsRow
from tui.screen.keys import Hint
from tui.screen.shelf_row import REFUSED, ShelfChoice, ShelfRow
from tui.screen.window_sizes import size_classes

BAR_CELLS, SHARE_CELLS, LEFT_CELLS, LEAST_TITLE_CELLS, PANEL_CELLS = 12, 7, 14, 12, 40
BAR_FROM = 60  # width of rows with a bar
FRAME_CELLS = 7  # padding, scroll bar, sign before a title
HINTS = (  # cut from the right
    Hint("screen.choose", "enter", "watch"),
    Hint("screen.type('')", "/", "address or path"),
    Hint("quit", "q", "quit"),
    Hint("screen.open(True)", "0", "from start"),
    Hint("screen.marks", "m", "marks"),
    Hint("screen.forget", "x", "forget"),
)
LIST_HINTS = (HINTS[0], Hint("screen.move(1)", "↑↓ j k", "choose"), Hint("quit", "q", "leave"))
OWN_KEYS = frozenset("/:0mxjkq")  # do not start the line
NOTHING_FITS = "Nothing fits. enter opens what you typed, esc clears it."


class ShelfScreen(BaseScreen):
    """Rows between title and line; the cursor starts at the blog watched last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,colon", "type('')", show=False),
        Binding("escape", "leave_line", show=False),
        Binding("m", "marks", show=False),
        Binding("x", "forget", show=False),
        Binding("0", "open(True)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, app: "ShelfApp") -> None:
        own = " -own" if app.OWN else ""
        super().__init__(id="_default", classes=size_classes(app.size) + own)
        self._shelf = app
        self._shows_marks = False
        self._title, self._about = Static(id="title"), Static(id="about")
        self._hints = HintsRow(id="hints")
        self._hints.set_reactive(HintsRow.hints, HINTS if app.OWN else LIST_HINTS)
        self._lines = Lines(compact=True)
        example = "› paste an address, or type a name or a path"
        self._line = TextLine(placeholder=example, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        yield self._title
        yield Horizontal(self._lines, self._about, id="body")
        if self._shelf.OWN:
            yield self._line
        yield self._hints

    def on_mount(self) -> None:
        self.show_rows()
        self._lines.focus()
        shelf = self._shelf
        self._say(shelf.note)
        if shelf.note and not any(row.words == shelf.at for row in (*shelf.rows, *shelf.marks)):
            self.action_type(shelf.at[0])  # the words that were refused

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: a list has no line, marks or places."""
        return self._shelf.OWN or action not in {"leave_line", "marks", "forget", "open"}

    def on_resize(self) -> None:
        self.show_rows()

    def show_rows(self) -> None:
        """List the rows that hold the typed words; the cursor stays on its row."""
        old = self._row_under_cursor
        self._lines.set_options(self._options())
        words = [row.words if row else () for row in map(item_of, self._lines.options)]
        wanted = old.words if old is not None else self._shelf.at
        at = wanted if wanted and wanted in words else next(filter(None, words), None)
        self._lines.highlighted = None if at is None else words.index(at)
        self._draw_title()

    def _draw_title(self) -> None:
        title = "Marked posts" if self._shows_marks else self._shelf.heading
        count = counted(sum(bool(row.words) for row in self._shelf.rows), "live blog")
        told = "" if self._shows_marks or count == title else count
        gap = " " * max(1, self.app.size.width - cell_len(title) - cell_len(told) - 2)
        shown = (f" {title}", "bold"), gap, (told, "$text-muted")
        self._title.update(Content.assemble(*shown))

    def _options(self) -> Iterator[Option]:
        typed = self._line.value.casefold().split()
        rows = self._shelf.marks if self._shows_marks else self._shelf.rows
        gap = "" if {"-low", "-flat"} & self.classes else "\n"
        fitting = [row for row in rows if row.holds(typed)]
        if typed and not fitting:
            yield title_row(f"{gap}{NOTHING_FITS}", "$text-muted")
        for group, members in groupby(fitting, key=attrgetter("group")):
            if group:
                yield title_row(f"{gap}{group}", "bold $text-muted")
            for row in members:
                yield Choice(self._drawn(row), row, disabled=not row.words)

    @property
    def _row_under_cursor(self) -> ShelfRow | None:
        row: ShelfRow | None = item_of(self._lines.highlighted_option)
        return row

    def _drawn(self, row: ShelfRow) -> Content:
        """Sign, title, bar, share, time left; no bar in a narrow window. In a list: facts below."""
        if not self._shelf.OWN:
            return Content.assemble((row.title, "bold"), f"\n  {row.facts}")
        beside = bool({"-wide", "-vast"} & self.classes)
        width = max(20, self.app.size.width - PANEL_CELLS * beside - FRAME_CELLS)
        if row.sign == REFUSED:
            title = truncate(row.title, width // 2)
            reason = truncate(row.left, width - cell_len(title) - 2)
            return Content.styled(f"{REFUSED} {title}  {reason}", "$text-muted")
        bar = BAR_CELLS if width >= BAR_FROM and row.share is not None else 0
        end = bar + SHARE_CELLS * bool(bar) + max(LEFT_CELLS, cell_len(row.left) + 2)
        title = truncate(row.title, max(LEAST_TITLE_CELLS, width - end - 1))
        pad = " " * max(1, width - end - cell_len(title))
        parts: list[tuple[str, str] | str] = [(f"{row.sign} ", "$text-error"), title, pad]
        if bar:
            played = round(BAR_CELLS * (row.share or 0))
            share = f"{round(100 * (row.share or 0)):>4} % "
            parts += [
                ("━" * played, "$text-accent"),
                ("─" * (BAR_CELLS - played), "$text-muted"),
                share,
            ]
        return Content.assemble(*parts, row.left)

    def on_option_list_option_highlighted(self) -> None:
        row = self._row_under_cursor
        if row is None:
            self._about.update("")
            return
        lines = [Content.styled(row.title, "bold"), Content.styled(row.facts, "$text-muted")]
        self._about.update(Content("\n").join([*lines, Content(""), *map(Content, row.about)]))

    def on_input_changed(self, _: Input.Changed) -> None:
        self.show_rows()

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        self.action_open(False)

    def action_open(self, from_start: bool) -> None:
        row = self._row_under_cursor
        if row is not None and row.words:
            self._shelf.choose(ShelfChoice(row.words, from_start))

    def action_submit(self) -> None:
        """Open the row under the cursor, or the typed text if no row holds it."""
        typed = _as_shells_read(self._line.value.strip())
        self.show_rows()
        nothing_fits = self._row_under_cursor is None
        if typed and (nothing_fits or "://" in typed or Path(typed).exists()):
            self._shelf.choose(ShelfChoice((typed,)))
        else:
            self.action_open(False)

    def action_type(self, text: str) -> None:
        if self._shelf.OWN:
            self._line.focus()
            self._line.insert_text_at_cursor(text)

    def action_leave_line(self) -> None:
        """Empty the line, else leave the marks."""
        if self._line.value or self._line.has_focus:
            self._line.value = ""
        elif self._shows_marks:
            self.action_marks()
        self._lines.focus()

    def action_move(self, rows: int) -> None:
        (self._lines.action_cursor_down if rows > 0 else self._lines.action_cursor_up)()

    def action_marks(self) -> None:
        if not self._shelf.marks:
            self._say("No marks yet. m marks a post while you watch.")
            return
        self._shows_marks = not self._shows_marks
        self.show_rows()

    def action_forget(self) -> None:
        """Remove the blog under the cursor from the blogs watched last."""
        row = self._row_under_cursor
        if row is not None and row.share is not None and not self._shows_marks:
            self._shelf.rows.remove(row)
            self._shelf.forgotten(row)
            self.show_rows()
        else:
            self._say("No place to forget here.")

    def _say(self, note: str) -> None:
        """Show a note until the next key, then the hints."""
        self._hints.note = note

    def on_key(self, event: events.Key) -> None:
        """Start the line with a character that is no key here."""
        self._say("")
        starts = event.is_printable and event.character not in OWN_KEYS
        if starts and not self._line.has_focus:
            self.action_type(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        if not self._line.has_focus:
            self.action_type(event.text.strip())


class ShelfApp(BaseApp):
    """Returns a ShelfChoice, or None; the cursor starts at the row with the words `at`."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+c", "quit", show=False)]
    OWN: ClassVar[bool] = True  # the reader's own shelf, with line and marks
    heading = "liveblog-tui"

    def __init__(
        self,
        rows: Sequence[ShelfRow],
        *,
        marks: Sequence[ShelfRow] = (),
        at: tuple[str, ...] = (),
        note: str = "",
        theme: str = "",
        describe: Callable[[ShelfRow], ShelfRow] | None = None,
        forgotten: Callable[[ShelfRow], None] = lambda _: None,
    ) -> None:
        super().__init__(theme)
        self.rows, self.marks, self.at, self.note = list(rows), marks, at, note
        self._describe, self.forgotten = describe, forgotten

    def get_default_screen(self) -> Screen[Any]:
        """Screen with its size classes set before the first frame."""
        return ShelfScreen(self)

    def choose(self, choice: ShelfChoice) -> None:
        self.exit(choice)

    def on_mount(self) -> None:
        if self._describe is not None:
            self.run_worker(self._describe_files, thread=True, exit_on_error=False)

    def action_interrupt(self) -> None:
        """Handle ctrl+c in the line."""
        self.exit()

    def _describe_files(self) -> None:
        """Read files in a thread; show each row once it is known."""
        assert self._describe is not None
        for row in [row for row in self.rows if row.share is None and not row.about]:
            described = self._describe(row)
            if not self.is_running:
                return
            self.call_from_thread(self._put, row, described)

    def _put(self, old: ShelfRow, new: ShelfRow) -> None:
        self.rows = [new if row is old else row for row in self.rows]
        if isinstance(self.screen, ShelfScreen):
            self.screen.show_rows()


def _as_shells_read(typed: str) -> str:
    """One word without its quotation marks, as terminals paste a dropped file, and "~/" as home."""
    words: list[str] = []
    if "://" not in typed and not Path(typed).exists():
        with suppress(ValueError):  # a quotation mark is missing: words of a title
            words = shlex.split(typed)
    word = words[0] if len(words) == 1 else typed
    return str(Path.home() / word[2:]) if word.startswith("~/") else word
