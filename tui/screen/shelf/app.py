"""The shelf: live blogs that are live, watched last, bundled, in a folder; a host's list; marks."""

from asyncio import to_thread
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from tui.model.counted import counted
from tui.model.safe_text import printable
from tui.operating_system import is_there
from tui.screen.base_app import BaseApp
from tui.screen.dialogs.dialog import Lines, Row
from tui.screen.fixes import BaseScreen
from tui.screen.hint_row import HintsRow
from tui.screen.keys import Hint
from tui.screen.shelf.about import About, Preview
from tui.screen.shelf.row import REFUSED, ShelfLine, ShelfRow, advice

PANEL_CELLS = 40
FRAME_CELLS = 7  # padding, scroll bar, sign before a title
HINTS = (  # cut from the right
    Hint("screen.choose", "enter", "watch", "watch, or resume"),
    Hint("screen.open(True)", "0", "from start", "watch from the start"),
    Hint("screen.marks", "m", "marks", "marks of all live blogs"),
    Hint("screen.forget", "x", "forget", "forget your place"),
    Hint("screen.help", "?", "help"),
    Hint("quit", "q", "quit", "quit"),
    Hint("screen.type('/')", "/", "find", "find, or type a path"),
)
MARKS_HINTS = (HINTS[0], Hint("screen.marks", "m", "shelf"), *HINTS[4:])
LIST_HINTS = (HINTS[0], Hint("screen.move(1)", "↑↓ j k", "choose"), Hint("quit", "q", "leave"))
OWN_KEYS = frozenset("/:0mxjkq?")  # do not start the line
SEVERAL_LINES = "Text of several lines: liveblog-tui - plays text that you paste."
NOTHING_FITS = "Nothing fits. enter opens what you typed, esc clears it."


