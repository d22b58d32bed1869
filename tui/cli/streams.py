"""Reading the sources, and printing: what all commands share."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.sources.bundled import BUNDLED

DEFAULT_SOURCES = (BUNDLED[0].name,)
"""The sources when none is named."""
FIRST_YEAR, LAST_YEAR = 1901, 2199
"""The years that --date takes: those of the dates in texts."""
OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""The errors of writing to standard output when a disk is full or a terminal gone."""


separate_option = click.option(
    "--separate", is_flag=True, help="Keep pages and saves of one live blog apart."
)


def load(
    sources: tuple[str, ...], every: str = "", day: str = "", *, separate: bool = False
) -> LiveBlog:
    """The live blog of the sources: pages of one joined, unless `separate`, others on one clock.

    `every` spaces the posts evenly; `day` is that of posts which say none, and with both they need
    no times. Raises SourceError or UnreadableError for a source, OptionError for `every`, `day` and
    an empty name.
    """
    from tui import sources as reading
    from tui.readers.page import GivenDay

    if "" in sources:
        raise OptionError(
            "The name of a source is empty; give a file or an address, or nothing for the "
            "bundled live blog."
        )
    progress = _show_progress if sys.stderr.isatty() else None
    given = GivenDay(_day(day), timeless=bool(every)) if day else None
    blog = reading.load_all(
        sources,
        stdin=sys.stdin.buffer.read,
        progress=progress,
        separate=separate,
        given=given,
    )
    if given is not None and not reading.has_given_day(blog):
        raise OptionError(
            "--date gives the day of a text whose posts say none; the posts here say theirs."
        )
    if every:
        from tui.replay import span_for

        blog = reading.evenly(blog, span_for(every, "--every"))
    return blog


def _day(typed: str) -> date:
    """The day typed. Raises OptionError."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OptionError(f"--date takes a day such as 2020-10-15; {typed!r} is not one.")
    return day


def print_error(error: Exception) -> None:
    """Print an error in one line on standard error, without control characters."""
    from tui.model.safe_text import one_line

    click.echo(f"liveblog-tui: {one_line(str(error))}", err=True)


def _show_progress(so_far: int, total: int | None) -> None:
    """Write over one line as a page comes in; bytes so far, and in all if known."""
    size = f"{so_far / 1e6:.1f}" + (f" of {total / 1e6:.1f}" if total else "")
    click.echo(f"\rReading {size} MB\033[K", err=True, nl=False)
    if total is not None and so_far >= total:
        click.echo("\r\033[K", err=True, nl=False)


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End the program silently when the reader of its output closes the pipe, or at Ctrl+C.

    The exit status is 0 for `| head`, who got what they wanted.
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
