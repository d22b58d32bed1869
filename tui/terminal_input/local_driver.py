"""Textual's driver for this terminal (not on Windows), with input that cannot end the app.

Uses a private name of Textual 8.2: the driver's `_get_terminal_size`.
"""

import os
import select

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_input.control_strings import ControlStrings
from tui.terminal_input.parser import InputParser, drawable_size, input_decoder

_PIECE_BYTES = 4096
_POLL_SECONDS = 0.1
"""Between two looks whether the app ends, or an Escape is a key."""


class LocalDriver(LinuxDriver):
    """Reads and draws on this terminal."""

    def run_input_thread(self) -> None:
        """Passes on what the terminal sends, until the app ends."""
        parser, decoder = InputParser(), input_decoder()
        control_strings = ControlStrings()
        while not self.exit_event.is_set():
            readable, _, _ = select.select([self.fileno], [], [], _POLL_SECONDS)
            messages = []
            if readable:
                data = os.read(self.fileno, _PIECE_BYTES)
                if not data:
                    break  # the terminal is gone
                messages = parser.feed(decoder.decode(control_strings.strip(data)))
            for message in [*messages, *parser.tick()]:
                self.process_message(message)
        parser.close()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the window in columns and rows, as far as it can be drawn."""
        return drawable_size(*super()._get_terminal_size())
