"""A pytest plug-in: the suite as on a system without POSIX's names (`-p without_posix`).

Takes from `os`, `signal` and the modules that can be found what Windows has not and `tui` may come
to use; pytest itself needs os.getuid and signal.SIGKILL.
"""

import asyncio.unix_events  # noqa: F401 -- needs them itself, so it is imported before they go
import os
import signal
import sys

_MODULES = ("curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty")
_SIGNALS = ("ALRM", "CHLD", "CONT", "HUP", "PIPE", "QUIT", "STOP", "TSTP", "TTIN", "TTOU", "WINCH")
_CALLS = (
    "fork",
    "forkpty",
    "getpgrp",
    "getpgid",
    "getsid",
    "killpg",
    "openpty",
    "setsid",
)

for _name in _MODULES:
    sys.modules[_name] = None  # type: ignore[assignment]  # what makes an import fail
for _name in _SIGNALS:
    delattr(signal, f"SIG{_name}")
for _name in _CALLS:
    delattr(os, _name)
