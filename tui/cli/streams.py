"""Reading of sources and printing, shared by all commands."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import click

from tui.cli.progress import SourceProgress
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.replay_options import with_options
from tui.sources.bundled import BUNDLED

DEFAULT_SOURCES = (BUNDLED[0].name,)
"""The sources when none is named."""
FIRST_YEAR, LAST_YEAR = 1901, 2199
"""The years that --date takes: those of the dates in texts."""
OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""The errors of writing to standard output when a disk is full or a terminal gone."""

COLUMNS = (
    ("--time", "time", "the time of a post"),
    ("--text", "body", "its text"),
    ("--author-column", "author", "its author"),
)
"""Options that name columns, the roles that they give them, and their words in the help.
`replay` has an --author that filters."""
_COLUMNS_KEY = "tui.columns"


def _keep_column(role: str, context: click.Context, _: click.Parameter, name: str) -> None:
    """Stores the name of a column where `columns` finds it."""
    if name:
        context.meta.setdefault(_COLUMNS_KEY, {})[role] = name


def columns() -> dict[str, str]:
    """The columns that the running command names, by their roles."""
    context = click.get_current_context(silent=True)
    return dict(context.meta.get(_COLUMNS_KEY, {})) if context is not None else {}


_SOURCE_OPTIONS = (
    click.option(
        "--date",
        "day",
        default="",
        metavar="DAY",
        help="The day, 2020-10-15, of a text whose posts say none.",
    ),
    click.option(
        "--every",
        default="",
        metavar="SPAN",
        help="Space the posts evenly, 30s apart: for a page with one time for all, or none.",
    ),
    *(
        click.option(
            name,
            default="",
            metavar="NAME",
            expose_value=False,
            callback=partial(_keep_column, role),
            help=f"The column, or field, that holds {held}: for a table whose names do not say it.",
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


def source_options[Command: Callable[..., Any]](command: Command) -> Command:
    """Adds to a command the options of `load`: --date, --every, --separate and --most-bytes."""
    return with_options(command, _SOURCE_OPTIONS)


def load(
    sources: tuple[str, ...],
    every: str = "",
    day: str = "",
    *,
    separate: bool = False,
    most_bytes: int | None = None,
) -> LiveBlog:
    """The live blog of the sources: pages of one joined, unless `separate`, others on one clock.

    `every` spaces the posts evenly; `day` is that of posts which say none, and with both they need
    no times. `most_bytes` are read of each source, which has a limit of its own without it. Raises
    SourceError or UnreadableError for a source, OptionError for `every`, `day` and an empty name.
    """
    from tui.sources import load_all

    def read(**how: Any) -> list[tuple[str, LiveBlog]]:
        return [("", load_all(sources, separate=separate, **how))]

    return _load(read, sources, every, day, most_bytes)[0][1]


def load_each(
    sources: tuple[str, ...],
    every: str = "",
    day: str = "",
    *,
    separate: bool = False,
    most_bytes: int | None = None,
) -> list[tuple[str, LiveBlog]]:
    """The live blogs of the sources as for `load`, but not on one clock, each after its first
    source. Raises as `load`.
    """
    from tui.sources import load_each

    return _load(partial(load_each, sources, separate=separate), sources, every, day, most_bytes)


def _load(
    read: Callable[..., list[tuple[str, LiveBlog]]],
    sources: tuple[str, ...],
    every: str,
    day: str,
    most_bytes: int | None,
) -> list[tuple[str, LiveBlog]]:
    from tui import sources as reading
    from tui.readers.page import GivenDay

    if "" in sources:
        raise OptionError(
            "The name of a source is empty; give a file or an address, or nothing for the "
            "bundled live blog."
        )
    given = GivenDay(_day(day), timeless=bool(every)) if day else None
    progress = SourceProgress(time.monotonic) if sys.stderr.isatty() else None

    def stdin() -> bytes:
        from tui.sources.files import MOST_BYTES, read_stream

        return read_stream(
            sys.stdin.fileno(),
            reading.called(reading.STDIN),
            most=most_bytes or MOST_BYTES,
            progress=progress,
        )

    try:
        found = read(
            stdin=stdin, progress=progress, most=most_bytes, given=given, columns=columns()
        )
    finally:
        if progress is not None:
            progress.clear()
    # A recording that nobody goes on with is over.
    found = [(source, blog._replace(edge=None)) for source, blog in found]
    if given is not None and not any(reading.has_given_day(blog) for _, blog in found):
        raise OptionError(
            "--date gives the day of a text whose posts say none; the posts here say theirs."
        )
    if every:
        from tui.replay import span_for
        from tui.sources.evenly import evenly

        span = span_for(every, "--every")
        found = [(source, evenly(blog, span)) for source, blog in found]
    return found


def _day(typed: str) -> date:
    """The day typed. Raises OptionError."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OptionError(f"--date takes a day such as 2020-10-15; not {typed!r}.")
    return day


FETCH_IN_SHORT = "To get the rest: liveblog-tui fetch ADDRESS -o FOLDER"
"""What fits on the last line of a screen."""


def how_to_fetch(blog: LiveBlog, sources: tuple[str, ...]) -> str:
    """Advice on the rest of a live blog of which an address gave a part; else ""."""
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


def print_error(error: Exception) -> None:
    """Print an error on standard error, without control characters.

    On a terminal its sentence stands out from the reason and the advice.
    """
    if not sys.stderr.isatty():
        tell(f"liveblog-tui: {error}")
        return
    from tui.model.safe_text import one_line

    first, *others = map(one_line, str(error).split("\n"))
    head = click.style("Error:", fg="red", bold=True)
    click.echo(f"{head} {click.style(first, bold=True)}", err=True)
    for line in others:
        click.echo(f"       {line}", err=True)


def tell(text: str) -> None:
    """Print the lines of a text on standard error, without control characters."""
    from tui.model.safe_text import one_line

    for line in text.split("\n"):
        click.echo(one_line(line), err=True)


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End the program silently when the reader of its output closes the pipe, or at Ctrl+C.

    The exit status is 0 for `| head`, which got enough.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def drop_output() -> None:
    """Send the buffered output nowhere, so that it does not fail again when Python closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
