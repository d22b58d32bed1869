"""Prints errors, and survives an output that is closed or full."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""A full disk, or a terminal that is gone."""


def print_error(error: Exception) -> None:
    """Print on standard error, without control characters; on a terminal the first line is bold."""
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
    """Print on standard error, without control characters."""
    from tui.model.safe_text import one_line

    for line in text.split("\n"):
        click.echo(one_line(line), err=True)


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Exit silently at a closed pipe (status 0: `| head` got enough) or at Ctrl+C."""
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
