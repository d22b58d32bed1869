"""What a host shows in a room: each guest the same live blog at the room's moment."""

import math
from collections.abc import Callable

from tui.blog import LiveBlog
from tui.errors import OptionError
from tui.hosting.guest import Guest
from tui.hosting.hosted import Hosted
from tui.hosting.options import ServeOptions
from tui.hosting.presenters import Presenters
from tui.hosting.room import Room
from tui.hosting.room_app import RoomApp
from tui.plain import page
from tui.replay import ReplayOptions, faces_for, page_moment_for, player_for
from tui.screen.layouts import Layouts
from tui.screen.view_options import ViewOptions


class HostedRoomApp(Hosted, RoomApp):
    """The replay as a guest of a room gets it."""


class RoomReplays:
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

    def app(self, guest: Guest) -> Hosted:
        """Whoever asks for a moment or a speed of their own begins there, outside the shared clock."""
        presenter = self._presenters.name_of(guest.fingerprint) if self._presenters else ""
        wish = guest.wish._replace(speed=guest.wish.speed or self._speed)
        player = player_for(self._blog, wish, self._view.faces, self._room.now)
        if math.isinf(player.speed):
            raise OptionError("A replay on a screen needs a speed in numbers, for example --speed 60.")
        own = player.playhead.clock if guest.wish.at or guest.wish.speed else None
        return HostedRoomApp(
            player, self._view, self._layouts, now=self._now, room=self._room, presenter=presenter, own=own
        )

    def page(self, wish: ReplayOptions, width: int) -> str:
        """The page as of the wished moment, or as it is in the room now."""
        faces = self._view.faces
        player = player_for(self._blog, wish._replace(at=""), faces, self._room.now)
        player.playhead.follow(self._room.clock)
        moment = page_moment_for(self._blog, wish.at, faces, player) if wish.at else player.position
        return page(self._blog, moment, selection=player.selection, face=faces[0], width=width)
