"""Textual's driver for a guest: it writes to the guest's terminal and reads the guest's keys, and
does not touch the host's terminal.

Uses private names of Textual 8.2: XTermParser with its `_gen` and `_timeout_time`, the cached
`_parse_extended_key`, and the driver's `_app` and `_size`. The tests check each of them over a real
connection.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, cast

from textual import events, messages
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.geometry import Size
from textual.message import Message

from tui.hosting.guest_app.rights import DriverWithoutFiles
from tui.hosting.terminal.terminal import UNKNOWN_SIZE, GuestTerminal

# A terminal can send more, for example that it is a million columns wide now.
ADMITTED_MESSAGES = (
    events.Key,
    events.MouseEvent,
    events.Paste,
    messages.TerminalSupportsSynchronizedOutput,
)


class GuestParser(XTermParser):
    """Textual's parser without its cache, which would keep every guest's last key and app alive."""

    def _parse_extended_key(  # type: ignore[override]  # the original is cached
        self, sequence: str
    ) -> list[events.Key] | None:
        return XTermParser._parse_extended_key.__wrapped__(self, sequence)

    def close(self) -> None:
        """Break the reference cycle of parser and generator, so that both are freed at once."""
        self._gen.close()


class HasTerminal(Protocol):
    """An app that knows its guest's terminal."""

    terminal: GuestTerminal


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
        self._parser = GuestParser()

    def write(self, data: str) -> None:
        """Write a part of a frame."""
        self._terminal.output.write(data)

    def flush(self) -> None:
        """Send the complete frame."""
        self._terminal.output.flush()

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
        """Call back when the app has handled all messages so far and drawn the result."""
        self._app.call_after_refresh(callback)

    def feed(self, text: str) -> int:
        """Parse input from the terminal. Returns the number of events."""
        return self._send_messages(self._parser.feed(text))

    @property
    def awaits_more(self) -> bool:
        """Whether the input ends in Escape."""
        return self._parser._timeout_time is not None

    def tick(self) -> None:
        """Take that Escape for the key."""
        self._send_messages(self._parser.tick())

    def send_message(self, message: Message) -> None:
        """Post a message directly: host and app share one event loop, so no thread is needed."""
        self._app.post_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: the browser would open on the host's machine."""

    def _send_messages(self, parsed: Iterable[Message]) -> int:
        """Pass the admitted messages on. Returns the number of all messages."""
        try:
            parsed_messages = list(parsed)
        except (ValueError, ArithmeticError, ParseError, RuntimeError):
            # A sequence that no keyboard sends, such as a key number beyond Unicode, ends the
            # parser: replace it.
            self._parser.close()
            self._parser = GuestParser()
            return 1
        for message in parsed_messages:
            if isinstance(message, ADMITTED_MESSAGES):
                self._terminal.note_input(message)
                self.process_message(message)
        return len(parsed_messages)
