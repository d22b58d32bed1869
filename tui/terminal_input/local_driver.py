"""Textual's driver for this terminal (not on Windows), with input that cannot end the app.

Uses private names of Textual 8.2: the driver's `_size`, `_get_terminal_size`, `_auto_restart`,
`_loop` and `_sigtstp_application`.
"""

import os
import select
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_input.control_strings import ControlStrings
from tui.terminal_input.parser import InputParser, drawable_size, input_decoder

if TYPE_CHECKING:
    from textual.app import App

_PIECE_BYTES = 4096
_POLL_SECONDS = 0.1
"""Between two looks whether an Escape is a key."""


class LocalDriver(LinuxDriver):
    """Reads and draws on this terminal."""

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._size = self._size or self._get_terminal_size()
        self._is_kernel_console = os.environ.get("TERM") == "linux"
        self._end_of_input: tuple[int, ...] = ()
        """The ends of a pipe; a byte in it ends the thread that waits for input."""

    def start_application_mode(self) -> None:
        """Takes the terminal, and reads it in a thread."""
        self._end_of_input = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # it has no annotations

    def disable_input(self) -> None:
        """Ends the thread that reads the terminal; does nothing the second time."""
        if self._end_of_input:
            os.write(self._end_of_input[1], b"\0")
        super().disable_input()
        for end in self._end_of_input:
            os.close(end)
        self._end_of_input = ()

    def write(self, data: str) -> None:
        """Draws on the terminal, with the signs that it has."""
        if self._is_kernel_console:
            from tui.terminal_input.kernel_console import drawable  # seldom needed

            data = drawable(data)
        super().write(data)

    def run_input_thread(self) -> None:
        """Passes on what the terminal sends, until the app ends; until then nothing wakes it."""
        parser, decoder = InputParser(), input_decoder()
        control_strings = ControlStrings()
        end_of_input = self._end_of_input[0]
        while True:
            wait = _POLL_SECONDS if parser.awaits_more else None
            readable, _, _ = select.select([self.fileno, end_of_input], [], [], wait)
            if end_of_input in readable:
                break
            messages = []
            if readable:
                data = os.read(self.fileno, _PIECE_BYTES)
                if not data:
                    break  # the terminal is gone
                messages = parser.feed(decoder.decode(control_strings.strip(data)))
            for message in [*messages, *parser.tick()]:
                self.process_message(message)
        parser.close()

    def _sigtstp_application(self, *_: object) -> None:
        """Leaves the terminal and stops, when the event loop is at no other work.

        In the middle of a write it would wait for that write's own lock for ever.
        """
        leave = super()._sigtstp_application
        if self._auto_restart and self._loop.is_running():
            self._loop.call_soon_threadsafe(leave)
        else:  # the app has left the terminal and stops in this very line
            leave()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the window in columns and rows, as far as it can be drawn."""
        return drawable_size(*super()._get_terminal_size())
