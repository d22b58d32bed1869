"""The driver of this terminal (not on Windows), because Textual's waits for a terminal that does
not read, reads in two threads after SIGCONT and ends at a byte that is not UTF-8. Private names of
Textual 8.2: `_loop` and `_auto_restart` of its base."""

import os
import select
import shutil
import signal
import sys
import termios
import tty
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual.driver import Driver
from textual.geometry import Size

from tui.terminal_input.control_strings import ControlStrings
from tui.terminal_input.parser import InputParser, drawable_size, input_decoder
from tui.terminal_input.writer import TerminalWriter

if TYPE_CHECKING:
    from textual.app import App

_PIECE_BYTES = 4096
_POLL_SECONDS = 0.1  # between two looks at a lone Escape
_MOUSE_MODES = (1000, 1003, 1015, 1006)
_KITTY_KEYS = 1 | 8 | 16  # unambiguous codes, for all keys, with their text


class LocalDriver(Driver):
    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        assert sys.__stdin__ is not None
        assert sys.__stderr__ is not None
        self._input, self._output = sys.__stdin__.fileno(), sys.__stderr__.fileno()
        self._size = self._size or _terminal_size()
        self._is_kernel_console = os.environ.get("TERM") == "linux"
        self._attributes: list[Any] | None = None  # modes outside the app
        self._writer: TerminalWriter | None = None
        self._reader: Thread | None = None
        self._end_of_input: tuple[int, ...] = ()  # a pipe; a byte in it ends the input thread
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    @property
    def can_suspend(self) -> bool:
        return True

    def write(self, data: str) -> None:
        if self._is_kernel_console:
            from tui.terminal_input.kernel_console import drawable  # seldom needed

            data = drawable(data)
        if self._writer is not None:
            self._writer.write(data.encode(errors="replace"))

    def start_application_mode(self) -> None:
        """Take the terminal and read it in a thread; do nothing in the background."""
        if not self._is_in_foreground():
            return
        self._writer = TerminalWriter(self._output, self._paint_again)
        self._attributes = self._set_raw()
        signal.signal(signal.SIGWINCH, self._on_resize)
        self._on_resize()
        self.write(_start_modes(mouse=self._mouse))
        self._end_of_input = os.pipe()
        self._reader = Thread(target=self.run_input_thread, name="terminal-input", daemon=True)
        self._reader.start()

    def disable_input(self) -> None:
        """End the thread that reads the terminal, once."""
        if not self._end_of_input:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        os.write(self._end_of_input[1], b"\0")
        if self._reader is not None:
            self._reader.join()
        for end in self._end_of_input:
            os.close(end)
        self._end_of_input = ()

    def stop_application_mode(self) -> None:
        """Restore the terminal, even if it has stopped reading."""
        self.disable_input()
        if self._writer is not None:
            self._writer.finish(_end_modes().encode())
            self._writer = None
        with suppress(termios.error):  # no terminal, or it is gone
            termios.tcflush(self._input, termios.TCIFLUSH)
            if self._attributes is not None:
                termios.tcsetattr(self._input, termios.TCSANOW, self._attributes)

    def run_input_thread(self) -> None:
        """Pass on the terminal's input until the app ends; nothing else wakes it."""
        parser, decoder = InputParser(), input_decoder()
        control_strings = ControlStrings()
        end_of_input = self._end_of_input[0]
        while True:
            wait = _POLL_SECONDS if parser.awaits_more else None
            readable, _, _ = select.select([self._input, end_of_input], [], [], wait)
            if end_of_input in readable:
                break
            messages = []
            if readable:
                try:
                    data = os.read(self._input, _PIECE_BYTES)
                except OSError:
                    data = b""
                if not data:
                    break  # the terminal is gone
                messages = parser.feed(decoder.decode(control_strings.strip(data)))
            for message in [*messages, *parser.tick()]:
                self.process_message(message)
        parser.close()

    def _is_in_foreground(self) -> bool:
        """False in the background, where a change of the terminal stops the program."""
        if not os.isatty(self._input):
            return True
        stops = (signal.SIGTTOU, signal.SIGTTIN)
        for number in stops:
            signal.signal(number, lambda *_: os.kill(os.getpid(), signal.SIGSTOP))
        try:
            termios.tcsetattr(self._input, termios.TCSANOW, termios.tcgetattr(self._input))
        except termios.error:
            return False
        finally:
            for number in stops:
                signal.signal(number, signal.SIG_DFL)
        return True

    def _set_raw(self) -> list[Any] | None:
        """Get each key as it is. Returns the modes before."""
        try:
            before = termios.tcgetattr(self._input)
            raw = termios.tcgetattr(self._input)
            raw[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            raw[tty.IFLAG] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            raw[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self._input, termios.TCSANOW, raw)
        except termios.error:
            return None
        return before

    def _on_resize(self, *_: object) -> None:
        size = Size(*_terminal_size())
        self.process_message(events.Resize(size, size))

    def _paint_again(self) -> None:
        self.process_message(self.SignalResume())

    def _on_stop(self, *_: object) -> None:
        if self._auto_restart and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._leave_and_stop)
        else:  # the app has left the terminal and stops in this very line
            os.kill(os.getpid(), signal.SIGSTOP)

    def _leave_and_stop(self) -> None:
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _on_continue(self, *_: object) -> None:
        if self._auto_restart and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        """Take the terminal, which another program may have changed, and paint the page."""
        if self._writer is not None:  # stopped without leaving it, or not stopped at all
            self.suspend_application_mode()
        self.resume_application_mode()
        self._paint_again()


def _start_modes(*, mouse: bool) -> str:
    """Alternate screen, mouse, no cursor, focus, keys, pastes, no wrapping; asks for sync."""
    modes = [1049, *(_MOUSE_MODES if mouse else ()), 1004, 2004]
    keys = "" if constants.DISABLE_KITTY_KEY else f"\x1b[>{_KITTY_KEYS}u"
    # Apple's Terminal prints the last letter of the question.
    asks = "" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else "\x1b[?2026$p"
    return "".join(f"\x1b[?{mode}h" for mode in modes) + "\x1b[?25l\x1b[?7l" + keys + asks


def _end_modes() -> str:
    modes = (2004, *_MOUSE_MODES, 1004)
    keys = "" if constants.DISABLE_KITTY_KEY else "\x1b[<u"
    return "".join(f"\x1b[?{mode}l" for mode in modes) + f"\x1b[?7h{keys}\x1b[?1049l\x1b[?25h"


def _terminal_size() -> tuple[int, int]:
    """Columns and rows of the window, as far as they can be drawn."""
    return drawable_size(*shutil.get_terminal_size((80, 25)))
