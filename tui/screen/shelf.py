"""The shelf: live blogs watched last, bundled ones, the files of a folder, and all marks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.screen.app_colours import AppColours
from tui.screen.dialogs.dialog import TextLine
from tui.screen.drawing.wrap import truncate
from tui.screen.key_order import KeyOrder
from tui.screen.local_terminal import LocalTerminal
from tui.screen.window_sizes import ACROSS, DOWN, size_classes

BAR_CELLS = 12
SHARE_CELLS = 6
LEFT_CELLS = 14
LEAST_TITLE_CELLS = 12
PANEL_CELLS = 40
FRAME_CELLS = 7
"""Padding and scroll bar of the rows, and the sign before a title."""
HINTS = (
    ("enter", "watch"),
    ("0", "from the start"),
    ("/", "address or path"),
    ("m", "marks"),
    ("x", "forget its place"),
    ("q", "quit"),
)
OWN_KEYS = frozenset("/:0mxjkq")
"""The characters that are keys here, and do not begin the line."""
PLACEHOLDER = "› paste an address, or type a name or a path"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A live blog on the shelf, or a marked post."""

    group: str
    words: tuple[str, ...]
    """The words with which `replay` opens it; none for a row that cannot be opened."""
    title: str
    facts: str = ""
    share: float | None = None
    """The share that was watched; None if it was not opened yet."""
    left: str = ""
    """What is left to watch, or why it cannot be played."""
    about: tuple[str, ...] = ()
    """More lines for the panel."""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ShelfChoice:
    """What to open, and whether from its start."""

    words: tuple[str, ...]
    from_start: bool = False


class ShelfScreen(Screen[None]):
    """Rows between the title and the line; the cursor begins at the live blog watched last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,colon", "type('')", show=False),
        Binding("escape", "leave_line", show=False),
        Binding("m", "marks", show=False),
        Binding("x", "forget", show=False),
        Binding("0", "open(True)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, app: "ShelfApp") -> None:
        super().__init__(id="_default", classes=size_classes(app.size))
        self._shelf = app
        self._shows_marks = False
        self._listed: list[ShelfRow | None] = []
        """The row of each option; None for the title of a group."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Horizontal(id="body"):
            yield ShelfRows(compact=True)
            yield Static(id="about")
        yield ShelfLine(placeholder=PLACEHOLDER, compact=True)
        yield Static(Content("   ").join(_hint(*hint) for hint in HINTS), id="hints")

    def on_mount(self) -> None:
        self.show_rows()
        if self._shelf.note:
            self.query_one("#hints", Static).update(Content.styled(self._shelf.note, "bold"))
        self.query_one(ShelfRows).focus()

    def on_resize(self) -> None:
        self.show_rows()

    def show_rows(self) -> None:
        """Lists the rows that hold what is typed, under the titles of their groups."""
        rows, lines = self._rows(), self.query_one(ShelfRows)
        old = self._row_under_cursor()
        self._listed = []
        group = ""
        for row in rows:
            if row.group != group:
                group = row.group
                self._listed += [None, row]
            else:
                self._listed.append(row)
        gap = "" if self.has_class("-low") or self.has_class("-flat") else "\n"
        groups = iter(dict.fromkeys(row.group for row in rows))
        lines.clear_options().add_options(
            Option(Content.styled(f"{gap}{next(groups)}", "bold $text-muted"), disabled=True)
            if row is None
            else Option(self._drawn(row), disabled=not row.words)
            for row in self._listed
        )
        wanted = old.words if old is not None else self._shelf.at
        places = [at for at, row in enumerate(self._listed) if row is not None and row.words]
        same = (at for at in places if (each := self._listed[at]) and each.words == wanted)
        lines.highlighted = next(same, places[0] if places else None)
        counted = "Marked posts" if self._shows_marks else "liveblog-tui"
        self.query_one("#title", Static).update(Content.styled(f" {counted}", "bold"))

    def _rows(self) -> list[ShelfRow]:
        rows = self._shelf.marks if self._shows_marks else self._shelf.rows
        typed = self.query_one(ShelfLine).value.casefold().split()
        return [
            row
            for row in rows
            if all(
                word in " ".join((row.title, row.facts, *row.about, *row.words)).casefold()
                for word in typed
            )
        ]

    def _row_under_cursor(self) -> ShelfRow | None:
        at = self.query_one(ShelfRows).highlighted
        return None if at is None or at >= len(self._listed) else self._listed[at]

    def _drawn(self, row: ShelfRow) -> Content:
        """Title, bar, share, and what is left; a narrow window has no bar."""
        beside = self.has_class("-wide") or self.has_class("-vast")
        width = max(20, self.app.size.width - PANEL_CELLS * beside - FRAME_CELLS)
        bar = BAR_CELLS if width >= 60 and row.share is not None else 0
        left = row.left if not row.refused else f"  {row.left}"
        end = bar + SHARE_CELLS * bool(bar) + max(LEFT_CELLS, cell_len(left)) + 1
        title = truncate(row.title, max(LEAST_TITLE_CELLS, width - end))
        pad = " " * max(1, width - end - cell_len(title))
        if row.refused:
            return Content.styled(f"× {title}{pad}{left}", "$text-muted")
        played = round(BAR_CELLS * (row.share or 0))
        parts: list[tuple[str, str] | str] = ["  ", title, pad]
        if bar:
            share = f"{round(100 * (row.share or 0)):>4} % "
            parts += [("━" * played, "$accent"), ("─" * (BAR_CELLS - played), "$text-muted"), share]
        return Content.assemble(*parts, (left, "$text-muted"))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        row = self._listed[event.option_index] if event.option_index < len(self._listed) else None
        about = self.query_one("#about", Static)
        if row is None:
            about.update("")
            return
        lines = [Content.styled(row.title, "bold"), Content.styled(row.facts, "$text-muted")]
        about.update(Content("\n").join([*lines, Content(""), *map(Content, row.about)]))

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Opens the row that was chosen."""
        self.action_open(False)

    def on_input_changed(self, _: Input.Changed) -> None:
        self.show_rows()

    def action_open(self, from_start: bool) -> None:
        row = self._row_under_cursor()
        if row is not None and row.words:
            self._shelf.exit(ShelfChoice(row.words, from_start))

    def action_submit(self) -> None:
        """Opens the row under the cursor, or what is typed where no row holds it."""
        typed = self.query_one(ShelfLine).value.strip()
        self.show_rows()
        if typed and (not any(self._listed) or "://" in typed or Path(typed).exists()):
            self._shelf.exit(ShelfChoice((typed,)))
        else:
            self.action_open(False)

    def action_type(self, text: str) -> None:
        """Moves the focus to the line, with the first characters."""
        line = self.query_one(ShelfLine)
        line.focus()
        line.insert_text_at_cursor(text)

    def action_leave_line(self) -> None:
        """Empties the line, then leaves the marks."""
        line = self.query_one(ShelfLine)
        if line.value or line.has_focus:
            line.value = ""
        elif self._shows_marks:
            self.action_marks()
        self.query_one(ShelfRows).focus()

    def action_move(self, rows: int) -> None:
        lines = self.query_one(ShelfRows)
        (lines.action_cursor_down if rows > 0 else lines.action_cursor_up)()

    def action_marks(self) -> None:
        """Lists the marked posts of all live blogs, or the live blogs again."""
        if not self._shelf.marks:
            hint = Content.styled("No marks yet. m marks a post while you watch.", "bold")
            self.query_one("#hints", Static).update(hint)
            return
        self._shows_marks = not self._shows_marks
        self.show_rows()

    def action_forget(self) -> None:
        """Takes the live blog under the cursor off those watched last."""
        row = self._row_under_cursor()
        if row is not None and row.share is not None and not self._shows_marks:
            self._shelf.forget(row)
            self.show_rows()

    def on_key(self, event: events.Key) -> None:
        """Has any other character begin the line."""
        line = self.query_one(ShelfLine)
        is_text = event.is_printable and event.character and event.character not in OWN_KEYS
        if is_text and not line.has_focus:
            self.action_type(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        if not self.query_one(ShelfLine).has_focus:
            self.action_type(event.text.strip())


class ShelfRows(OptionList):
    """The rows."""


class ShelfLine(TextLine):
    """The line for an address, a name or a path; the arrows move the cursor in the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move(1)", show=False),
        Binding("up", "screen.move(-1)", show=False),
    ]


