"""Output of the commands: errors, help, progress; rich on a terminal, plain on a pipe."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import StringIO

import click

from tui.model.safe_text import one_line

OUTPUT_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""A full disk, or a terminal that is gone."""
FRAME_COLUMNS = 4  # around a panel


def resume_collection() -> None:
    """Collect garbage again after the pause of a start, but never among the objects that exist
    already: these stay."""
    gc.freeze()
    gc.enable()


def print_error(error: Exception) -> None:
    """Print on standard error, without control characters; on a terminal the first line is bold."""
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
        from rich.console import Console
        from rich.panel import Panel
        from rich.text import Text

        before, self.buffer = self.buffer, []
        self.width -= FRAME_COLUMNS
        yield
        self.width += FRAME_COLUMNS
        rows, self.buffer = Text(self.getvalue().rstrip()), before
        rows.highlight_regex(r"(?m)^\S.*?(?=  |$)", "bold")
        title = Text(name)
        panel = Panel(rows, title=title, title_align="left", border_style="dim", box=box.ROUNDED)
        drawn = StringIO()
        Console(file=drawn, force_terminal=True, width=self.width, highlight=False).print(panel)
        self.write(drawn.getvalue())


def use_panels() -> None:
    """Let click draw its help in panels, on a terminal."""
    if sys.stdout.isatty():
        click.Context.formatter_class = PanelFormatter


def echo_section(context: click.Context, name: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print two columns as a section of a help."""
    formatter = context.make_formatter()
    with formatter.section(name):
        formatter.write_dl(rows)
    click.echo(formatter.getvalue(), nl=False)


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
