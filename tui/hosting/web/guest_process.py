"""One guest's process behind `serve --web`: the replay on textual-serve's pipes, cut off from the
host's machine.
"""

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
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.page import ViewOptions


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
        self._limits = cast("WebReplayApp", app).limits
        self._size = size_from_browser(*(self._size or (80, 24)), self._limits)
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


class WebReplayApp(AppWithoutRights, ReplayApp):
    """The replay with a guest's time limits."""

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
        self.disable_developer_tools()
        self._time_limits = TimeLimits(limits.idle, limits.session, now)

    def get_driver_class(self) -> type[Driver]:
        """Return the driver for the guest's browser."""
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
            self.notify_guest(WARNING_MESSAGES[check.reason])
        self.set_timer(check.next_check, self._check_time)


def size_from_browser(width: object, height: object, limits: Limits) -> tuple[int, int]:
    """Return the columns and lines to draw for the size that a browser sent."""
    return limits.drawable_size(
        width if isinstance(width, int) else 80, height if isinstance(height, int) else 24
    )


def main() -> None:
    """Play for one guest; the only argument is the JSON that `web.server.guest_command` writes."""
    wanted = json.loads(sys.argv[1])
    blog = read(Path(wanted["blog"]).read_bytes())
    requested = ReplayOptions(speed=f"{wanted['speed']:g}", zones=tuple(wanted["zones"]))
    replay = Replay(blog, requested)
    player = replay.player(time.monotonic)
    options = ViewOptions(replay.faces, no_spoilers=wanted["no_spoilers"])
    WebReplayApp(
        player, options, LayoutCache(blog), Limits(**wanted["limits"]), time.monotonic
    ).run()


if __name__ == "__main__":
    main()