class ShelfApp(KeyOrder, LocalTerminal, AppColours, App[ShelfChoice]):
    """Returns what the reader chose to watch, or None.

    `describe` reads a file for its row, in a thread; `at` are the words of the row at which the
    cursor begins, and `note` is told at the start.
    """

    CSS_PATH = Path(__file__).with_name("shelf.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "liveblog-tui"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+c", "quit", show=False)]
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN

    def __init__(
        self,
        rows: Sequence[ShelfRow],
        *,
        marks: Sequence[ShelfRow] = (),
        at: tuple[str, ...] = (),
        note: str = "",
        theme: str = "",
        describe: Callable[[ShelfRow], ShelfRow] | None = None,
        forgotten: Callable[[ShelfRow], None] | None = None,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.rows, self.marks, self.at, self.note = list(rows), marks, at, note
        self._theme_name = theme
        self._describe, self._forgotten = describe, forgotten

    def get_default_screen(self) -> Screen[Any]:
        """The shelf, with the classes of its size before the first frame."""
        return ShelfScreen(self)

    def on_mount(self) -> None:
        if self._theme_name:
            self.theme = self._theme_name
        if self._describe is not None:
            self.run_worker(self._describe_files, thread=True, exit_on_error=False)

    def action_interrupt(self) -> None:
        """Handles ctrl+c in the line."""
        self.exit()

    def forget(self, row: ShelfRow) -> None:
        """Takes a row off the shelf; one that comes with the program loses its place only."""
        self.rows = [each for each in self.rows if each is not row]
        if self._forgotten is not None:
            self._forgotten(row)

    def _describe_files(self) -> None:
        """Reads the files one after the other, and shows each as it is known."""
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


def _hint(keys: str, word: str) -> Content:
    return Content.assemble((keys, "bold"), (f" {word}", "$text-muted"))


def refused(row: ShelfRow, reason: str) -> ShelfRow:
    """The row of a file that cannot be played."""
    first, *others = reason.split("\n")
    return replace(row, words=(), left=first, refused=True, about=(first, *others))


def grouped(groups: Iterable[Iterable[ShelfRow]]) -> list[ShelfRow]:
    """The rows of all groups, each live blog where it comes first."""
    seen: set[tuple[str, ...]] = set()
    rows = []
    for group in groups:
        for row in group:
            if row.words not in seen:
                seen.add(row.words)
                rows.append(row)
    return rows
