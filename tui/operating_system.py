"""Calls that only POSIX systems have, each with a branch for Windows.

Every command but `serve` runs without these: signals of job control and of a lost
terminal (`replay` then has no ctrl+z), signal handlers of the event loop (a killed replay leaves
the terminal as it is), and /dev/tty (the console is CONIN$ there). Textual has a driver of its own
for Windows; zones come from the C library or from tzdata on every system.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

_TERMINAL = "CONIN$" if os.name == "nt" else "/dev/tty"
_ENDING = ("SIGTERM", "SIGHUP", "SIGINT")


def on_ending_signals(end: Callable[[int], object]) -> None:
    """Has the running event loop call `end` with the exit status of a shell, 128 + the number."""
    from asyncio import get_running_loop  # takes 20 ms, which a replay as text need not wait

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    with suppress(NotImplementedError):  # the event loop of Windows
        for number in numbers:
            get_running_loop().add_signal_handler(number, partial(end, 128 + number))


def has_shell() -> bool:
    """True if a shell waits to which `stop_job` can give the terminal back."""
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def stop_job() -> None:
    """Stop this program and its parents of one job, such as `uv run`, until the shell's `fg`."""
    if sys.platform != "win32":
        os.killpg(0, signal.SIGTSTP)


def read_keys_from_terminal() -> bool:
    """Makes the terminal the standard input, which is a pipe; returns whether there is one."""
    try:
        terminal = os.open(_TERMINAL, os.O_RDONLY)
    except OSError:
        return False
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return True
