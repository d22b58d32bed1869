"""A guest's app: it draws on the guest's terminal, and cannot reach the host's machine."""

import io
import sys
from asyncio import Event
from collections.abc import Callable
from typing import Any, ClassVar, cast, override

from rich.console import Console, RenderableType
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor

from tui.hosting.guest import Guest
from tui.hosting.guest_app.colours import line_filters_for, truecolor_filter
from tui.hosting.guest_app.driver import GuestDriver
from tui.hosting.guest_app.rights import AppWithoutRights
from tui.hosting.guest_app.stylesheets import SharedStylesheet
from tui.hosting.terminal import GuestTerminal


class GuestApp(AppWithoutRights):
    """An app of one guest; mix it in before an App, and call `attach` before the app runs.

    Uses private names of Textual 8.2: `_capture_stdout`, `_capture_stderr`, `_fatal_error`,
    `_close_messages_no_wait` and `_exception`.
    """

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    VEILS: ClassVar[bool] = False
    terminal: GuestTerminal
    guest: Guest
    goes_on_to: str | None = None
    """When the app has ended, the live blog to which the guest goes on by its name, empty for the
    list of them; None: the guest leaves."""

    def attach(self, guest: Guest, terminal: GuestTerminal) -> None:
        """Bind the app to its guest, and cut it off from the host's process."""
        self.guest = guest
        self.terminal = terminal
        self.first_frame = Event()
        self.disable_developer_tools()
        self.no_color = guest.no_color
        self._own_filters = line_filters_for(guest.colour_depth, guest.no_color)
        self.stylesheet = SharedStylesheet.copy_of(self.stylesheet)
        # The host's own TERM must not decide; every guest's filters expect 24-bit colours.
        self.console = Console(
            color_system="truecolor",
            file=io.StringIO(),
            markup=True,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
            soft_wrap=False,
            _environ={},
        )
        # Textual replaces the process's streams by these while an app runs; an object of the app
        # there would also keep the app alive afterwards.
        self._capture_stdout, self._capture_stderr = cast(Any, sys.stdout), cast(Any, sys.stderr)

    def get_driver_class(self) -> type[Driver]:
        """Return the driver for the guest's terminal."""
        return GuestDriver

    def get_line_filters(self) -> list[LineFilter]:
        """Return the app's filters, without those of the host's NO_COLOR, then the guest's.

        Guests with the same filters, not only with alike ones, share what is drawn.
        """
        filters = super().get_line_filters()
        kept = [each for each in filters if not isinstance(each, Monochrome | NoColor)]
        shared = [
            truecolor_filter(self.ansi_theme) if isinstance(each, ANSIToTruecolor) else each
            for each in kept
        ]
        return [*shared, *self._own_filters]

    def wake_in(self, seconds: float, tick: Callable[[], None]) -> None:
        """Call `tick` in so many seconds, or when it is this guest's turn after that."""
        self.terminal.tick_in(seconds, lambda: self.call_next(tick))

    def on_ready(self) -> None:
        self.first_frame.set()

    def guest_is_away(self) -> None:
        """Wait for a guest whose connection is lost; may be called from outside the app."""

    def guest_is_back(self) -> None:
        """Go on for a guest who is there again; may be called from outside the app."""

    def show_warning(self, text: str) -> None:
        """Show the guest a warning; may be called from outside the app."""
        self.call_later(self.notify_guest, text)

    @property
    def failure(self) -> Exception | None:
        """The exception that ended the app, if one did."""
        return self._exception

    @override
    def panic(self, *renderables: RenderableType) -> None:
        """End without printing: the traceback would go to the host's terminal."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
