"""Programs on terminals of their own: their CPU time, output and memory. Linux only."""

import os
import re
import select
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pseudo_terminal import on_pty

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
COMMAND = (str(Path(sys.executable).with_name("liveblog-tui")), "replay")
BYTE_CODE = Path(tempfile.gettempdir()) / f"liveblog-tui-benchmarks-{os.getuid()}"
"""Kept between runs, as an installed program has its byte code."""
COLUMNS, ROWS = 120, 40


def script(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a file of this directory."""
    return (sys.executable, str(HERE / name), *arguments)


class Cost(NamedTuple):
    """A period: its length in seconds, its CPU seconds, the bytes written to the terminal."""

    seconds: float
    cpu: float
    written: int


class OnTerminal:
    """A running program, without the settings of this machine's user."""

    def __init__(self, pid: int, terminal: int) -> None:
        self._terminal = terminal
        self.pid = pid
        # Linux: the number of another process's CPU clock, as clock_getcpuclockid(3) makes it.
        self._clock = (~pid << 3) | 2

    @property
    def cpu(self) -> float:
        """CPU seconds used so far, by all threads, in user and kernel."""
        return time.clock_gettime(self._clock)

    @property
    def resident(self) -> float:
        """MiB of memory in use now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        resident = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert resident is not None, status
        return int(resident[1]) / 1024

    def until(self, text: str, *, within: float = 60.0) -> tuple[float, str]:
        """The CPU seconds when `text` comes to the terminal, and the output up to then.

        Raises TimeoutError after `within` seconds.
        """
        seen = bytearray()
        end = time.monotonic() + within
        while time.monotonic() < end:
            seen += self._read(0.5)
            if text.encode() in seen:
                return self.cpu, seen.decode(errors="replace")
        raise TimeoutError(
            f"{text!r} did not come within {within:.0f} s, but: {bytes(seen[-2000:])!r}"
        )

    def for_seconds(self, seconds: float) -> Cost:
        """Measures a period."""
        begin, cpu, written = time.monotonic(), self.cpu, 0
        while (left := begin + seconds - time.monotonic()) > 0:
            written += len(self._read(left))
        return Cost(time.monotonic() - begin, self.cpu - cpu, written)

    def _read(self, wait: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], wait)
        return os.read(self._terminal, 65536) if ready else b""


@contextmanager
def on_terminal(command: tuple[str, ...], **variables: str) -> Iterator[OnTerminal]:
    """Runs a program on a new terminal of 120x40 cells, and ends it."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    } | {
        "PYTHONPYCACHEPREFIX": str(BYTE_CODE),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": os.pathsep.join(map(str, (CHECKOUT, CHECKOUT / "tests/support", HERE))),
        "XDG_CONFIG_HOME": "/nonexistent",
        "XDG_STATE_HOME": "/nonexistent",
        **variables,
    }
    with on_pty(command, environment, columns=COLUMNS, rows=ROWS) as (pid, terminal):
        yield OnTerminal(pid, terminal)
