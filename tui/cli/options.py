"""Options that several commands share: the sources with their reading, and the replay."""

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from tui.cli.printing import asking, tell
from tui.model.blog import LiveBlog, ReadWarning
from tui.model.coverage_words import part_line
from tui.model.errors import OptionError
from tui.model.zones import zone_named
from tui.readers.page import Given
from tui.readers.warnings import AS_BLOGS, GIVEN_DAY, LOST, NO_ZONE
from tui.replay import span_for
from tui.replay_options import SHARED, flag, text
from tui.sources import STDIN, LoadOptions, called, load_each
from tui.sources.bundled import BUNDLED
from tui.sources.side_by_side import side_by_side

STDIN_DESCRIPTOR = 0
ZONE_DOUBT = f"{NO_ZONE} --times-in ZONE gives it."


class GivenSources(NamedTuple):
    """The source options of a command: fields by the names of their parameters."""

    sources: tuple[str, ...] = ()
    every: str = ""
    day: str = ""
    times_in: str = ""
    separate: bool = False
    time_column: str = ""
    text_column: str = ""
    author_column: str = ""

    @classmethod
    def taken(cls, options: dict[str, Any]) -> "GivenSources":
        """Take its fields out of the options of a command."""
        return cls(**{name: options.pop(name) for name in cls._fields})

    @property
    def names(self) -> tuple[str, ...]:
        """The sources; by default the bundled live blog."""
        return self.sources or (BUNDLED[0].name,)

    def load(self) -> LiveBlog:
        """All on one clock. Raises SourceError, UnreadableError or OptionError."""
        return side_by_side([blog for _, blog in self.load_each()])

    def load_each(self) -> list[tuple[str, LiveBlog]]:
        """Pairs of first source and live blog. Raises as `load`."""
        if "" in self.names:
            raise OptionError("The name of a source is empty: give a file or an address.")
        found = self._answered(self._read())
        if self.every:
            from tui.sources.evenly import evenly

            span = span_for(self.every, "--every")
            found = [(source, evenly(blog, span)) for source, blog in found]
        return found

    def _answered(self, found: list[tuple[str, LiveBlog]]) -> list[tuple[str, LiveBlog]]:
        """Live blogs without the doubts that the options answer."""
        self._tell_doubts([x for _, blog in found for x in blog.warnings])
        if self._columns and not any(blog.format.endswith(")") for _, blog in found):
            tell("No table or data here: the names of columns have no effect.")
        said = (GIVEN_DAY, NO_ZONE, AS_BLOGS) if self.times_in else (GIVEN_DAY,)
        answered = []
        for source, blog in found:
            left = tuple(x for x in blog.warnings if not x.message.startswith(said))
            answered.append((source, blog._replace(warnings=left)))
        return answered

    def _tell_doubts(self, warnings: Sequence[ReadWarning]) -> None:
        """Print what is left out, the doubt that an option answers, and an option for no doubt."""
        for place, message in warnings:
            if message.endswith(LOST):
                tell(f"{place}: {message}")
        messages = {x.message for x in warnings}
        if not self.times_in and NO_ZONE in messages:
            tell(ZONE_DOUBT)
        if self.day and GIVEN_DAY not in messages:
            tell("The posts have dates of their own, which --date does not change.")

    @property
    def _columns(self) -> dict[str, str]:
        roles = {"time": self.time_column, "body": self.text_column, "author": self.author_column}
        return {role: name for role, name in roles.items() if name}

    def _read(self) -> list[tuple[str, LiveBlog]]:
        """A recording that nobody goes on with is over."""
        zone = zone_named(self.times_in) if self.times_in else None
        given = Given(_day(self.day) if self.day else None, bool(self.every), zone, self._columns)
        if STDIN in self.names and sys.stdin.isatty():
            tell("Paste the text, then press ctrl+d.")
        elif not self.sources and _is_piped(STDIN_DESCRIPTOR):
            tell("The bundled live blog; standard input is read only with - as the source.")
        how = LoadOptions(stdin=STDIN_DESCRIPTOR, given=given, now=time.monotonic)
        with asking(self.names):
            found = load_each(self.names, how, separate=self.separate)
        return [(source, blog._replace(edge=None)) for source, blog in found]

    @property
    def words(self) -> tuple[str, ...]:
        """Words after `replay` that play the same. Raises OptionError."""
        values = self._replace(day=str(_day(self.day)) if self.day else "")._asdict()
        named = ((option.opts[0], values[str(option.name)]) for option in _TEXTS)
        words = [word for name, value in named if value for word in (name, value)]
        separate = ("--separate",) if self.separate else ()
        return (*self.names, *words, *separate)


