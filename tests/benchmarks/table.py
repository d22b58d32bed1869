"""One row for each thing that is measured, and the table that they are printed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured and the most that it may be; without a `bar` it is there to compare with."""

    name: str
    measured: float
    bar: float | None = None
    unit: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is within its bar; what has none always is."""
        return self.bar is None or self.measured <= self.bar


def print_table(rows: Iterable[Row], console: Console) -> bool:
    """Prints the rows; says whether all are within their bars."""
    table = Table("what", "measured", "at most", "ok?")
    for column in table.columns[1:3]:
        column.justify = "right"
    all_ok = True
    for row in rows:
        verdict = "" if row.bar is None else "yes" if row.ok else "NO"
        table.add_row(
            row.name,
            _told(row.measured, row.unit),
            "" if row.bar is None else _told(row.bar, row.unit),
            verdict,
        )
        all_ok = all_ok and row.ok
    console.print(table)
    return all_ok


def _told(value: float, unit: str) -> str:
    """Whole numbers as they are, others with three digits that count."""
    number = f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
    return number + (unit if unit in ("x", "") else f" {unit}")
