"""Prints all figures beside their bars: `uv run --group dev python tests/benchmarks/run.py`.

Figures are medians of CPU time and ratios of one run, because machines are shared and noisy. Names
of parts (program, screen, reading, reading_time) choose some. The host has `hosting.py`,
`abuse.py`, `stalls.py` and `rehearsal.py` beside it.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]


def main() -> int:
    """The exit status: 0 if every figure is within its bar."""
    import program
    import reading
    import reading_time
    import screen
    from rich.console import Console
    from table import print_table

    with tempfile.TemporaryDirectory() as folder:
        parts = {
            "program": lambda: program.rows(Path(folder)),
            "screen": screen.rows,
            "reading": lambda: reading.rows(Path(folder)),
            "reading_time": reading_time.rows,
        }
        chosen = sys.argv[1:] or list(parts)
        rows = [row for name in chosen for row in parts[name]()]
    return 0 if print_table(rows, Console()) else 1


if __name__ == "__main__":
    sys.exit(main())
