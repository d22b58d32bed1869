"""Output of the commands: errors, closed pipes, and the progress of a slow source."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""A full disk, or a terminal that is gone."""
AFTER_SECONDS = 0.5  # before the progress of a slow source shows


def resume_collection() -> None:
    """Collect garbage again after the pause of a start, but never among the objects that exist
    already: these stay."""
    gc.freeze()
    gc.enable()


def print_error(error: Exception) -> None:
    """Print on standard error, without control characters; on a terminal the first line is bold."""
    from tui.model.safe_text import one_line

    first, *others = map(one_line, str(error).split("\n"))
    if sys.stderr.isatty():
        first = click.style("Error: ", fg="red", bold=True) + click.style(first, bold=True)
        others = [f"       {line}" for line in others]
    else:
        first = f"liveblog-tui: {first}"
    click.echo("\n".join((first, *others)), err=True)


def tell(text: str) -> None:
    """Print on standard error, without control characters."""
    from tui.model.safe_text import one_line

    click.echo("\n".join(map(one_line, text.split("\n"))), err=True)


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


class SourceProgress:
    """Shows the bytes read of a source, unless the source is quick."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._from = now() + AFTER_SECONDS
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, so_far: int, total: int | None) -> None:
        if self._now() < self._from:
            return
        if self._shown is None:
            from rich.console import Console  # only where a source is slow
            from rich.progress import BarColumn, DownloadColumn, Progress

            console = Console(stderr=True)
            columns = ("Reading", BarColumn(), DownloadColumn())
            bar = Progress(*columns, console=console, transient=True)
            bar.start()
            self._shown = bar, bar.add_task("", total=None)
        bar, task = self._shown
        bar.update(task, completed=so_far, total=total)

    def clear(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None
