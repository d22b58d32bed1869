"""Prints figures beside their bars: `uv run --group dev python tests/benchmarks/run.py [PART...]`.

Figures are medians of CPU time and ratios of one run, because machines are shared and noisy. The
parts of the program take five minutes, those of the host thirty. After one part, further words
choose some of its cases: `run.py stalls calm`.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))

from rich.console import Console
from rich.table import Table
from row import Row

PROGRAM = ("program", "reading", "screen")
HOST = ("filled", "presses", "stalls", "abuse")
MODULES = {"reading": "program", "filled": "hosting", "presses": "hosting"}
"""Modules whose name is not that of the part, which is their function that yields rows."""


def rows_of(part: str, cases: Iterable[str] = ()) -> Iterator[Row]:
    found: Iterator[Row] = getattr(import_module(MODULES.get(part, part)), part)(*cases)
    return found


def print_table(rows: Iterable[Row], console: Console) -> bool:
    """Print the rows; returns True if all are within their bars."""
    table, all_ok = Table("figure", "measured", "at most", "ok?"), True
    for row in rows:
        unit = row.unit if row.unit in ("x", "") else f" {row.unit}"
        runs = f" ({' to '.join(map(_number, row.range))})" if row.range else ""
        bar = ("", "")
        if row.bar is not None:
            is_ok = row.measured <= row.bar
            bar, all_ok = (_number(row.bar) + unit, "yes" if is_ok else "NO"), all_ok and is_ok
        table.add_row(row.name, _number(row.measured) + unit + runs, *bar)
    console.print(table)
    return all_ok


def _number(value: float) -> str:
    """A whole number in full, any other with three significant digits."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"


def main(*words: str) -> int:
    """The exit status: 0 if every figure is within its bar."""
    parts = [word for word in words if word in PROGRAM + HOST]
    if len(parts) == 1:
        rows = rows_of(parts[0], [word for word in words if word not in parts])
    else:
        rows = chain.from_iterable(map(rows_of, parts or PROGRAM))
    return 0 if print_table(rows, Console()) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
