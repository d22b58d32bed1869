"""The command's entry, and `python -m tui`."""

import atexit
import gc
import os
import signal
import sys
from importlib import import_module

import tui


def main() -> None:
    # Seldom, which saves 1/8 of the CPU time to the first frame: imports make most objects.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)  # Python's last collection would take 12 ms
    if sys.argv[1:2] == ["serve"]:
        _end_at_signals()
    try:
        from tui.cli.commands import main as run

        run()
    except KeyboardInterrupt:  # in the middle of an import, where nothing is to be cleaned up
        os._exit(130)


def _end_at_signals() -> None:
    """Exit with 0, as a stopped host does, at SIGTERM or SIGINT during the start. Without a handler
    the first process of a container ignores SIGTERM. Nothing is printed or cleaned up: the signal
    may come in the middle of an import."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))


if __name__ == "__main__":
    # Parts of another `tui` may be in the place of ours; the installed command says so.
    is_ours = (tui.__doc__ or "").startswith("liveblog-tui:")
    (main if is_ours else import_module("liveblog_tui").main)()
