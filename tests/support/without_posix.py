"""A pytest plug-in: the suite as on a system without POSIX's names (`-p without_posix`).

Takes from `os`, `signal` and the modules that can be found what Windows has not and `tui` may come
to use; pytest itself needs os.getuid and signal.SIGKILL.
"""

import os
import signal
import sys
from importlib import import_module
from typing import Any

_MODULES = ("curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty")
_SIGNALS = ("ALRM", "CHLD", "CONT", "HUP", "PIPE", "QUIT", "STOP", "TSTP", "TTIN", "TTOU", "WINCH")
_CALLS = ("fork", "forkpty", "getpgrp", "getpgid", "getsid", "killpg", "openpty", "setsid")

import_module("asyncio.unix_events")  # needs them itself
modules: dict[str, Any] = sys.modules
modules.update(dict.fromkeys(_MODULES))  # None makes an import fail
for _name in _SIGNALS:
    delattr(signal, f"SIG{_name}")
for _name in _CALLS:
    delattr(os, _name)
