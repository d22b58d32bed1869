"""The sources that a command reads, with the options of their reading."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial, wraps
from types import MappingProxyType
from typing import Any, NamedTuple

import click

from tui.cli.progress import SourceProgress
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.replay_options import with_options
from tui.sources.bundled import BUNDLED

FIRST_YEAR, LAST_YEAR = 1901, 2199  # that --date takes: those of dates in texts
COLUMNS = (
    ("--time", "time", "the time of a post"),
    ("--text", "body", "its text"),
    ("--author-column", "author", "its author"),
)
"""Option, role and words in the help. `replay` has an --author that filters."""


class GivenSources(NamedTuple):
    typed: tuple[str, ...] = ()
    every: str = ""
    day: str = ""
    separate: bool = False
    most_bytes: int | None = None
    columns: Mapping[str, str] = MappingProxyType({})

    @property
    def names(self) -> tuple[str, ...]:
        """The sources; by default the bundled live blog."""
        return self.typed or (BUNDLED[0].name,)

    def load(self) -> LiveBlog:
        """All on one clock. Raises SourceError, UnreadableError or OptionError."""
        from tui.sources import load_all

        def read(**how: Any) -> list[tuple[str, LiveBlog]]:
            return [("", load_all(self.names, separate=self.separate, **how))]

        return self._load(read)[0][1]

    def load_each(self) -> list[tuple[str, LiveBlog]]:
        """Not on one clock: pairs of first source and live blog. Raises as `load`."""
        from tui.sources import load_each

        return self._load(partial(load_each, self.names, separate=self.separate))

    def _load(self, read: Callable[..., list[tuple[str, LiveBlog]]]) -> list[tuple[str, LiveBlog]]:
        from tui import sources
        from tui.readers.page import GivenDay

        if "" in self.names:
            raise OptionError(
                "The name of a source is empty; give a file or an address, or nothing for the "
                "bundled live blog."
            )
        given = GivenDay(_day(self.day), timeless=bool(self.every)) if self.day else None
        progress = SourceProgress(time.monotonic) if sys.stderr.isatty() else None

        def stdin() -> bytes:
            from tui.sources.files import MOST_BYTES, read_stream

            name, limit = sources.called(sources.STDIN), self.most_bytes or MOST_BYTES
            return read_stream(sys.stdin.fileno(), name, limit=limit, progress=progress)

        try:
            found = read(
                stdin=stdin,
                progress=progress,
                limit=self.most_bytes,
                given=given,
                columns=self.columns,
            )
        finally:
            if progress is not None:
                progress.clear()
        # A recording that nobody goes on with is over.
        found = [(source, blog._replace(edge=None)) for source, blog in found]
        if given is not None and not any(sources.has_given_day(blog) for _, blog in found):
            raise OptionError(
                "--date is for texts without a day; these posts have dates of their own."
            )
        if self.every:
            from tui.replay import span_for
            from tui.sources.evenly import evenly

            span = span_for(self.every, "--every")
            found = [(source, evenly(blog, span)) for source, blog in found]
        return found

    @property
    def command(self) -> tuple[str, ...]:
        """A command that replays the same."""
        named = [(name, self.columns[role]) for name, role, _ in COLUMNS if role in self.columns]
        options = (("--every", self.every), ("--date", self.day), *named)
        words = [word for option in options if option[1] for word in option]
        return ("liveblog-tui", "replay", *self.names, *words, *["--separate"] * self.separate)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add SOURCE and the options of its reading to a command, which gets them as `given`."""

    @wraps(command)
    def with_sources(
        *args: Any, sources: tuple[str, ...], every: str, day: str, separate: bool, **options: Any
    ) -> Any:
        columns = {role: options.pop(f"column_{role}") for _, role, _ in COLUMNS}
        given = GivenSources(
            sources,
            every,
            day,
            separate,
            options.pop("most_bytes"),
            {role: name for role, name in columns.items() if name},
        )
        return command(*args, given=given, **options)

    return with_options(with_sources, _OPTIONS)


_OPTIONS = (
    click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
    click.option(
        "--date",
        "day",
        default="",
        metavar="DAY",
        help="The day (2020-10-15) of a text without dates.",
    ),
    click.option(
        "--every",
        default="",
        metavar="SPAN",
        help="Space the posts evenly, 30s apart: for pages without a time for each post.",
    ),
    *(
        click.option(
            name,
            f"column_{role}",
            default="",
            metavar="NAME",
            help=f"Column or field with {held}, for a table with names of its own.",
        )
        for name, role, held in COLUMNS
    ),
    click.option("--separate", is_flag=True, help="Keep pages and saves of one live blog apart."),
    click.option(
        "--most-bytes",
        type=click.IntRange(min=1),
        metavar="N",
        help="Largest input in bytes (files 200 MB, addresses 20 MB).",
    ),
)


def _day(typed: str) -> date:
    """Raises OptionError."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OptionError(f"--date takes a day such as 2020-10-15; not {typed!r}.")
    return day


FETCH_IN_SHORT = "To get the rest: liveblog-tui fetch ADDRESS -o FOLDER"
"""Fits on the last row of a screen."""


def how_to_fetch(blog: LiveBlog, sources: Sequence[str]) -> str:
    """Advice to get the rest of a live blog, if an address gave only a part; else ""."""
    addresses = [source for source in sources if "://" in source]
    if not addresses or blog.part is None or blog.part.is_whole:
        return ""
    from tui.model.clock_face import clock_faces
    from tui.model.part_words import part_line
    from tui.sources import called
    from tui.sources.walk import NOT_WALKED, may_be_walked

    there = f"This is {part_line(blog, clock_faces(blog)[0])}."
    if not may_be_walked(addresses[0]):
        return f"{there} {NOT_WALKED}"
    return (
        f"{there} To get the rest: liveblog-tui fetch '{called(addresses[0])}' -o FOLDER; "
        "then liveblog-tui replay FOLDER"
    )
