"""The driver of this terminal (not on Windows). Textual's waits for a terminal that does not read,
reads in two threads after SIGCONT and ends at a byte that is not UTF-8. Private names of Textual
8.2: `LinuxDriver`'s writer and `_file`, its handlers of SIGTSTP and SIGCONT, `_loop`,
`_auto_restart`, `_size` and its two ways to learn it."""

import os
import select
import signal
import sys
from contextlib import suppress
from functools import partial
from queue import Queue
from typing import TYPE_CHECKING, Any, override

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_input.parser import InputParser, drawable_size

if TYPE_CHECKING:
    from textual.app import App

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_PIECE_BYTES = 4096
_POLL_SECONDS = 0.1  # between two looks at a lone Escape, and at the end
_FEW_FRAMES = 5  # that are still sent at the end
_FINISH_SECONDS = 0.5  # for the last text


_WITH_PLACEHOLDERS = ("xterm-kitty", "xterm-ghostty")  # others answer, but show the signs
_CAN_DRAW = "\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"  # asks for Kitty's graphics
_DRAWS = b"\x1b_Gi=1;OK"

SUBSTITUTES = str.maketrans(
    "━┃┻┳╋┿┄›╭╮╰╯●□…▁▂▃▅▆▇▊▎▏▕▔‘’“”–—\u202f", "═║╧╤╪╫->┌┐└┘•◘.__▄▄██▌││▐▀''\"\"-- "
)
"""Glyphs that look most like signs that Linux's own console lacks: its font has 256."""


class _Output:
    """Writes to a terminal without the lock of `sys.stdout`, for which the end would wait."""

    def __init__(self, fileno: int) -> None:
        self._fileno = fileno

    def write(self, text: str) -> None:
        data = text.encode(errors="replace")
        with suppress(OSError):  # the terminal is gone
            while data:
                data = data[os.write(self._fileno, data) :]

    def flush(self) -> None:
        """Do nothing: nothing is kept."""


class LocalDriver(LinuxDriver):
    draws_pictures = False  # in cells of placeholders, by Kitty's graphics protocol
    _skips = False  # frames, until the terminal has read those before

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = _Output(sys.stdout.fileno())
        self._size = self._size or self._get_terminal_size()  # else the first frame has any size

    @property
    def _unsent(self) -> Queue[str | None] | None:
        """Frames that wait for the terminal; None outside the app, or if the terminal is gone."""
        writer = self._writer_thread
        return writer._queue if writer is not None and writer.is_alive() else None

    @override
    def write(self, data: str) -> None:
        if os.environ.get("TERM") == "linux":
            data = data.translate(SUBSTITUTES)
        unsent = self._unsent
        self._skips = self._skips or (unsent is not None and unsent.full())
        if unsent is not None and not self._skips:
            unsent.put_nowait(data)

    @override
    def start_application_mode(self) -> None:
        """Take the terminal. From here on a signal to end must give it back: `exit` does, and the
        exit status is a shell's, 128 + the signal's number."""
        for number in _ENDING:
            end = partial(self._app.exit, return_code=128 + number)
            self._loop.add_signal_handler(number, end)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if os.environ.get("TERM") in _WITH_PLACEHOLDERS:
            self.write(_CAN_DRAW)

    @override
    def run_input_thread(self) -> None:
        parser = InputParser()
        while not self.exit_event.is_set():
            messages = []
            if select.select([self.fileno], [], [], _POLL_SECONDS)[0]:
                data = b""
                with suppress(OSError):
                    data = os.read(self.fileno, _PIECE_BYTES)
                if not data:
                    break  # the terminal is gone
                self.draws_pictures = self.draws_pictures or _DRAWS in data
                messages = parser.feed_bytes(parser.strip(data))
            for message in (*messages, *parser.tick()):
                self.process_message(message)
            if self._skips and self._unsent is not None and self._unsent.empty():
                self._skips = False
                self.process_message(self.SignalResume())
        parser.close()

    @override
    def stop_application_mode(self) -> None:
        unsent = self._unsent
        if unsent is not None and unsent.qsize() > _FEW_FRAMES:
            with unsent.mutex:
                unsent.queue.clear()
        self._skips = False
        super().stop_application_mode()

    @override
    def close(self) -> None:
        """End the writer; text that the terminal does not read in time is lost."""
        if self._writer_thread is not None and (unsent := self._unsent) is not None:
            unsent.put_nowait(None)
            self._writer_thread.join(_FINISH_SECONDS)

    @override
    def _sigtstp_application(self, *_: Any) -> None:
        stop = super()._sigtstp_application
        if self._auto_restart:  # a handler would wait for the lock of a write that it interrupts
            self._loop.call_soon_threadsafe(stop)
        else:
            stop()

    @override
    def _sigcont_application(self, *_: Any) -> None:
        if self._auto_restart and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        """Take the terminal, which another program may have changed, and paint the page."""
        if self._unsent is not None:  # stopped without leaving it, or not stopped at all
            self.suspend_application_mode()
        self.resume_application_mode()
        self.process_message(self.SignalResume())

    @override
    def _get_terminal_size(self) -> tuple[int, int]:
        return drawable_size(*super()._get_terminal_size())

    @override
    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: SIGWINCH reports each size."""
