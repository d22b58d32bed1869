"""Textual's driver for a guest in a browser: it limits the guest's CPU time and window size.

Uses private names of Textual 8.2: the driver's `_app` and `_size`.
"""

import time
from typing import Any, Protocol, cast, override

from textual.app import App
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from tui.hosting.cpu.guest_cpu import ProcessCpuBudget
from tui.hosting.guest_app.rights import DriverWithoutFiles
from tui.hosting.options import Limits
from tui.hosting.terminal.terminal import UNKNOWN_SIZE


class HasLimits(Protocol):
    """An app that knows its guest's limits."""

    limits: Limits


class WebGuestDriver(DriverWithoutFiles, WebDriver):
    """Textual's driver for a browser, for a guest who is not trusted."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._limits = cast(HasLimits, app).limits
        self._size = size_from_browser(*(self._size or UNKNOWN_SIZE), self._limits)
        self._cpu_budget = ProcessCpuBudget(self._limits.work, time.monotonic, time.process_time)

    @override
    def process_message(self, message: Message) -> None:
        """Pass the guest's input on once the process is within its CPU budget."""
        self._wait_for_budget()
        super().process_message(message)

    @override
    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "resize":
            self._wait_for_budget()
            payload["width"], payload["height"] = size_from_browser(
                payload.get("width"), payload.get("height"), self._limits
            )
        super().on_meta(packet_type, payload)

    @override
    def run_input_thread(self) -> None:
        """Read the guest's input; end the app when the host closes the pipe."""
        super().run_input_thread()
        if self._app.is_running and not self.exit_event.is_set():
            self._app.call_from_thread(self._app.exit)

    def _wait_for_budget(self) -> None:
        """Block the input thread for the seconds that the guest owes."""
        if wait := self._cpu_budget.seconds_owed():
            self.exit_event.wait(wait)


def size_from_browser(width: object, height: object, limits: Limits) -> tuple[int, int]:
    """Return the columns and lines to draw for the size that a browser sent."""
    columns, lines = UNKNOWN_SIZE
    return limits.drawable_size(
        width if isinstance(width, int) else columns, height if isinstance(height, int) else lines
    )
