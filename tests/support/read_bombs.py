"""Reads the bombs that are named, as its words or line by line on its standard input.

Each is read in a fork of this process, which prints the cost.
"""

import json
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from bombs import BOMBS

from tui.model.errors import LiveBlogError
from tui.readers import evidence, read

MOST_MEGABYTES = 300
"""Memory that reading may take."""
MOST_SECONDS = 2
"""CPU time that reading may take on the machine of `tests/benchmarks/reading.py`."""
MARGIN = 5
"""How much slower another machine may be."""
HANGS_SECONDS = 120
"""Far beyond what any machine takes: the process ends itself when its CPU time is spent."""
ENDED = "ended"
"""What a bomb's last line begins with; its exit status follows."""


def kilobytes(name: str) -> int:
    """A size of this process as the kernel tells it: VmHWM is the most memory it has had.

    getrusage would count its parent's too.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0])


def limit() -> None:
    """End this process when reading takes more memory or CPU time than it may, and the margin."""
    most = kilobytes("VmSize") * 1024 + MOST_MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    seconds = math.ceil(time.process_time()) + MOST_SECONDS * MARGIN
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def measure(name: str) -> None:
    """Read the bomb of that name and print seconds, MB at most, and how it ended."""
    signal.alarm(HANGS_SECONDS)
    data = BOMBS[name]()
    before = kilobytes("VmHWM")
    limit()
    start = time.process_time()
    try:
        end = f"{len(read(data).posts)} posts"
    except LiveBlogError as error:
        end = str(error)
    seconds = time.process_time() - start
    most = kilobytes("VmHWM") / 1024
    print(json.dumps([seconds, most, before / 1024, end[:200]]))


def main(names: Iterable[str]) -> None:
    """Measure each bomb, and print with which status its process ended."""
    assert evidence, "imported, so that only reading is measured"
    for name in names:
        process = os.fork()
        if not process:
            measure(name)
            return
        _, status = os.waitpid(process, 0)
        print(ENDED, os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or map(str.rstrip, sys.stdin))
