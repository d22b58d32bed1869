"""Output of the commands: errors, panels, progress; rich on a terminal, plain on a pipe."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import StringIO
from shutil import get_terminal_size
from typing import Any

import click

from tui.model.safe_text import one_line

OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""A full disk, or a terminal that is gone."""
MOST_COLUMNS = 100


def print_error(error: Exception) -> None:
    """Print on standard error, without control characters; on a terminal the first line is bold."""
    first, *others = map(one_line, str(error).split("\n"))
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        colour = None if os.environ.get("NO_COLOR") else "red"
        first = click.style("Error: ", fg=colour, bold=True) + click.style(first, bold=True)
        others = [f"       {line}" for line in others]
    else:
        first = f"liveblog-tui: {first}"
    click.echo("\n".join((first, *others)), err=True)


def tell(text: str) -> None:
    """Print on standard error, without control characters."""
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


class PanelFormatter(click.HelpFormatter):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.width = min(self.width, get_terminal_size().columns)  # click takes at least 50

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        self._section = name
        yield

    def write_dl(self, rows: Iterable[tuple[str, str]], *_: int) -> None:
        self.write(_panel(self._section, rows, self.width))


def echo_section(title: str, rows: Iterable[tuple[str, str]], width: int = 0) -> None:
    """Print two columns: a panel on a terminal, else lines, whose names have so much room."""
    if sys.stdout.isatty():
        click.echo(_panel(title, rows, min(MOST_COLUMNS, get_terminal_size().columns)), nl=False)
        return
    for name, text in rows:
        click.echo(f"{name:<{width}} {text}")


def _panel(title: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    from rich import box  # rich takes 40 ms, and a pipe needs none of it
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Column, Table
    from rich.text import Text

    names = Column(style="bold", overflow="fold", max_width=width // 2)
    table, drawn = Table.grid(names, Column(overflow="fold"), padding=(0, 2, 0, 0)), StringIO()
    for name, text in rows:
        table.add_row(Text(name), Text(text), style="yellow" if name == "warning" else None)
    panel = Panel(table, title=Text(title), title_align="left", border_style="dim", box=box.ROUNDED)
    Console(file=drawn, force_terminal=True, width=width, highlight=False).print(panel)
    return drawn.getvalue()


def asking(sources: Sequence[str]) -> AbstractContextManager[object]:
    """A line on a terminal while an address, which may be slow, is asked."""
    address = next((source for source in sources if "://" in source), "")
    if not address or not sys.stderr.isatty():
        return nullcontext()
    from tui.sources.address import host_of

    return waiting(f"Asking {host_of(address)}")


@contextmanager
def waiting(text: str) -> Iterator[Callable[[str], None]]:
    """A line on a terminal during a wait; the function given changes its text."""
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True).status(Text(text))
    try:
        status.start()
        yield lambda text: status.update(Text(text))
    finally:
        status.stop()
