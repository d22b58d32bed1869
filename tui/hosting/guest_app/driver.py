"""Textual's driver for a guest: it writes to the guest's terminal and reads the guest's keys, and
does not touch the host's terminal.

Uses private names of Textual 8.2: the driver's `_app` and `_size`. The tests check both over a real
connection.
"""

from collections.abc import Callable
from typing import Any, Protocol, cast

from textual import events, messages
from textual.app import App
from textual.geometry import Size
from textual.message import Message

from tui.hosting.guest_app.rights import DriverWithoutFiles
from tui.hosting.terminal import UNKNOWN_SIZE, GuestTerminal
from tui.terminal_input.parser import InputParser

MOST_PASTED_CHARACTERS = 4096  # that reach the app
# A terminal can send more, for example that it is a million columns wide now.
ADMITTED_MESSAGES = (
    events.Key,
    events.MouseEvent,
    events.Paste,
    messages.TerminalSupportsSynchronizedOutput,
)


class HasTerminal(Protocol):
    """An app that knows its guest's terminal."""

    terminal: GuestTerminal


class OrdersKeys(Protocol):
    """An app that knows when it has acted on all keys."""

    def call_after_keys(self, callback: Callable[[], None]) -> None:
        """Call back when all keys so far have been acted on, and the result is drawn."""


class GuestDriver(DriverWithoutFiles):
    """Connects one guest's app with the guest's terminal."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._terminal = cast(HasTerminal, app).terminal
        self._parser = InputParser()

    def write(self, data: str) -> None:
        """Write a part of a frame."""
        self._terminal.write(data)

    def flush(self) -> None:
        """Send the complete frame."""
        self._terminal.flush()

    def start_application_mode(self) -> None:
        """Attach to the guest's terminal."""
        self._terminal.attach(self)
        self.resize(*(self._size or UNKNOWN_SIZE))

    def stop_application_mode(self) -> None:
        """Detach from the guest's terminal."""
        self._terminal.detach()

    def disable_input(self) -> None:
        """Stop parsing the guest's input."""
        self._parser.close()

    def resize(self, width: int, height: int) -> None:
        """Set the size of the app."""
        self._size = (width, height)
        size = Size(width, height)
        self.send_message(events.Resize(size, size))

    def repaint(self) -> None:
        """Draw everything again: frames were skipped."""
        self._app.call_later(self._app.refresh)

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back when the app has acted on all input so far and drawn the result."""
        cast(OrdersKeys, self._app).call_after_keys(callback)

    def feed(self, text: str) -> int:
        """Parse input from the terminal. Returns the number of events."""
        return self._send_messages(self._parser.feed(text))

    @property
    def awaits_more(self) -> bool:
        """Whether the input ends in Escape."""
        return self._parser.awaits_more

    def tick(self) -> int:
        """Take that Escape for the key. Returns the number of events."""
        return self._send_messages(self._parser.tick())

    def send_message(self, message: Message) -> None:
        """Post a message directly: host and app share one event loop, so no thread is needed."""
        self._app.post_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: the browser would open on the host's machine."""

    def _send_messages(self, parsed: list[Message]) -> int:
        """Pass the admitted messages on. Returns the number of all messages."""
        for message in parsed:
            if isinstance(message, events.Paste):
                message.text = message.text[:MOST_PASTED_CHARACTERS]
            if isinstance(message, ADMITTED_MESSAGES):
                self._terminal.note_input(message)
                self.process_message(message)
        return len(parsed)
