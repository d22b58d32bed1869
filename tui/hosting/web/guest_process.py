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
from tui.hosting.guests.time_limits import WARNING_MESSAGES, TimeLimits
from tui.hosting.options import Limits
from tui.hosting.terminal.cpu_budget import ProcessCpuBudget
from tui.playback.player import Player
from tui.readers import read
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import Layouts
from tui.screen.page import ViewOptions


class WebGuestDriver(DriverWithoutFiles, WebDriver):
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
        self._limits = cast("WebReplayApp", app).limits
        self._size = clamped(*(self._size or (80, 24)), self._limits)
        self._cpu_budget = ProcessCpuBudget(self._limits.work, time.monotonic, time.process_time)

    @override
    def process_message(self, message: Message) -> None:
        """Pass on what the visitor did, when the process has not been busy for more than its share."""
        self._wait_for_budget()
        super().process_message(message)

    @override
    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        if packet_type == "resize":
            self._wait_for_budget()
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

    def _wait_for_budget(self) -> None:
        """Wait, in the thread that reads, for as long as the visitor must."""
        if wait := self._cpu_budget.seconds_owed():
            self.exit_event.wait(wait)


class WebReplayApp(AppWithoutRights, ReplayApp):
    """The replay, for as long as a visitor may stay."""

    def __init__(
        self,
        player: Player,
        options: ViewOptions,
        layouts: Layouts,
        limits: Limits,
        now: Callable[[], float],
    ) -> None:
        self.limits = limits
        super().__init__(player, options, layouts, now=now)
        self.features = frozenset()
        self.devtools = None
        self._time_limits = TimeLimits(limits.idle, limits.session, now)

    def get_driver_class(self) -> type[Driver]:
        """The visitor's browser."""
        return WebGuestDriver

    def on_mount(self) -> None:
        self.set_timer(self._time_limits.check().next_check, self._check_time)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._time_limits.key_pressed()
        await super().on_event(event)

    def _check_time(self) -> None:
        check = self._time_limits.check()
        if check.expired:
            self.exit()
            return
        if check.reason:
            self.notify(
                WARNING_MESSAGES[check.reason], severity="warning", timeout=20, markup=False
            )
        self.set_timer(check.next_check, self._check_time)


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
    WebReplayApp(player, options, Layouts(blog), Limits(**wanted["limits"]), time.monotonic).run()


if __name__ == "__main__":
    main()
