"""What guests see of one live blog: an app for a terminal, a page of text for a pipe.

`ReplayViews` gives each guest a clock of their own, `RoomViews` gives all guests the room's clock.
"""

import math
from collections.abc import Callable
from datetime import datetime
from weakref import WeakSet

from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_replay import GuestReplayApp, GuestRoomApp
from tui.hosting.html_page import html_page
from tui.hosting.keys import Presenters
from tui.hosting.options import ServeOptions
from tui.hosting.room.clock import Room
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.part_words import part_line
from tui.model.safe_text import one_line, printable
from tui.playback.player import Player
from tui.replay import Replay, ReplayOptions
from tui.screen.blog_list import ListedBlog
from tui.screen.drawing.picture import PictureSource
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.themes import SIXTEEN_COLOURS_THEME
from tui.screen.view_options import ViewOptions
from tui.text.replay import json_lines, page

MOST_CELLS, MOST_COLOURS = (60, 20), 32
"""Columns, rows and colours of a guest's pictures: some 25 KB, which a slow line takes."""


class ReplayViews:
    """The views of guests who each have their own clock. `now` is the real clock in seconds; `name`
    is the live blog's where there are several.
    """

    def __init__(
        self, blog: LiveBlog, options: ServeOptions, now: Callable[[], float], name: str = ""
    ) -> None:
        self._blog = blog
        self._name = name
        self._now = now
        self._tempo = options.tempo
        self._zones = options.zones
        self._layouts = LayoutCache(blog)  # shared by all guests
        self._faces = Replay(blog, ReplayOptions(zones=options.zones)).faces
        self._spoilers = options.spoilers
        self._pictures = _pictures(options.pictures)
        self._apps: WeakSet[GuestReplayApp] = WeakSet()
        self._command = (*options.command, name) if name and options.command else options.command

    def app(self, guest: Guest) -> GuestApp:
        """Make a guest's app. Raises OptionError or MomentError for a request without a meaning."""
        if guest.projector:
            raise OptionError("--projector is for a room, and this host has none.")
        replay = self._replay(guest.requested)
        player = _screen_player(replay, self._now)
        view = self._view(replay, guest)
        if self._blog.edge is not None and not guest.requested.at:
            player.start_at(self._blog.edge)
        app = GuestReplayApp(player, view, self._layouts, now=self._now)
        self._apps.add(app)
        if (left := guest.places.get(self._name)) is not None:
            app.offer_place(left)
        return app

    def continue_with(self, blog: LiveBlog) -> None:
        """Show a longer state of the live blog to all guests, each at the moment they are at."""
        self._blog = blog
        self._layouts.continue_with(blog)
        for app in self._apps:
            if app.is_running:
                app.call_later(app.live_actions.take, blog)

    def left(self, app: GuestApp) -> None:
        """Do nothing: guests with their own clocks know nothing of each other."""

    def page(self, requested: ReplayOptions, width: int) -> str:
        """Write the page as of the requested moment, else as of the blog's end.

        Raises OptionError or MomentError.
        """
        return _page(self._replay(requested), self._blog.end, width)

    @property
    def title(self) -> str:
        """The live blog's title."""
        return self._blog.title or "Live blog"

    @property
    def listed(self) -> ListedBlog:
        """The live blog as a row of a list."""
        blog, face = self._blog, self._faces[0]
        when = f"{face.days(blog.start, blog.end)}, {face.span(blog.start, blog.end)}"
        part = part_line(blog, face) if blog.part else ""
        return ListedBlog(self._name, one_line(self.title), when, len(blog.posts), part)

    @property
    def listing(self) -> str:
        """The live blog's title, and when it was."""
        span = self._faces[0].span(self._blog.start, self._blog.end)
        return f"{printable(self.title)}, {span}\n"

    def html(self, requested: ReplayOptions) -> str:
        """Write the page as of the requested moment, else as of the blog's start.

        Raises OptionError or MomentError.
        """
        return self._html(requested, self._blog.start)

    def _html(self, requested: ReplayOptions, default: datetime) -> str:
        typed = requested.at
        moment = self._replay(requested).page_moment(typed, default) if typed else default
        return html_page(self._blog, moment, self._faces[0])

    def _replay(self, requested: ReplayOptions) -> Replay:
        options = requested._replace(
            zones=(*self._zones, *requested.zones), spoilers=requested.spoilers or self._spoilers
        )
        return Replay(self._blog, options, usual=self._tempo)

    def _view(self, replay: Replay, guest: Guest) -> ViewOptions:
        """The view of a guest; with 16 colours in the palette of their own terminal."""
        few = guest.colour_depth is ColourDepth.SIXTEEN
        return ViewOptions(
            replay.faces if replay.options.zones != self._zones else self._faces,
            newest_first=replay.options.newest_first,
            spoilers=replay.options.spoilers,
            theme=SIXTEEN_COLOURS_THEME if few else "",
            command=self._command,
            moment_option=(),
            back_to_list=guest.came_from_list,
            pictures=self._pictures,
        )