def complete_source(_: object, __: object, typed: str) -> "list[CompletionItem[Any]]":
    """Files by the shell, of which bash forgets all before, and bundled live blogs."""
    names = (entry.name for entry in BUNDLED if entry.name.startswith(typed))
    return [CompletionItem(typed, type="file"), *map(CompletionItem, names)]


def _complete_theme(_: object, __: object, typed: str) -> list[str]:
    from tui.screen.themes import THEMES

    return [name for name in THEMES if name.startswith(typed)]


_COLUMN = "Column or field with {}, if the table has other names for it."
_TEXTS = (
    text("--date day", "DAY", "The day (2020-10-15, today) of a text without dates."),
    text("--times-in", "ZONE", "Time zone of times that name no zone."),
    text("--every", "SPAN", "Space the posts evenly, 30s apart: for posts without times."),
    text("--time time_column", "NAME", _COLUMN.format("the time of a post")),
    text("--text text_column", "NAME", _COLUMN.format("the text")),
    text("--author-column", "NAME", _COLUMN.format("the author")),
)
OF_SOURCES: tuple[click.Parameter, ...] = (
    click.Argument(["sources"], nargs=-1, metavar="[SOURCE]...", shell_complete=complete_source),
    *_TEXTS,
    flag("--separate", "Keep pages and saves of one live blog apart."),
)
OF_REPLAYS = (
    text("--pace", "WPM", "Words a minute at which you read (200)."),
    text("--speed", "N", "Play at N times real time."),
    *SHARED,
    click.Option(
        ["--spoilers/--no-spoilers"], default=None, help="The whole summary at once, or not."
    ),
    text("--theme", "NAME", "Theme, for this run.", shell_complete=_complete_theme),
)
"""Options of `replay`, and of a film of `convert`."""


def _is_piped(descriptor: int) -> bool:
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:  # closed
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _day(typed: str) -> date:
    from tui.readers.times.days import Order, only_day

    ago = {"today": 0, "yesterday": 1}.get(typed.lower())
    if ago is not None:
        return date(*time.localtime(time.time())[:3]) - timedelta(ago)
    said = only_day(typed)
    day = said.on(None) if said and said.order is not Order.UNSURE else None
    if day is None:
        raise OptionError(f"--date takes a day such as 2020-10-15; not {typed!r}.")
    return day


def how_to_fetch(blog: LiveBlog, sources: Sequence[str]) -> str:
    """Advice to get the rest of a live blog, if an address gave only a part; else ""."""
    addresses = [source for source in sources if "://" in source]
    if not addresses or blog.part is None or blog.part.is_whole:
        return ""
    from tui.sources.robots import NOT_WALKED, may_be_walked

    there = f"This is {part_line(blog)}."
    if not may_be_walked(addresses[0]):
        return f"{there} {NOT_WALKED}"
    return (
        f"{there} To get the rest: liveblog-tui fetch '{called(addresses[0])}' -o FOLDER; "
        "then liveblog-tui replay FOLDER"
    )


def notes_in_short(blog: LiveBlog, sources: Sequence[str]) -> Iterator[str]:
    """Notes for a screen: each fits on its last row."""
    if how_to_fetch(blog, sources):
        yield "To get the rest: liveblog-tui fetch ADDRESS -o FOLDER"
    if any(warning.message == NO_ZONE for warning in blog.warnings):
        yield ZONE_DOUBT
