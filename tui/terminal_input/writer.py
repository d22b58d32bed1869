"""Writes to a terminal in a thread, so that a terminal that reads slowly delays no key."""

import os
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

WAITING_BYTES = 1 << 16  # above this, frames are skipped until the terminal has caught up
PIECE_BYTES = 4096
FINISH_SECONDS = 0.5  # for unsent bytes at the end, and again for the last bytes alone
COPIED = b"\x1b]52;"  # a text for the clipboard (OSC 52), which no later frame repeats
MOST_COPIED_BYTES = 1 << 22  # waiting; a terminal that has stopped reading gets no more
CANCEL = b"\x18"  # ends a control sequence cut in the middle


class TerminalWriter:
    """Sends bytes in order; the thread calls `caught_up` after frames were skipped. A daemon
    thread, because a write may never return."""

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
            waiting = len(self._waiting)
            self._is_behind = self._is_behind or waiting > WAITING_BYTES
            is_kept = data.startswith(COPIED) and waiting < MOST_COPIED_BYTES
            if is_kept or not self._is_behind:
                self._waiting += data
                self._changed.notify()

    def finish(self, last: bytes) -> None:
        """Send the last bytes and end; drop bytes that the terminal has not read in time."""
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
        """Wait for bytes; empty at the end."""
        with self._changed:
            if self._is_behind and not self._waiting:
                self._is_behind = False
                self._caught_up()
            while not self._waiting and not self._finishes:
                self._changed.wait()
            piece = bytes(self._waiting[:PIECE_BYTES])
            del self._waiting[:PIECE_BYTES]
            return piece
