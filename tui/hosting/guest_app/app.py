"""A guest's app, its driver and its style sheet: on the guest's terminal, cut off from the host.
Private names of Textual 8.2: the app's `_capture_stdout`, `_capture_stderr`, `_fatal_error`,
`_close_messages_no_wait` and `_exception`, the driver's `_app` and `_size`, the style sheet's
`_variables` and `_parse_rules`."""

import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any, BinaryIO, ClassVar, TextIO, cast, override

from rich.console import RenderableType
from rich.terminal_theme import TerminalTheme
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.message import Message

from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.terminal import GuestTerminal
from tui.screen.base_app import BaseApp
from tui.screen.drawing.colours import PALETTE, SIXTEEN, truecolor_console

WARNING_SECONDS = 20.0  # that a warning of the host stays
DEPTHS = {ColourDepth.PALETTE: PALETTE, ColourDepth.SIXTEEN: SIXTEEN}


class GuestApp(BaseApp):
    """One guest's app: mix it in before another, and call `attach` before it runs."""

    VEILS: ClassVar[bool] = False
    OPENS_LINKS: ClassVar[bool] = False  # the browser would be the host's
    terminal: GuestTerminal
    guest = Guest(address="")
    goes_on_to: str | None = None  # at the end: a live blog's name, "" for the list; None: leaves

    def attach(self, guest: Guest, terminal: GuestTerminal) -> None:
        """Bind the app to its guest, and cut it off from the host's process."""
        self.guest = guest
        self.terminal = terminal
        self.features, self.devtools = frozenset(), None  # of the host's TEXTUAL variables
        self.no_color, self.has_keys = guest.no_color, not guest.touch
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())
        # The host's own TERM must not decide; every guest's filters expect 24-bit colours.
        self.console = truecolor_console()
        # Textual replaces the process's streams by these while an app runs; an object of the app
        # there would also keep the app alive afterwards.
        self._capture_stdout, self._capture_stderr = cast(Any, sys.stdout), cast(Any, sys.stderr)

    def get_driver_class(self) -> type[Driver]:
        return GuestDriver

    @property
    def depth(self) -> LineFilter | None:
        """Convert colours before rendering: rich caches escape codes in styles, which guests
        share."""
        return DEPTHS.get(self.guest.colour_depth)

    def get_line_filters(self) -> list[LineFilter]:
        """Guests with the same filters, not only equal filters, share drawn lines."""
        return [
            _truecolor_filter(self.ansi_theme) if isinstance(each, ANSIToTruecolor) else each
            for each in super().get_line_filters()
        ]

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Call `tick` in so many seconds, in this guest's turn."""
        self.terminal.start_in(seconds, "tick", lambda: self.call_next(tick))

    def guest_left(self) -> None:
        """Release everything that refers to this guest."""

    def show_warning(self, text: str) -> None:
        self.call_later(
            self.notify, text, severity="warning", timeout=WARNING_SECONDS, markup=False
        )

    @property
    def failure(self) -> Exception | None:
        return self._exception

    @override
    def panic(self, *renderables: RenderableType) -> None:
        """End without printing a traceback on the host's terminal."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


@lru_cache(8)
def _truecolor_filter(theme: TerminalTheme) -> ANSIToTruecolor:
    """Textual's filter for a terminal's theme, the same object for all apps."""
    return ANSIToTruecolor(theme)


class GuestDriver(Driver):
    _app: GuestApp

    def write(self, data: str) -> None:
        self._app.terminal.write(data)

    def flush(self) -> None:
        self._app.terminal.flush()

    def start_application_mode(self) -> None:
        self._app.terminal.attach(self, self._app)

    def stop_application_mode(self) -> None:
        self._app.terminal.detach()

    def disable_input(self) -> None:
        """Do nothing: the terminal ignores input once it is detached."""

    def send_message(self, message: Message) -> None:
        """Post directly: host and app share one event loop."""
        if isinstance(message, events.Resize):
            self._size = (message.size.width, message.size.height)
        self._app.post_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: the browser would open on the host's machine."""

    @override
    def deliver_binary(self, binary: BinaryIO | TextIO, **_: Any) -> None:
        """Do nothing: the file would be on the host's machine."""
        binary.close()


class SharedStylesheet(Stylesheet):
    """Shares its rules with all style sheets of equal variables in the process."""

    _parsed: ClassVar[dict[object, list[RuleSet]]] = {}

    def reparse(self) -> None:
        """Parse with the present variables."""
        self.parse()

    def _parse_rules(self, *source: Any, **about: Any) -> list[RuleSet]:
        key = source, *about.values(), frozenset(self._variables.items())
        if key not in self._parsed:
            self._parsed[key] = super()._parse_rules(*source, **about)
        return self._parsed[key]
