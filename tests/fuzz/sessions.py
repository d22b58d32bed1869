"""Long sessions of readers at random: more than a day of simulated time, and memory stays flat.

Run: uv run --group dev python tests/fuzz/sessions.py [--seed N] [--count 10000] [KIND]...

Prints the seed, which gives the same sessions again, and a line for each kind of blog. Exits with
1 where the screen was not true, or memory grew in the second half by more than MOST_GROWTH.
"""

import argparse
import asyncio
import gc
import os
import random
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "support")]

from random_session import Kind, run_session, session_blogs

MOST_GROWTH = 5 << 20
"""Bytes."""


def memory() -> int:
    """The memory of this process in bytes, after its garbage is gone (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def session(kind: Kind) -> bool:
    """Plays one and prints its line; says whether it was in order."""
    half: list[int] = []
    try:
        asyncio.run(run_session(kind, half_way=lambda: half.append(memory())))
    except AssertionError as fault:
        print(f"{kind.name}: {fault}")
        return False
    growth = memory() - half[0]
    print(
        f"{kind.name}: {kind.doings} doings, {growth / 1e6:+.1f} MB in the second half", flush=True
    )
    return growth <= MOST_GROWTH


def main() -> None:
    """Plays the kinds asked for, one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[[], *session_blogs()], metavar="KIND")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    good = [session(Kind(name, asked.seed, asked.count)) for name in asked.kinds or session_blogs()]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
