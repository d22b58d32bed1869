"""What Textual would let whoever sits at an app do to the machine it runs on: taken away from guests and visitors."""

from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal, TextIO, override

from textual.app import App
from textual.driver import Driver


class DriverWithoutFiles(Driver):
    """Mixed in before a driver that writes files, or derived from."""

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
        """Nothing: the file would be written on the server."""
        binary.close()


class AppWithoutRights(App[Any]):
    """Mixed in before an App."""

    TOASTS: ClassVar[bool] = True
    """Hosts warn their guests in toasts."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: it would be written on the server."""

    @override
    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Nothing: it would be written on the server."""
        return ""

    def action_suspend_process(self) -> None:
        """Nothing: the process is the server's."""
