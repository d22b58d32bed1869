"""Prints all figures beside their bars: `uv run --group dev python tests/benchmarks/run.py`.

The figures are medians of CPU time and ratios of one run, because machines are shared and noisy.
`--reading` adds the readers (a file of 150 MB; some minutes). The host has
`tests/benchmarks/hosting.py`, `abuse.py`, `stalls.py` and `rehearsal.py` beside it.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]


def main() -> int:
    """The exit status: 0 if every figure is within its bar."""
    import boxes
    import feed
    import joining
    import program
    import reading
    import reading_time
    import tempo
    from rich.console import Console
    from table import print_table

    with tempfile.TemporaryDirectory() as folder:
        rows = [
            *program.rows(Path(folder)),
            *feed.rows(),
            *boxes.rows(),
            *tempo.rows(),
            *reading_time.rows(),
            *joining.rows(),
        ]
        if "--reading" in sys.argv:
            rows += reading.rows()
    return 0 if print_table(rows, Console()) else 1


if __name__ == "__main__":
    sys.exit(main())
