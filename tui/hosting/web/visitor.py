"""One visitor's process behind `serve --web`: the replay on textual-serve's pipes, with no right over the server."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast, override

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from tui.hosting.guest_app.rights import AppWithoutRights, DriverWithoutFiles
from tui.hosting.guests.time_limits import WARNINGS, Stay
from tui.hosting.options import Limits
from tui.hosting.terminal.cpu_budget import ProcessorTime
from tui.playback.player import Player
from tui.readers import read
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.page import ViewOptions


class VisitorDriver(DriverWithoutFiles, WebDriver):
    """Textual's driver for a browser, for a visitor whom nobody knows."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._limits = cast("WebReplay", app).limits
        self._size = clamped(*(self._size or (80, 24)), self._limits)
        self._work = ProcessorTime(self._limits.work, time.monotonic, time.process_time)

    @override
    def process_message(self, message: Message) -> None:
        """Pass on what the visitor did, when the process has not been busy for more than its share."""
        self._ration()
        super().process_message(message)

    @override
    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "resize":
            self._ration()
            payload["width"], payload["height"] = clamped(
                payload.get("width"), payload.get("height"), self._limits
            )
        super().on_meta(packet_type, payload)

    @override
    def run_input_thread(self) -> None:
        """Read what the visitor sends; when the server is gone, so is the visitor."""
        super().run_input_thread()
        if self._app.is_running and not self.exit_event.is_set():
            self._app.call_from_thread(self._app.exit)

    def _ration(self) -> None:
        """Wait, in the thread that reads, for as long as the visitor must."""
        if wait := self._work.owed():
            self.exit_event.wait(wait)


class WebReplay(AppWithoutRights, ReplayApp):
    """The replay, for as long as a visitor may stay."""

    def __init__(
        self,
        player: Player,
        options: ViewOptions,
        layouts: LayoutCache,
        limits: Limits,
        now: Callable[[], float],
    ) -> None:
        self.limits = limits
        super().__init__(player, options, layouts, now=now)
        self.features = frozenset()
        self.devtools = None
        self._stay = Stay(limits.idle, limits.session, now)

    def get_driver_class(self) -> type[Driver]:
        """The visitor's browser."""
        return VisitorDriver

    def on_mount(self) -> None:
        self.set_timer(self._stay.check().again, self._look)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._stay.key()
        await super().on_event(event)

    def _look(self) -> None:
        due = self._stay.check()
        if due.end:
            self.exit()
            return
        if due.reason:
            self.notify(WARNINGS[due.reason], severity="warning", timeout=20, markup=False)
        self.set_timer(due.again, self._look)


def clamped(width: object, height: object, limits: Limits) -> tuple[int, int]:
    """A size worth drawing, from what a browser says."""
    columns = width if isinstance(width, int) else 80
    lines = height if isinstance(height, int) else 24
    return max(1, min(columns, limits.width)), max(1, min(lines, limits.height))


def main() -> None:
    """Play for one visitor; the only argument is what `web.visitor_command` makes."""
    wanted = json.loads(sys.argv[1])
    blog = read(Path(wanted["blog"]).read_bytes())
    asked = ReplayOptions(speed=f"{wanted['speed']:g}", zones=tuple(wanted["zones"]))
    replay = Replay(blog, asked)
    player = replay.player(time.monotonic)
    options = ViewOptions(replay.faces, no_spoilers=wanted["no_spoilers"])
    WebReplay(player, options, LayoutCache(blog), Limits(**wanted["limits"]), time.monotonic).run()


if __name__ == "__main__":
    main()
