"""A program on a pseudo-terminal of its own, for tests that read the bytes it writes."""

import fcntl
import os
import pty
import signal
import struct
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def on_pty(
    command: tuple[str, ...], environment: Mapping[str, str], *, columns: int, rows: int
) -> Iterator[tuple[int, int]]:
    """The process and the file descriptor of its terminal; it is killed at the end."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execve(command[0], command, environment)
    try:
        yield pid, terminal
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
