"""What a host shows: each guest the same live blog, at their own pace."""

import math
from collections.abc import Callable

from tui.blog import LiveBlog
from tui.errors import OptionError
from tui.hosting.guest import Guest
from tui.hosting.hosted import Hosted
from tui.hosting.options import ServeOptions
from tui.plain import page
from tui.replay import ReplayOptions, faces_for, page_moment_for, player_for
from tui.screen.app import ReplayApp
from tui.screen.layouts import Layouts
from tui.screen.view_options import ViewOptions


class HostedReplay(Hosted, ReplayApp):
    """The replay as a guest gets it."""


class Replays:
    """A Programme of one live blog. `now` is the real clock in seconds."""

    def __init__(self, blog: LiveBlog, options: ServeOptions, now: Callable[[], float]) -> None:
        self._blog = blog
        self._now = now
        self._speed = f"{options.speed:g}"
        self._layouts = Layouts(blog)
        faces = faces_for(blog, ReplayOptions(zones=options.zones), local=None)
        self._view = ViewOptions(faces, no_spoilers=options.no_spoilers)

    def app(self, guest: Guest) -> Hosted:
        """A player and a screen of the guest's own; what has been laid out is shared by all."""
        wish = guest.wish if guest.wish.speed else guest.wish._replace(speed=self._speed)
        player = player_for(self._blog, wish, self._view.faces, self._now)
        if math.isinf(player.speed):
            raise OptionError("A replay on a screen needs a speed in numbers, for example --speed 60.")
        return HostedReplay(player, self._view, self._layouts, now=self._now)

    def page(self, wish: ReplayOptions, width: int) -> str:
        """The page as of the wished moment, or as it was in the end."""
        faces = self._view.faces
        player = player_for(self._blog, wish._replace(at=""), faces, self._now)
        moment = page_moment_for(self._blog, wish.at, faces, player) if wish.at else self._blog.end
        return page(self._blog, moment, selection=player.selection, face=faces[0], width=width)
