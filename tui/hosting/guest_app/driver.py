"""Textual's driver for a guest: writes to the guest's terminal and reads its keys, and touches nothing of the server.

Uses names of Textual 8.2 that are not public: XTermParser with its `_gen` and `_timeout_time`, and the cached
`_parse_extended_key`. The tests hold each of them over a real connection.
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
from tui.hosting.terminal.terminal import GuestTerminal

# What may reach an app. A terminal can say more, for example that it is now a million columns wide.
ADMITTED_MESSAGES = (
    events.Key,
    events.MouseEvent,
    events.Paste,
    messages.TerminalSupportsSynchronizedOutput,
)


class GuestParser(XTermParser):
    """Textual's parser without its cache, which would keep every guest's last key, and with it their app, alive."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]  # not cached
        return XTermParser._parse_extended_key.__wrapped__(self, sequence)

    def close(self) -> None:
        """Break the circle of parser and generator, so that both go at once."""
        self._gen.close()


class HasTerminal(Protocol):
    """An app that knows its guest's terminal."""

    terminal: GuestTerminal


class GuestDriver(DriverWithoutFiles):
    """Between one guest's app and their terminal."""

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
        """Part of a frame."""
        self._terminal.output.write(data)

    def flush(self) -> None:
        """The frame is complete."""
        self._terminal.output.flush()

    def start_application_mode(self) -> None:
        """Take over the guest's terminal."""
        self._terminal.attach(self)
        self.resize(*(self._size or (80, 24)))

    def stop_application_mode(self) -> None:
        """Give the guest's terminal back."""
        self._terminal.detach()

    def disable_input(self) -> None:
        """Nothing more comes from this guest."""
        self._parser.close()

    def resize(self, width: int, height: int) -> None:
        """The guest's window has another size now."""
        self._size = (width, height)
        size = Size(width, height)
        self.send_message(events.Resize(size, size))

    def repaint(self) -> None:
        """Draw everything again: frames were skipped."""
        self._app.call_later(self._app.refresh)

    def after_refresh(self, callback: Callable[[], None]) -> None:
        """Call back when the app has done all it was told until now, and drawn it."""
        self._app.call_after_refresh(callback)

    def feed(self, text: str) -> int:
        """Understand what the terminal sent; returns how many events it was."""
        return self._send_messages(self._parser.feed(text))

    @property
    def awaits_more(self) -> bool:
        """Whether an Escape came last."""
        return self._parser._timeout_time is not None

    def tick(self) -> None:
        """The Escape was the key of that name."""
        self._send_messages(self._parser.tick())

    def send_message(self, message: Message) -> None:
        """Everything happens on the one event loop: no detour through another thread."""
        self._app.post_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: the browser would open on the server."""

    def _send_messages(self, parsed: Iterable[Message]) -> int:
        try:
            understood = list(parsed)
        except (ValueError, ArithmeticError, ParseError, RuntimeError):
            # A sequence no keyboard makes, such as a key number beyond Unicode, ends the parser: take a fresh one.
            self._parser.close()
            self._parser = GuestParser()
            return 1
        for message in understood:
            if isinstance(message, ADMITTED_MESSAGES):
                self._terminal.note_input(message)
                self.process_message(message)
        return len(understood)
