"""Help and tables, drawn by rich on a terminal and as plain text on a pipe."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_COLUMNS = 100


class PanelFormatter(click.HelpFormatter):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rows: list[tuple[str, str]] | None = None  # of the current section

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        from rich import box
        from rich.panel import Panel
        from rich.table import Table
        from rich.text import Text

        self._rows = []
        yield
        rows, self._rows = self._rows, None
        table = Table.grid(padding=(0, 2))
        for words, does in rows:
            table.add_row(Text(words, style="bold"), Text(does))
        panel = Panel(table, title=name, title_align="left", border_style="dim", box=box.ROUNDED)
        self.write(_render(panel, self.width))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        if self._rows is None:
            super().write_dl(list(rows), *args, **options)
        else:
            self._rows += rows


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
