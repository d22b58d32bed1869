"""A program on a pseudo terminal of its own: the bytes that it writes, and bytes for it to read."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from patience import looks

COMMAND = str(Path(sys.executable).with_name("liveblog-tui"))
type Variables = Mapping[str, str]


class OnTerminal:
    """The process, and its terminal as a file descriptor."""

    def __init__(self, pid: int, terminal: int) -> None:
        self.pid, self.terminal = pid, terminal

    def send(self, data: bytes) -> None:
        os.write(self.terminal, data)

    def read(self, wait: float) -> bytes | None:
        """More output; empty after a silence of so many seconds, None after the program's end."""
        if not select.select([self.terminal], [], [], wait)[0]:
            return b""
        try:
            return os.read(self.terminal, 65536) or None
        except OSError:  # Linux: the program has ended
            return None

    def see(self, words: str | bytes) -> bytes:
        """Wait for the words; returns the output since the last look, up to about there."""
        wanted = words.encode() if isinstance(words, str) else words
        seen, looking = b"", looks(lambda: (wanted, seen[-2000:]))
        while wanted not in seen:
            next(looking)
            more = self.read(0.1)
            assert more is not None, f"the program has ended: {seen[-2000:]!r}"
            seen += more
        return seen


@contextmanager
def on_terminal(
    *command: str,
    home: Path,
    size: tuple[int, int] = (100, 30),
    variables: Variables = MappingProxyType({}),
) -> Iterator[OnTerminal]:
    """A program whose user has this home; it is killed at the end."""
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(home)),
        **variables,
    }
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))
        os.execve(command[0], command, environment)
    try:
        yield OnTerminal(pid, terminal)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
