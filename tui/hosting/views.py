"""Views of a host's live blogs: an app for a terminal, text for a pipe, HTML without a script."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape
from typing import override
from urllib.parse import quote, urlencode
from weakref import WeakSet

from rich.cells import cell_len

from tui.hosting.auth import Presenters, new_code, read_keys
from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_app.replay import GuestListApp, GuestReplayApp
from tui.hosting.host import GuestViews, HostedBlogs
from tui.hosting.options import ServeOptions
from tui.hosting.room.app import RoomApp
from tui.hosting.room.clock import Room
from tui.hosting.room.opening import open_room, room_clock, seat_of
from tui.model.blog import LiveBlog
from tui.model.clock_face import moment_name, own_face
from tui.model.counted import counted
from tui.model.coverage_words import part_line
from tui.model.errors import OptionError
from tui.model.safe_text import one_line
from tui.playback.player import Player
from tui.playback.timeline import Timeline
from tui.replay import Replay, ReplayOptions
from tui.screen.actions.live import UNASKED, Following
from tui.screen.drawing.picture import PictureSource
from tui.screen.page import ViewOptions
from tui.screen.shelf.row import ShelfRow
from tui.screen.themes import LIGHT, SIXTEEN_COLOURS_THEME
from tui.sources.bundled import assets
from tui.sources.pictures import saved_picture
from tui.text.replay import json_lines, page
from tui.writers.html import html

MOST_PICTURE_CELLS, MOST_COLOURS = (60, 20), 32  # for guests: some 25 KB, for slow lines


def build_views(
    options: ServeOptions,
    blogs: Mapping[str, LiveBlog],
    *,
    now: Callable[[], float],
    wall: Callable[[], float],
) -> HostedBlogs:
    """Views of all live blogs, each with a room if asked for. Raises OptionError."""
    code = new_code() if options.room and options.present_link else ""
    presenters = Presenters(read_keys(options.presenter_keys), code)
    clock = room_clock(options, now, wall)
    rooms = {name: open_room(options, blog, clock, name) for name, blog in blogs.items()}
    replays = {
        name: ReplayViews(blogs[name], options, now, name, room) for name, room in rooms.items()
    }
    views: dict[str, GuestViews] = {"": ListViews([*replays.values()])}
    return HostedBlogs(views | replays, [*filter(None, rooms.values())], presenters)


class ReplayViews:
    """Views of one live blog, with a clock for each guest or a room's. `now` is the real clock in
    seconds; `name` is "" for the only live blog."""

    def __init__(
        self,
        blog: LiveBlog,
        options: ServeOptions,
        now: Callable[[], float],
        name: str = "",
        room: Room | None = None,
    ) -> None:
        self._blog, self._options, self._now, self._name = blog, options, now, name
        self._room, self.title = room, blog.heading
        saved = partial(saved_picture, options.pictures)  # the web is not asked
        self._pictures = PictureSource(saved, most=MOST_PICTURE_CELLS, colours=MOST_COLOURS)
        self._apps: WeakSet[GuestReplayApp] = WeakSet()
        self._following = UNASKED

    def app(self, guest: Guest) -> GuestApp:
        """Raises OptionError or MomentError."""
        replay = self._replay(guest.asked.replay)
        app = self._room_app(self._room, replay, guest) if self._room else self._app(replay, guest)
        self._apps.add(app)
        app.started = partial(self._show_newest, app)
        return app

    def _app(self, replay: Replay, guest: Guest) -> GuestReplayApp:
        if guest.projector:
            raise OptionError("--projector is for a room, and this host has none.")
        player = self._player(replay, self._now)
        app = GuestReplayApp(player, self._view(replay, guest))
        if (left := guest.places.get(self._name)) is not None:
            app.offer_place(left)
        return app

    def _room_app(self, room: Room, replay: Replay, guest: Guest) -> RoomApp:
        """A moment or tempo in the request gives a guest their own clock. A driver takes the room
        there; with a tempo alone the room's moment stays."""
        requested = guest.asked.replay
        player = self._player(replay, room.now)
        asks = any((requested.pace, requested.speed, requested.finish_in))
        alone = bool(requested.at or (asks and not guest.presenter))
        seat, own = seat_of(guest, room, alone=alone), player.clock if alone else None
        app = RoomApp(player, self._view(replay, guest), member=seat, own=own)
        if asks and not alone and app.member.drives:
            player.set_tempo(replay.tempo)
        return app

    def _player(self, replay: Replay, now: Callable[[], float]) -> Player:
        player = replay.player(now)
        if self._blog.edge is not None and not replay.options.at:
            player.start_at(self._blog.edge)
        return player

    def continue_with(self, blog: LiveBlog, following: Following) -> None:
        """Show a longer state of the blog to all guests, at their own moments or the room's."""
        if self._room is not None:
            self._room.continue_with(blog)
        self._blog, self._following = blog, following
        for app in self._apps:
            if app.is_running:
                app.call_later(self._show_newest, app)

    def _show_newest(self, app: GuestReplayApp) -> None:
        """Show the newest state; a busy host may have skipped some."""
        is_known = app.player.blog is self._blog
        if not is_known or app.live_actions.following is not self._following:
            app.live_actions.take(self._blog, self._following)

    @property
    def listed(self) -> ShelfRow:
        blog, face, title = self._blog, own_face(self._blog), one_line(self.title)
        when = f"{face.days(blog.start, blog.end)}, {face.span(blog.start, blog.end)}"
        facts = filter(None, (when, counted(len(blog.posts), "post"), part_line(blog, face)))
        return ShelfRow("", (self._name,), title, " · ".join(facts), about=(when,))

    def example(self) -> str:
        return moment_name(own_face(self._blog), self._blog.start)

    def listing(self) -> str:
        return _listing([self.listed]).lstrip()

    def page(self, requested: ReplayOptions, width: int) -> str:
        """The page, by default at the end. Raises LiveBlogError."""
        replay = self._replay(requested)
        moment = self._moment(replay, self._blog.edge or self._blog.end)
        _ = replay.tempo, replay.faces  # not every page needs them, but a mistake is reported
        if replay.options.as_json:
            return "".join(f"{line}\n" for line in json_lines(replay, moment))
        return page(replay, moment, width)

    def html(self, requested: ReplayOptions) -> str:
        """The page, by default at the start. Raises LiveBlogError."""
        blog, face = self._blog, own_face(self._blog)
        moment, timeline = self._moment(self._replay(requested), blog.start), Timeline.of(blog)
        watched = moment_name(face, min(max(moment, blog.start), blog.end))
        links = [("../?" + urlencode({"at": watched}), "Watch from here")]  # relative to /as-of/
        newest, later = timeline.newest_at(moment), timeline.next_after(moment)
        shown_at = blog.start if newest is None else timeline.published(newest)
        for word, post in (("Earlier", timeline.previous_before(shown_at)), ("Later", later)):
            if post is not None:
                at = timeline.published(post)
                links.append((f"./{quote(moment_name(face, at))}", f"{word}: {face.time(at)}"))
        return html(blog, as_of=moment, links=links)

    def _moment(self, replay: Replay, default: datetime) -> datetime:
        """The requested moment, else the room's, else the default. Raises MomentError."""
        if self._room is not None:
            shown = self._room.moment_at(self._room.now())
            default = min(max(shown, self._blog.start), self._blog.edge or self._blog.end)
        return replay.page_moment(replay.options.at, default) if replay.options.at else default

    def _replay(self, requested: ReplayOptions) -> Replay:
        own = self._options
        options = requested._replace(
            zones=(*own.zones, *requested.zones), spoilers=requested.spoilers or own.spoilers
        )
        return Replay(self._blog, options, default_tempo=own.tempo)

    def _view(self, replay: Replay, guest: Guest) -> ViewOptions:
        command = self._options.command
        return ViewOptions(
            replay.faces,
            newest_first=replay.options.newest_first,
            spoilers=replay.options.spoilers,
            theme=_theme_for(guest),
            command=(*command, self._name) if self._name and command else command,
            moment_option=(),
            back_to_list=guest.came_from_list,
            pictures=self._pictures if self._options.pictures else None,
        )