class RoomViews(ReplayViews):
    """The views of guests who share a room's clock. `now` only times the notes on the screen."""

    def __init__(
        self,
        blog: LiveBlog,
        options: ServeOptions,
        room: Room,
        presenters: Presenters | None,
        now: Callable[[], float],
        name: str = "",
    ) -> None:
        super().__init__(blog, options, now, name)
        self._room = room
        self._presenters = presenters

    def app(self, guest: Guest) -> GuestApp:
        """Make a guest's app. A guest who requests a moment or a speed starts on their own clock;
        who drives takes the room there, by a speed alone from the room's moment on.

        Raises OptionError or MomentError.
        """
        requested = guest.requested
        replay = self._replay(requested)
        player = _screen_player(replay, self._room.now)
        presenter = (
            self._presenters.name_of(guest.user, guest.fingerprint) if self._presenters else ""
        )
        asks = any((requested.pace, requested.speed, requested.finish_in))
        alone = bool(requested.at or (asks and not presenter))
        app = GuestRoomApp(
            player,
            self._view(replay, guest),
            self._layouts,
            now=self._now,
            room=self._room,
            presenter=presenter,
            own=player.clock if alone else None,
            projector=guest.projector,
        )
        if asks and not alone and app.drives:
            player.set_tempo(replay.tempo)
        return app

    def left(self, app: GuestApp) -> None:
        """Give the guest's seat in the room to nobody."""
        if isinstance(app, GuestRoomApp):
            app.guest_left()

    def page(self, requested: ReplayOptions, width: int) -> str:
        """Write the page as of the requested moment, else as of the room's moment now.

        Raises OptionError or MomentError.
        """
        return _page(self._replay(requested), self._room_moment, width)

    def html(self, requested: ReplayOptions) -> str:
        """Write the page as of the requested moment, else as of the room's moment now.

        Raises OptionError or MomentError.
        """
        return self._html(requested, self._room_moment)

    @property
    def _room_moment(self) -> datetime:
        moment = self._room.moment_at(self._room.now())
        return min(max(moment, self._blog.start), self._blog.end)


def _pictures(sources: tuple[str, ...]) -> PictureSource | None:
    """The pictures saved with these sources, small and in few colours; the web is not asked."""

    def saved(address: str) -> bytes | None:
        from tui.sources.pictures import saved_picture  # few hosts show pictures

        return saved_picture(sources, address)

    return PictureSource(saved, most=MOST_CELLS, colours=MOST_COLOURS) if sources else None


def _screen_player(replay: Replay, now: Callable[[], float]) -> Player:
    if math.isinf(replay.tempo.rate):
        raise OptionError("A replay on a screen needs a speed in numbers, for example --speed 60.")
    return replay.player(now)


def _page(replay: Replay, default: datetime, width: int) -> str:
    """Write the page as of the requested moment, else as of the default one."""
    typed = replay.options.at
    moment = replay.page_moment(typed, default) if typed else default
    _ = replay.tempo, replay.faces  # a page needs not all, but a mistake in them is told
    newest_first = replay.options.newest_first
    if replay.options.as_json:
        lines = json_lines(
            replay.blog, moment, selection=replay.selection, newest_first=newest_first
        )
        return "".join(f"{line}\n" for line in lines)
    return page(
        replay.blog,
        moment,
        selection=replay.selection,
        newest_first=newest_first,
        face=replay.faces[0],
        width=width,
        spoilers=replay.options.spoilers,
    )
