"""Takes away what Textual lets the user of an app do to the machine that the app runs on.

Shared by the guests' apps over SSH and in a browser.
"""

from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal, TextIO, override

from textual.app import App
from textual.driver import Driver

NOTICE_SECONDS = 20.0


class DriverWithoutFiles(Driver):
    """A driver that writes no files; mix it in before a driver that would."""

    @override
    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Do nothing: the file would be written on the host's machine."""
        binary.close()


class AppWithoutRights(App[Any]):
    """An app that cannot reach the host's machine; mix it in before an App."""

    TOASTS: ClassVar[bool] = True
    """The host warns its guests in toasts."""

    OPENS_LINKS: ClassVar[bool] = False
    """The browser of the host's machine is not the guest's."""

    def disable_developer_tools(self) -> None:
        """Ignore TEXTUAL's variables in the environment of the host."""
        self.features = frozenset()
        self.devtools = None

    def notify_guest(self, text: str) -> None:
        """Show the guest a warning from the host."""
        self.notify(text, severity="warning", timeout=NOTICE_SECONDS, markup=False)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Do nothing: the screenshot would be written on the host's machine."""

    @override
    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Do nothing: the screenshot would be written on the host's machine."""
        return ""

    def action_suspend_process(self) -> None:
        """Do nothing: the process is the host's."""
