"""One guest's process behind `serve --web`: the replay on textual-serve's pipes, cut off from the
host's machine.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.driver import Driver

from tui.hosting.guest_app.rights import AppWithoutRights
from tui.hosting.guest_app.web_driver import WebGuestDriver
from tui.hosting.guests.time_limits import WARNING_MESSAGES, TimeLimits
from tui.hosting.options import Limits, ServeOptions
from tui.playback.player import Player
from tui.readers import read
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.page import ViewOptions


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


def main() -> None:
    """Play for one guest; the only argument is the JSON that `web.server.guest_command` writes."""
    wanted = json.loads(sys.argv[1])
    blog = read(Path(wanted["blog"]).read_bytes())
    requested = ReplayOptions(zones=tuple(wanted["zones"]))
    tempo = ServeOptions(pace=wanted["pace"], speed=wanted["speed"]).tempo
    replay = Replay(blog, requested, usual=tempo)
    player = replay.player(time.monotonic)
    options = ViewOptions(replay.faces, spoilers=wanted["spoilers"])
    WebReplayApp(
        player, options, LayoutCache(blog), Limits(**wanted["limits"]), time.monotonic
    ).run()


if __name__ == "__main__":
    main()
