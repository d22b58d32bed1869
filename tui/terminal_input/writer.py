"""Writes to a terminal in a thread, so that a terminal that reads slowly delays no key."""

import os
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

WAITING_BYTES = 1 << 16
"""Unsent bytes above which frames are left out until the terminal has caught up."""
PIECE_BYTES = 4096
FINISH_SECONDS = 0.5
"""Time for the unsent bytes at the end, and once more for the last bytes alone."""
CANCEL = b"\x18"
"""Ends a control sequence that was cut in the middle."""


class TerminalWriter:
    """Sends bytes in their order; `caught_up` is called, in the thread, after frames were left out.

    A daemon thread writes: it may be left behind in a write that never returns.
    """

    def __init__(self, fileno: int, caught_up: Callable[[], None]) -> None:
        self._fileno = fileno
        self._caught_up = caught_up
        self._changed = Condition()
        self._waiting = bytearray()
        self._is_behind = self._finishes = False
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> None:
        with self._changed:
            self._is_behind = self._is_behind or len(self._waiting) > WAITING_BYTES
            if not self._is_behind:
                self._waiting += data
                self._changed.notify()

    def finish(self, last: bytes) -> None:
        """Send the last bytes and end; drop the bytes that the terminal has not read in time."""
        with self._changed:
            self._waiting += last
            self._finishes = True
            self._changed.notify()
        self._thread.join(FINISH_SECONDS)
        if self._thread.is_alive():
            with self._changed:
                self._waiting[:] = CANCEL + last
            with suppress(termios.error):  # no terminal
                termios.tcflush(self._fileno, termios.TCOFLUSH)
            self._thread.join(FINISH_SECONDS)

    def _run(self) -> None:
        with suppress(OSError):  # the terminal is gone
            while piece := self._next_piece():
                while piece:
                    piece = piece[os.write(self._fileno, piece) :]

    def _next_piece(self) -> bytes:
        """Waits for bytes; empty at the end."""
        with self._changed:
            if self._is_behind and not self._waiting:
                self._is_behind = False
                self._caught_up()
            while not self._waiting and not self._finishes:
                self._changed.wait()
            piece = bytes(self._waiting[:PIECE_BYTES])
            del self._waiting[:PIECE_BYTES]
            return piece
