"""What a host shows: each guest the same live blog, at their own pace."""

import math
from collections.abc import Callable

from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.keys import Presenters
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.replay import ReplayOptions, faces_for, page_moment_for, player_for
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
        faces = faces_for(blog, ReplayOptions(zones=options.zones), local=None)
        self._view = ViewOptions(faces, no_spoilers=options.no_spoilers)

    def app(self, guest: Guest) -> GuestApp:
        """A player and a screen of the guest's own; what has been laid out is shared by all."""
        requested = (
            guest.requested
            if guest.requested.speed
            else guest.requested._replace(speed=self._speed)
        )
        player = player_for(self._blog, requested, self._view.faces, self._now)
        if math.isinf(player.speed):
            raise OptionError(
                "A replay on a screen needs a speed in numbers, for example --speed 60."
            )
        return GuestReplayApp(player, self._view, self._layouts, now=self._now)

    def page(self, requested: ReplayOptions, width: int) -> str:
        """The page as of the wished moment, or as it was in the end."""
        faces = self._view.faces
        player = player_for(self._blog, requested._replace(at=""), faces, self._now)
        moment = (
            page_moment_for(self._blog, requested.at, faces, player)
            if requested.at
            else self._blog.end
        )
        return page(self._blog, moment, selection=player.selection, face=faces[0], width=width)


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
        faces = faces_for(blog, ReplayOptions(zones=options.zones), local=None)
        self._view = ViewOptions(faces, no_spoilers=options.no_spoilers)

    def app(self, guest: Guest) -> GuestApp:
        """Whoever asks for a moment or a speed of their own begins there, outside the shared clock."""
        presenter = self._presenters.name_of(guest.fingerprint) if self._presenters else ""
        requested = guest.requested._replace(speed=guest.requested.speed or self._speed)
        player = player_for(self._blog, requested, self._view.faces, self._room.now)
        if math.isinf(player.speed):
            raise OptionError(
                "A replay on a screen needs a speed in numbers, for example --speed 60."
            )
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
        faces = self._view.faces
        player = player_for(self._blog, requested._replace(at=""), faces, self._room.now)
        player.playhead.follow(self._room.clock)
        moment = (
            page_moment_for(self._blog, requested.at, faces, player)
            if requested.at
            else player.position
        )
        return page(self._blog, moment, selection=player.selection, face=faces[0], width=width)
