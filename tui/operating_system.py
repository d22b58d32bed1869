"""POSIX calls, each with a branch for Windows: job control, ending signals, /dev/tty. Only `serve`
needs them. Textual has a driver for Windows; zones come from the C library or tzdata."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial

_TERMINAL = "CONIN$" if os.name == "nt" else "/dev/tty"
_ENDING = ("SIGTERM", "SIGHUP", "SIGINT")


def on_ending_signals(end: Callable[[int], object]) -> None:
    """Call `end` from the running event loop with a shell's exit status, 128 + the number."""
    from asyncio import get_running_loop  # takes 20 ms, which a replay as text need not wait

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    with suppress(NotImplementedError):  # the event loop of Windows
        for number in numbers:
            get_running_loop().add_signal_handler(number, partial(end, 128 + number))


def has_shell() -> bool:
    """True if `stop_job` can give the terminal back to a shell."""
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def stop_job() -> None:
    """Stop this program and its parents of one job, such as `uv run`, until the shell's `fg`."""
    if sys.platform != "win32":
        os.killpg(0, signal.SIGTSTP)


def read_keys_from_terminal() -> bool:
    """Replace standard input, a pipe, by the terminal; False without a terminal."""
    try:
        terminal = os.open(_TERMINAL, os.O_RDONLY)
    except OSError:
        return False
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return True
