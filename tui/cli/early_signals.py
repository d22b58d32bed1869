"""A signal that comes while the host starts, before it has handlers of its own."""

import os
import signal


def end_at_signals() -> None:
    """Let SIGTERM and SIGINT end the process with the status of a host that was stopped, 0.

    Without a handler the first process of a container does not hear SIGTERM. Nothing is printed
    and nothing cleaned up: the signal may come in the middle of an import.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
