"""Prints all figures beside their bars: `uv run --group dev python tests/benchmarks/run.py`.

Figures are medians of CPU time and ratios of one run, because machines are shared and noisy. Names
of parts (program, reading, screen) choose some. The host has `hosting.py`, `abuse.py`, `stalls.py`
and `rehearsal.py` beside it.
"""

import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))


def main() -> int:
    """The exit status: 0 if every figure is within its bar."""
    import program
    import screen
    from rich.console import Console
    from table import print_table

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {
            "program": lambda: program.program(folder),
            "reading": lambda: program.reading(folder),
            "screen": screen.rows,
        }
        rows = [row for name in sys.argv[1:] or parts for row in parts[name]()]
    return 0 if print_table(rows, Console()) else 1


if __name__ == "__main__":
    sys.exit(main())
