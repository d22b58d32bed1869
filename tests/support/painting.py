"""Compares what an app has painted bit by bit with all of its screen, painted anew."""

import pytest
from drawn_screen import DrawnScreen
from rich.console import Console
from screen_stage import Stage
from textual._compositor import LayoutUpdate
from textual.strip import Strip

_RENDER = Strip.render


def rendered_anew(strip: Strip, console: Console) -> str:
    """Renders a strip without what rich and Textual have kept for the consoles of other tests."""
    strip._render_cache = None
    for segment in strip:
        if segment.style is not None:
            segment.style._ansi = None
    return _RENDER(strip, console)


class Painting:
    """What the app has written to its terminal since the last resize."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self._stage = stage
        monkeypatch.setattr(stage.app._driver, "write", self._write)
        monkeypatch.setattr(Strip, "render", rendered_anew)

    async def resize(self, width: int, height: int) -> None:
        self._terminal = DrawnScreen(width, height)
        await self._stage.resize(width, height)

    def lose(self) -> None:
        """Lose what has been written, as a terminal that missed frames."""
        self._terminal = DrawnScreen(*self._stage.app.size)

    def _write(self, text: str) -> None:
        self._terminal.feed(text.encode())

    def check(self, doing: str) -> None:
        """What has been written is the same as all of the screen, written anew."""
        app = self._stage.app
        whole = DrawnScreen(*app.size)
        update = app.screen._compositor.render_update(
            full=True, screen_stack=app._background_screens
        )
        assert isinstance(update, LayoutUpdate)
        whole.feed(update.render_segments(app.console).encode())
        different = [
            f"row {y}, column {x}: {ours} instead of {theirs}"
            for y, rows in enumerate(zip(self._terminal.cells, whole.cells, strict=True))
            for x, (ours, theirs) in enumerate(zip(*rows, strict=True))
            if ours != theirs
        ]
        assert not different, f"after {doing}: {len(different)} cells, such as {different[0]}"
