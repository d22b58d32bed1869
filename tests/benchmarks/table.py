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
        """True within the bar, or without one."""
        return self.bar is None or self.measured <= self.bar


def print_table(rows: Iterable[Row], console: Console) -> bool:
    """Print the rows; returns True if all are within their bars."""
    table = Table("figure", "measured", "at most", "ok?")
    all_ok = True
    for row in rows:
        unit = row.unit if row.unit in ("x", "") else f" {row.unit}"
        bar = "" if row.bar is None else _number(row.bar) + unit
        verdict = "" if row.bar is None else "yes" if row.ok else "NO"
        runs = f" ({' to '.join(map(_number, row.range))})" if row.range else ""
        table.add_row(row.name, _number(row.measured) + unit + runs, bar, verdict)
        all_ok = all_ok and row.ok
    console.print(table)
    return all_ok


def _number(value: float) -> str:
    """A whole number in full, any other with three significant digits."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
