"""Rows of the shelf; its line: an address, a name or a path."""

import shlex
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.content import Content

from tui.model.safe_text import printable
from tui.operating_system import is_there
from tui.screen.dialogs.dialog import TextLine
from tui.screen.drawing.wrap import truncate

LIVE, RECORDED, REFUSED, REFUSED_GROUP = "●", "○", "×", "Cannot be played"
BAR_CELLS, SHARE_CELLS, LEFT_CELLS, LEAST_TITLE_CELLS = 12, 7, 15, 12
BAR_FROM = 60  # width of rows with a bar
EXAMPLE = "› an address, or / and a name or a path"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A live blog on the shelf, or a marked post."""

    group: str
    words: tuple[str, ...]  # arguments of `replay`; empty: not known
    title: str
    facts: str = ""
    share: float | None = None  # watched share; None: never opened
    left: str = ""  # time left to watch, or the reason of a refusal
    about: tuple[str, ...] = ()  # more lines for the panel
    sign: str = " "

    def holds(self, words: Iterable[str]) -> bool:
        text = " ".join((self.title, self.facts, *self.about, *self.words)).casefold()
        return all(word in text for word in words)

    def drawn(self, width: int, *, named: bool = False) -> Content:
        """Sign, title, after its file's name if `named`, bar unless narrow, share, time left."""
        file = f"{Path(self.words[0]).name} · " if named and self.words else ""
        title = printable(f"{file}{self.title}")
        if self.sign == REFUSED:
            title = truncate(title, width // 2)
            reason = truncate(self.left, width - cell_len(title) - 2)
            return Content.styled(f"{REFUSED} {title}  {reason}", "$text-muted")
        played = Content("")
        if width >= BAR_FROM and self.share is not None:
            cells = round(BAR_CELLS * self.share)
            bar = ("━" * cells, "$text-accent"), ("─" * (BAR_CELLS - cells), "$text-muted")
            played = Content.assemble(*bar, f"{round(100 * self.share):>{SHARE_CELLS - 3}} % ")
        end = played.cell_length + max(LEFT_CELLS, cell_len(self.left) + 2)
        title = truncate(title, max(LEAST_TITLE_CELLS, width - end - 1))
        pad = " " * max(1, width - end - cell_len(title))
        return Content.assemble((f"{self.sign} ", "$text-error"), title, pad, played, self.left)


def refused_row(row: ShelfRow, reason: str) -> ShelfRow:
    """The row says the advice of the reason, the panel all lines."""
    about = tuple(reason.split("\n"))
    return replace(row, group=REFUSED_GROUP, left=advice(reason), sign=REFUSED, about=about)


def advice(reason: str) -> str:
    """The last line of a reason, with the command for an option."""
    return reason.split("\n")[-1].replace("Try: --", "Try: liveblog-tui FILE --")


def grouped(groups: Iterable[Iterable[ShelfRow]]) -> list[ShelfRow]:
    """Rows of all groups; a blog stays in its first group."""
    rows: dict[tuple[str, ...], ShelfRow] = {}
    for row in (row for group in groups for row in group):
        rows.setdefault(row.words, row)
    return list(rows.values())


class ShelfLine(TextLine):
    def __init__(self) -> None:
        super().__init__(placeholder=EXAMPLE, compact=True, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Remove the slash of the key that opened the line; leave lines of text to the screen."""
        if "\n" in event.text.strip():
            event.prevent_default()
        elif self.value == "/":
            self.clear()

    @property
    def words(self) -> list[str]:
        """Words that the rows must hold, without a slash before them, which also begins a path."""
        return self.value.casefold().removeprefix("/").split()

    @property
    def typed(self) -> str:
        """One word without its quotation marks, as terminals paste a dropped file, and "~/" as
        home."""
        typed, words = self.value.strip(), list[str]()
        if typed == "/":
            return ""
        if "://" not in typed and not is_there(typed):
            with suppress(ValueError):  # a quotation mark is missing: words of a title
                words = shlex.split(typed)
        word = words[0] if len(words) == 1 else typed
        if word.startswith("/") and not is_there(word) and is_there(word[1:]):
            return word[1:]  # the slash of the key
        return str(Path.home() / word[2:]) if word.startswith("~/") or word == "~" else word
