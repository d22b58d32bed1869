"""Files by name and whole; POSIX calls, each with a branch for Windows: job control, open files,
lines of a terminal, /dev/tty."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

_TERMINAL = "CONIN$" if os.name == "nt" else "/dev/tty"


def is_there(name: str) -> bool:
    """A file or a folder; no text that is too long for a name, of which Path raises OSError."""
    with suppress(OSError):
        return Path(name).exists()
    return False


def write_whole(path: Path, data: bytes) -> None:
    """Leave the file as before or whole, even after a kill or a power cut; its mode stays."""
    unfinished = path.with_name(f".{path.name[:40]}.{os.getpid()}-{get_ident()}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def has_shell() -> bool:
    """True if `stop_job` can give the terminal back to a shell."""
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def stop_job() -> None:
    """Stop this program and its parents of one job, such as `uv run`, until the shell's `fg`."""
    if sys.platform != "win32":
        os.killpg(0, signal.SIGTSTP)


def allow_open_files(number: int) -> None:
    """Allow this process so many open files, or as many as the system lets it have."""
    if sys.platform != "win32":
        import resource

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        number = number if most == resource.RLIM_INFINITY else min(number, most)
        if now != resource.RLIM_INFINITY and now < number:
            with suppress(OSError, ValueError):  # a Mac's kernel may have a lower limit
                resource.setrlimit(resource.RLIMIT_NOFILE, (number, most))


@contextmanager
def whole_lines(terminal: int) -> Iterator[None]:
    """Take lines of over 4,095 bytes, which a terminal cuts, and ctrl+d as a byte."""
    if sys.platform == "win32" or not os.isatty(terminal):
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    changed = [*before]
    changed[tty.LFLAG] &= ~(termios.ICANON | termios.ECHOCTL)
    termios.tcsetattr(terminal, termios.TCSADRAIN, changed)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_keys_from_terminal() -> bool:
    """Replace standard input, a pipe, by the terminal; False without a terminal."""
    try:
        terminal = os.open(_TERMINAL, os.O_RDONLY)
    except OSError:
        return False
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return True
