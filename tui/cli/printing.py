"""Output of the commands: errors, help, tables, progress; rich on a terminal, plain on a pipe."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""A full disk, or a terminal that is gone."""
MOST_COLUMNS = 100
FRAME_COLUMNS = 4  # around a panel


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
        colour = None if os.environ.get("NO_COLOR") else "red"
        first = click.style("Error: ", fg=colour, bold=True) + click.style(first, bold=True)
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


class PanelFormatter(click.HelpFormatter):
    """Draws each section of a help as a panel."""

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        from rich import box
        from rich.panel import Panel
        from rich.text import Text

        before, self.buffer = self.buffer, []
        self.width -= FRAME_COLUMNS
        yield
        self.width += FRAME_COLUMNS
        rows, self.buffer = Text(self.getvalue().rstrip()), before
        rows.highlight_regex(r"(?m)^\S.*?(?=  |$)", "bold")
        panel = Panel(rows, title=name, title_align="left", border_style="dim", box=box.ROUNDED)
        self.write(_render(panel, self.width))


def use_panels() -> None:
    """Let click draw its help in panels, on a terminal."""
    if sys.stdout.isatty():
        click.Context.formatter_class = PanelFormatter


def echo_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    click.echo(_render(table, None), nl=False)


def _render(what: "RenderableType", width: int | None) -> str:
    from rich.console import Console

    text = StringIO()
    columns = width or min(MOST_COLUMNS, get_terminal_size().columns)
    console = Console(file=text, force_terminal=True, width=columns, highlight=False)
    console.print(what)
    return text.getvalue()


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
    from rich.console import Console  # only where a source is slow
    from rich.text import Text

    status = Console(stderr=True).status(Text(text))
    try:
        status.start()
        yield lambda text: status.update(Text(text))
    finally:
        status.stop()