class ListViews(GuestViews):
    """Views before a guest has chosen one of several live blogs."""

    title = "Live blogs"

    def __init__(self, replays: Sequence[ReplayViews]) -> None:
        self._blogs, self._first = [each.listed for each in replays], replays[0]

    def app(self, guest: Guest) -> GuestApp:
        """The cursor starts on the live blog watched before."""
        return GuestListApp(self._blogs, at=(guest.blog,), theme=_theme_for(guest))

    def listing(self) -> str:
        return _listing(self._blogs)

    def example(self) -> str:
        return self._first.example()

    @override
    def page(self, requested: ReplayOptions, width: int) -> str:
        """Raises OptionError for a request that only one live blog can answer."""
        if requested.as_json:
            names = ", ".join(blog.words[0] for blog in self._blogs)
            raise OptionError(f"--json is for one live blog, so name it first: {names}.")
        return self.listing()

    @override
    def html(self, requested: ReplayOptions) -> str:
        rows = "".join(
            f'<li><a href="{name}/"><strong dir="auto">{escape(blog.title)}</strong></a><br>'
            f'{escape(blog.facts)} · <a href="{name}/as-of/">as plain text</a></li>\n'
            for blog in self._blogs
            for name in blog.words
        )
        return (assets() / "web/list.html").read_text("utf-8").replace("{rows}", rows)


def _listing(blogs: Sequence[ShelfRow]) -> str:
    """Name, title and time of each live blog, a line each."""
    width = max(cell_len(blog.words[0]) for blog in blogs)
    lines = (f"{blog.words[0]:<{width}}  {blog.title}, {blog.about[0]}\n" for blog in blogs)
    return "".join(lines)


def _theme_for(guest: Guest) -> str:
    """Terminals with 16 colours keep their own; "" is the usual theme."""
    usual = LIGHT.name if guest.light else ""
    return SIXTEEN_COLOURS_THEME if guest.colour_depth is ColourDepth.SIXTEEN else usual
