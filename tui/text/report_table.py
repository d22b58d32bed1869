"""The report of `check` as a table on a terminal."""

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tui.text.report import WARNING, Report, report_rows


def print_table(found: Report) -> None:
    """Print the report on a terminal: long facts are wrapped, warnings stand out."""
    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for name, value in report_rows(found):
        if name == WARNING != before:
            table.add_section()
        style = "yellow" if name == WARNING else ""
        table.add_row(Text("" if name == before else name, style), Text(value))
        before = name
    Console().print(table)
