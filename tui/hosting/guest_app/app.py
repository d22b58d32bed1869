"""An app as a guest gets it: their colours, their terminal, and no right over the server."""

import io
import sys
from asyncio import Event
from typing import Any, ClassVar, cast, override
from weakref import WeakSet

from rich.console import Console, RenderableType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor

from tui.hosting.guest import Guest
from tui.hosting.guest_app.colours import line_filters_for
from tui.hosting.guest_app.driver import GuestDriver
from tui.hosting.guest_app.rights import AppWithoutRights
from tui.hosting.guest_app.stylesheets import SharedStylesheet
from tui.hosting.terminal.terminal import GuestTerminal


class NodeRegistry(WeakSet[DOMNode]):
    """An app's nodes, and in `ever` also those that it has removed: what is to be taken apart when its guest leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.ever_added: WeakSet[DOMNode] = WeakSet()

    def add(self, item: DOMNode) -> None:
        """Add a node."""
        self.ever_added.add(item)
        super().add(item)


class GuestApp(AppWithoutRights):
    """Mixed in before an App that is to be hosted. Give it its guest with `admit` before it runs.

    Uses names of Textual 8.2 that are not public: `_capture_stdout`, `_capture_stderr`, `_fatal_error`,
    `_close_messages_no_wait`, `_registry` and `_exception`.
    """

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    terminal: GuestTerminal
    guest: Guest

    def attach(self, guest: Guest, terminal: GuestTerminal) -> None:
        """Bind the app to its guest, and cut it off from the process it runs in."""
        self.guest = guest
        self.terminal = terminal
        self.first_frame = Event()
        self._registry = self.nodes = NodeRegistry()
        self.features = frozenset()
        self.devtools = None
        self.no_color = guest.no_color
        self._own_filters = line_filters_for(guest.colour_depth, guest.no_color)
        self.stylesheet = SharedStylesheet.copy_of(self.stylesheet)
        # The server's own TERM must not decide; every guest's filter expects 24-bit colours.
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
        # An app puts these in the place of the process's own while it runs, and is kept alive by them afterwards.
        self._capture_stdout, self._capture_stderr = cast(Any, sys.stdout), cast(Any, sys.stderr)

    def get_driver_class(self) -> type[Driver]:
        """The guest's terminal, never the server's."""
        return GuestDriver

    def get_line_filters(self) -> list[LineFilter]:
        """The app's own filters, without what the server's NO_COLOR put there, and then the guest's."""
        kept = [
            each
            for each in super().get_line_filters()
            if not isinstance(each, Monochrome | NoColor)
        ]
        return [*kept, *self._own_filters]

    def on_ready(self) -> None:
        """The first frame has been sent."""
        self.first_frame.set()

    def show_warning(self, text: str) -> None:
        """Tell the guest something, from outside the app."""
        self.call_later(self.notify, text, severity="warning", timeout=20, markup=False)

    @property
    def failure(self) -> Exception | None:
        """What the app died of, if it did."""
        return self._exception

    @override
    def panic(self, *renderables: RenderableType) -> None:
        """End without printing anything: the traceback would go to the server's terminal."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
