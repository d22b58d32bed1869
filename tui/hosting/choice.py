"""What a host shows: one live blog, or several with a list of which each guest chooses."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, override

from tui.hosting.guest import ColourDepth, Guest
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.guest_replay import GuestListApp
from tui.hosting.host import GuestViews
from tui.hosting.html_page import html_list
from tui.hosting.options import ServeOptions
from tui.hosting.present_link import PresentLink
from tui.hosting.replays import ReplayViews, RoomViews
from tui.hosting.room.opening import OpenRoom, open_room
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.replay import ReplayOptions
from tui.screen.blog_list import ListedBlog, listing
from tui.screen.themes import SIXTEEN_COLOURS_THEME


class HostedBlogs(NamedTuple):
    """Views that guests get first, those among which they choose by name, and all rooms."""

    first: GuestViews
    by_name: Mapping[str, GuestViews]
    rooms: Sequence[OpenRoom]


def build_views(
    options: ServeOptions,
    blogs: Mapping[str, LiveBlog],
    *,
    now: Callable[[], float],
    wall: Callable[[], float],
) -> HostedBlogs:
    """Build the views of each live blog, by its name; the name "" means that there is only one.

    Each has a room of its own if the options ask for one. Raises OptionError.
    """
    rooms: list[OpenRoom] = []
    link = PresentLink() if options.present_link else None
    views: dict[str, ReplayViews] = {}
    for name, blog in blogs.items():
        opened = open_room(options, blog, wall, name, link)
        if opened is None:
            views[name] = ReplayViews(blog, options, now, name)
        else:
            rooms.append(opened)
            views[name] = RoomViews(blog, options, opened.room, opened.presenters, now, name)
    if "" in views:
        return HostedBlogs(views[""], {}, rooms)
    return HostedBlogs(ListViews([each.listed for each in views.values()]), views, rooms)


class ListViews(GuestViews):
    """What guests see who have not chosen one of several live blogs."""

    title = "Live blogs"

    def __init__(self, blogs: Sequence[ListedBlog]) -> None:
        self._blogs = blogs

    def app(self, guest: Guest) -> GuestApp:
        """Make a guest's list, the cursor on what they have watched before."""
        few = guest.colour_depth is ColourDepth.SIXTEEN
        return GuestListApp(self._blogs, at=guest.blog, theme=SIXTEEN_COLOURS_THEME if few else "")

    def left(self, app: GuestApp) -> None:
        """Do nothing: guests with a list know nothing of each other."""

    @property
    def listing(self) -> str:
        """A line for each live blog: its name, its title, and when it was."""
        return listing(self._blogs)

    @override
    def page(self, requested: ReplayOptions, width: int) -> str:
        """Write the list. Raises OptionError for a request that only one live blog can answer."""
        if requested.as_json:
            names = ", ".join(blog.name for blog in self._blogs)
            raise OptionError(f"--json is for one live blog, so name it first: {names}.")
        return self.listing

    @override
    def html(self, requested: ReplayOptions) -> str:
        """Write the list as HTML."""
        return html_list(self._blogs)
