"""How many small faults in the clock and in the host's guards the tests would notice.

    uv run --group dev python tests/mutation/mutate.py [--sample N] [--all] [FILE...]

Changes one node of one module at a time and runs the tests that come by that line. Exits with 1 if
less than 85 % of a folder's mutants are killed or a survivor is not listed, with its reason, in
survivors.txt.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from mutants import Mutant, mutants_of
from running import survivors_of

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).with_name("survivors.txt")
LEAST = 0.85
"""The share of mutants that must be killed, of each folder."""
GUESTS = ("admission", "join_queue", "shared_counts", "time_limits")
FOLDERS: dict[str, tuple[Iterable[str], Iterable[str]]] = {
    "tui/playback": (["playback/**/*.py"], ["playback"]),
    "tui/hosting": (
        [
            "hosting/terminal/*.py",
            "hosting/guest_app/driver.py",
            "hosting/rate_limit.py",
            *(f"hosting/guests/{name}.py" for name in GUESTS),
        ],
        [
            "hosting/terminal",
            "hosting/guest_app/test_driver.py",
            "hosting/test_rate_limit.py",
            *(f"hosting/guests/test_{name}.py" for name in GUESTS),
        ],
    ),
}
"""Modules below tui/ and their tests below tests/."""


def listed_survivors() -> set[str]:
    """The names of the survivors that have a reason."""
    lines = SURVIVORS.read_text().splitlines() if SURVIVORS.exists() else []
    return {line for line in lines if line and not line.startswith("#")}


def survivors_in(folder: str, wanted: list[str], sample: int) -> tuple[int, list[Mutant]]:
    """How many mutants a folder has, and those that no test notices."""
    modules, tests = FOLDERS[folder]
    files = [path for pattern in modules for path in sorted((ROOT / "tui").glob(pattern))]
    if wanted:
        files = [path for path in files if any(str(path).endswith(name) for name in wanted)]
    mutants = [mutant for path in files for mutant in mutants_of(path, ROOT)]
    if sample:
        mutants = random.Random(1).sample(mutants, min(sample, len(mutants)))
    if not mutants:
        return 0, []
    paths = [str(path) for test in tests if (path := ROOT / "tests" / test).exists()]
    return len(mutants), survivors_of(mutants, paths)


def main() -> int:
    """Print each folder's share of killed mutants and the survivors that are not listed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--sample", type=int, default=0, help="so many mutants of each folder only")
    parser.add_argument("--all", action="store_true", help="print the listed survivors too")
    parser.add_argument("files", nargs="*", help="these modules only, by the end of their path")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    listed, failed = listed_survivors(), False
    for folder in FOLDERS:
        started = time.monotonic()
        count, alive = survivors_in(folder, arguments.files, arguments.sample)
        if not count:
            continue
        new = [mutant for mutant in alive if mutant.name not in listed]
        for mutant in alive if arguments.all else new:
            print(f"{mutant.name}\n    in line {mutant.line}")
        share = 1 - len(alive) / count
        print(
            f"{folder}: {share:.1%} of {count} mutants killed; {len(alive)} survive, "
            f"{len(new)} of them not listed; {time.monotonic() - started:.0f} s",
            flush=True,
        )
        failed = failed or share < LEAST or bool(new)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
