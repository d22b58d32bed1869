"""Apps on this terminal: our driver, unless TEXTUAL_DRIVER is set."""

import sys
from typing import Any

from textual import constants
from textual.app import App
from textual.driver import Driver


class LocalTerminal(App[Any]):
    def get_driver_class(self) -> type[Driver]:
        """Our driver; Windows has Textual's."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from tui.terminal_input.local_driver import LocalDriver

        return LocalDriver

    def on_driver_signal_resume(self) -> None:
        self.refresh(layout=True)