class ShelfScreen(BaseScreen):
    """Rows between title and line; the cursor starts at the blog watched last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *((hint.keys, hint.id) for hint in HINTS),
        ("colon", "type('')"),
        ("escape", "leave_line"),
        ("f1", "help"),
        ("ctrl+z", "app.suspend_process"),
        ("down", "move(1)"),
        ("up", "move(-1)"),
    ]

    def __init__(self, app: "ShelfApp") -> None:
        super().__init__(id="_default", classes="-own" if app.OWN else "")
        self._shelf = app
        self._shows_marks = any(row.words == app.at for row in app.marks if row.words)
        self._title, self._about = Static(id="title"), About(app.preview)
        self._hints = HintsRow(id="hints")
        self._lines = Lines(compact=True)
        self._line = ShelfLine()

    def compose(self) -> ComposeResult:
        yield self._title
        yield Horizontal(self._lines, self._about, id="body")
        if self._shelf.OWN:
            yield self._line
        yield self._hints

    def on_mount(self) -> None:
        self.show_rows()
        self.set_focus(self._lines)
        shelf = self._shelf
        self.say(advice(shelf.note))
        if shelf.note and not any(row.words == shelf.at for row in (*shelf.rows, *shelf.marks)):
            self.action_type(shelf.at[0])  # the words that were refused

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool:
        """Textual's hook: a list has cursor and rows, no line, marks or places."""
        return self._shelf.OWN or action in {"move", "choose"}

    def on_resize(self) -> None:
        self.show_rows()

    def show_rows(self) -> None:
        """List the rows that hold the typed words; the cursor stays on its row."""
        hints = MARKS_HINTS if self._shows_marks else HINTS
        self._hints.hints = hints if self._shelf.OWN else LIST_HINTS
        old: ShelfRow | None = self._lines.item
        wanted = old.words if old is not None else self._shelf.at
        self._titles = Counter((row.group, row.title) for row in self._shelf.rows)
        self._lines.list_rows(self._listed(), lambda row: row.words == wanted)
        self._about.row = self._lines.item
        read = [row for row in self._shelf.rows if row.words and row.facts]
        count = counted(len(read), "live blog")
        title, told = ("liveblog-tui", count) if self._shelf.OWN else (count, "")
        title, told = ("Marked posts", "") if self._shows_marks else (title, told)
        gap = " " * max(1, self.app.size.width - cell_len(title) - cell_len(told) - 2)
        self._title.update(Content.assemble((f" {title}", "bold"), gap, (told, "$text-muted")))

    def _listed(self) -> Iterator[Row]:
        rows = self._shelf.marks if self._shows_marks else self._shelf.rows
        gap = "" if self.has_class("-low") else "\n"
        fitting = [row for row in rows if row.holds(self._line.words)]
        for group, members in groupby(fitting, key=attrgetter("group")):
            if group:
                yield Row(Content.styled(f"{gap}{printable(group)}", "bold $text-muted"))
            yield from (Row(self._drawn(row), row) for row in members)

    def _drawn(self, row: ShelfRow) -> Content:
        """In a list: title; facts and name below."""
        if not self._shelf.OWN:
            return Content.assemble((row.title, "bold"), f"\n  {row.facts} · {row.words[0]}")
        beside = bool({"-wide", "-vast"} & self.classes)
        cells = max(20, self.app.size.width - PANEL_CELLS * beside - FRAME_CELLS)
        return row.drawn(cells, named=self._titles[row.group, row.title] > 1)

    def on_option_list_option_highlighted(self) -> None:
        self._about.row = row = self._lines.item
        if row is not None and row.sign == REFUSED and not self._about.display:
            self.say(row.left)

    def on_input_changed(self, _: Input.Changed) -> None:
        self.show_rows()
        if self._line.words and self._lines.item is None:
            is_refused = self._shelf.at[:1] == (self._line.typed,)
            self.say((self._shelf.note if is_refused else "") or NOTHING_FITS)

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        self.action_open(False)

    def action_open(self, from_start: bool) -> None:
        row = self._lines.item
        if row is not None and row.words:
            self._shelf.choose(row.words, from_start or row.share == 1)
        elif row is not None:
            self.say("You have not watched this live blog lately: type its file or address.")

    def action_submit(self) -> None:
        """Open the row under the cursor, or the typed text if no row holds it."""
        typed = self._line.typed
        self.show_rows()
        nothing_fits = self._lines.item is None
        if typed and (nothing_fits or "://" in typed or is_there(typed)):
            self._shelf.choose((typed,), False)
        else:
            self.action_open(False)

    def action_type(self, text: str) -> None:
        if self._shelf.OWN:
            self.set_focus(self._line)
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

    async def action_help(self) -> None:
        await self._shelf.action_open("help", "shelf")

    def action_marks(self) -> None:
        if not self._shelf.marks:
            self.say("No marks yet. m marks a post while you watch.")
            return
        self._shows_marks = not self._shows_marks
        self.show_rows()

    def action_forget(self) -> None:
        """Remove the blog under the cursor from the blogs watched last; a file or a bundled live
        blog stays, unwatched."""
        row = self._lines.item
        if row is not None and row.share is not None and not self._shows_marks:
            at, left = self._shelf.rows.index(row), self._shelf.forgotten(row)
            self._shelf.rows[at : at + 1] = filter(None, [left])
            self.show_rows()
        else:
            self.say("Nothing to forget here.")

    def say(self, note: str) -> None:
        """Show a note until the next key, then the hints."""
        self._hints.note = note

    def on_key(self, event: events.Key) -> None:
        """Start the line with a character that is no key here."""
        self.say("")
        starts = event.is_printable and event.character not in OWN_KEYS
        if starts and not self._line.has_focus:
            self.action_type(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        text = event.text.strip()
        if "\n" in text:
            self.say(SEVERAL_LINES)
        elif not self._line.has_focus:
            self.action_type(text)


class ShelfApp(BaseApp):
    """Returns words, and if from the start; or None. The cursor starts at the words `at`."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("ctrl+c", "copy_or_quit")]
    OWN: ClassVar[bool] = True  # the reader's own shelf, with line and marks; else a host's list

    def __init__(
        self,
        rows: Sequence[ShelfRow],
        *,
        marks: Sequence[ShelfRow] = (),
        at: tuple[str, ...] = (),
        note: str = "",
        theme: str = "",
        describe: Callable[[ShelfRow], ShelfRow] | None = None,
        preview: Preview | None = None,
        forgotten: Callable[[ShelfRow], ShelfRow | None] = lambda _: None,
    ) -> None:
        super().__init__(theme)
        self.rows, self.marks, self.at, self.note = list(rows), marks, at, note
        self._describe, self.preview, self.forgotten = describe, preview, forgotten

    def get_default_screen(self) -> Screen[Any]:
        self._page = ShelfScreen(self)
        return self._page

    def choose(self, words: tuple[str, ...], from_start: bool) -> None:
        self.exit((words, from_start))

    def on_mount(self) -> None:
        if self._describe is not None:
            self._describe_rows(self._describe)

    @work(exit_on_error=False)
    async def _describe_rows(self, describe: Callable[[ShelfRow], ShelfRow]) -> None:
        """Read files in a thread; show each row once it is known, none without a title."""
        for old in [row for row in self.rows if row.share is None and not row.about]:
            new = await to_thread(describe, old)
            known = (new if row is old else row for row in self.rows)
            rows = [row for row in known if row.title]
            self.rows = sorted(rows, key=lambda row: row.title if row.sign == REFUSED else "")
            self._page.show_rows()
