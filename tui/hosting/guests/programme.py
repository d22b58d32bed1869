"""What a host shows, as the server sees it: an app for a terminal, a page for a pipe."""

from typing import Protocol

from tui.hosting.guest import Guest
from tui.hosting.guest_app.app import Hosted
from tui.replay import ReplayOptions


class Programme(Protocol):
    """Shown to every guest. Both raise LiveBlogError for a wish that makes no sense."""

    def app(self, guest: Guest) -> Hosted:
        """The guest's own app, not yet running."""
        ...

    def page(self, wish: ReplayOptions, width: int) -> str:
        """The page as text as of the wished moment, lines ending in a line feed; called in another thread."""
        ...
