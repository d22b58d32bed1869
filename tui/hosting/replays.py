"""What a host shows: each guest the same live blog, at their own pace."""

import math
from collections.abc import Callable
from datetime import datetime

from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.keys import Presenters
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.player import Player
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import Layouts
from tui.screen.page import ViewOptions
from tui.text.replay import page


class GuestReplayApp(GuestApp, ReplayApp):
    """The replay as a guest gets it."""


class ReplayViews:
    """A Programme of one live blog. `now` is the real clock in seconds."""

    def __init__(self, blog: LiveBlog, options: ServeOptions, now: Callable[[], float]) -> None:
        self._blog = blog
        self._now = now
        self._speed = f"{options.speed:g}"
        self._layouts = Layouts(blog)
        self._zones = options.zones
        faces = Replay(blog, ReplayOptions(zones=options.zones)).faces
        self._view = ViewOptions(faces, no_spoilers=options.no_spoilers)

    def app(self, guest: Guest) -> GuestApp:
        """A player and a screen of the guest's own; what has been laid out is shared by all."""
        player = _screen_player(self._replay(guest.requested), self._now)
        return GuestReplayApp(player, self._view, self._layouts, now=self._now)

    def page(self, requested: ReplayOptions, width: int) -> str:
        """The page as of the wished moment, or as it was in the end."""
        return _page(self._replay(requested), self._blog.end, width)

    def _replay(self, requested: ReplayOptions) -> Replay:
        return Replay(
            self._blog, requested._replace(speed=requested.speed or self._speed, zones=self._zones)
        )


class GuestRoomApp(GuestApp, RoomApp):
    """The replay as a guest of a room gets it."""


class RoomViews:
    """A Programme of one live blog in a room. `now` is the real clock in seconds, for notes alone."""

    def __init__(
        self,
        blog: LiveBlog,
        options: ServeOptions,
        room: Room,
        presenters: Presenters | None,
        now: Callable[[], float],
    ) -> None:
        self._blog = blog
        self._room = room
        self._presenters = presenters
        self._now = now
        self._speed = f"{options.speed:g}"
        self._layouts = Layouts(blog)
        self._zones = options.zones
        faces = Replay(blog, ReplayOptions(zones=options.zones)).faces
        self._view = ViewOptions(faces, no_spoilers=options.no_spoilers)

    def app(self, guest: Guest) -> GuestApp:
        """Whoever asks for a moment or a speed of their own begins there, outside the shared clock."""
        presenter = self._presenters.name_of(guest.fingerprint) if self._presenters else ""
        player = _screen_player(self._replay(guest.requested), self._room.now)
        own = player.playhead.clock if guest.requested.at or guest.requested.speed else None
        return GuestRoomApp(
            player,
            self._view,
            self._layouts,
            now=self._now,
            room=self._room,
            presenter=presenter,
            own=own,
        )

    def page(self, requested: ReplayOptions, width: int) -> str:
        """The page as of the wished moment, or as it is in the room now."""
        clock, blog = self._room.clock, self._blog
        now = min(max(clock.at(self._room.now()), blog.start), blog.end)
        return _page(self._replay(requested), now, width)

    def _replay(self, requested: ReplayOptions) -> Replay:
        return Replay(
            self._blog, requested._replace(speed=requested.speed or self._speed, zones=self._zones)
        )


def _screen_player(replay: Replay, now: Callable[[], float]) -> Player:
    """A player for a screen. Raises OptionError, also for a speed that a screen cannot show."""
    if math.isinf(replay.speed):
        raise OptionError("A replay on a screen needs a speed in numbers, for example --speed 60.")
    return replay.player(now)


def _page(replay: Replay, now: datetime, width: int) -> str:
    """The page as text: as of the wished moment, else as of `now`."""
    wished = replay.options.at
    moment = replay.page_moment(wished, now) if wished else now
    return page(replay.blog, moment, selection=replay.selection, face=replay.faces[0], width=width)
