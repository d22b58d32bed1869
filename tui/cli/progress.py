"""A bar on standard error while a slow source is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

AFTER_SECONDS = 0.5  # before the bar shows


class SourceProgress:
    """Shows the bytes read of a source, or lines of text, unless the source is quick."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._from = now() + AFTER_SECONDS
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, so_far: int, total: int | None) -> None:
        if self._now() >= self._from:
            bar, task = self._bar()
            bar.update(task, completed=so_far, total=total, description="Reading")

    def show(self, text: str) -> None:
        bar, task = self._bar()
        bar.update(task, description=text)

    def clear(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _bar(self) -> "tuple[Progress, TaskID]":
        if self._shown is None:
            from rich.console import Console  # only where a source is slow
            from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                DownloadColumn(),
            )
            bar = Progress(*columns, console=Console(stderr=True), transient=True)
            bar.start()
            self._shown = bar, bar.add_task("", total=None)
        return self._shown
