"""The table of figures: a row for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and its bar, the most that it may be; without a bar it is for comparison."""

    name: str
    measured: float
    bar: float | None = None
    unit: str = ""
    range: tuple[float, float] | None = None
    """The least and the most of the runs."""

    @classmethod
    def of(
        cls, name: str, measured: Sequence[float], bar: float | None = None, unit: str = ""
    ) -> "Row":
        """The median of several runs, with their range."""
        return cls(name, median(measured), bar, unit, (min(measured), max(measured)))

    @property
    def ok(self) -> bool:
        """Whether the figure is within its bar, if it has one."""
        return self.bar is None or self.measured <= self.bar


def print_table(rows: Iterable[Row], console: Console) -> bool:
    """Prints the rows; returns whether all are within their bars."""
    table = Table("figure", "measured", "at most", "ok?")
    for column in table.columns[1:3]:
        column.justify = "right"
    all_ok = True
    for row in rows:
        verdict = "" if row.bar is None else "yes" if row.ok else "NO"
        table.add_row(
            row.name,
            _formatted(row.measured, row.unit) + _between(row),
            "" if row.bar is None else _formatted(row.bar, row.unit),
            verdict,
        )
        all_ok = all_ok and row.ok
    console.print(table)
    return all_ok


def _between(row: Row) -> str:
    """The range of the runs, in brackets."""
    if row.range is None:
        return ""
    least, most = (_formatted(each, "") for each in row.range)
    return f" ({least} to {most})"


def _formatted(value: float, unit: str) -> str:
    """A whole number in full, any other with three significant digits."""
    number = f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
    return number + (unit if unit in ("x", "") else f" {unit}")
