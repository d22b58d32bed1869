"""The keys of what is kept between runs: going on where the blog was left, and the colours."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from tui.playback.selection import Selection
from tui.playback.view import View
from tui.screen.feed.reading import FeedPlace
from tui.screen.page import ReplayPage
from tui.screen.transport.rows import TransportState


class Left(NamedTuple):
    """Where the reader left this blog in an earlier run, and with which filter."""

    moment: datetime
    place: FeedPlace
    selection: Selection = Selection()
    ended: bool = False
    """Whether it was watched to the end."""


class KeptActions(ReplayPage):
    """Who starts the app says what was kept, and keeps what is chosen."""

    left: Left | None = None
    """Where the key for it goes on; the bar offers it until something was read."""
    keep_theme: Callable[[str], None] = staticmethod(lambda _: None)
    """Keeps the theme that was chosen for later runs."""
    _first_known = -1
    _first_post = -1

    @property
    def has_read(self) -> bool:
        """Whether the clock or the feed has come to another post than the first ones."""
        if self._first_known < 0:
            return False
        view, place = self.player.view(), self.feed.reading.place
        return (view.known, place.post) != (self._first_known, self._first_post)

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Shows one moment in every part; the first one is that at which nothing was read."""
        super().show_view(view, jumped=jumped)
        if self._first_known < 0:
            self._first_known, self._first_post = view.known, self.feed.reading.place.post

    def _transport_state(self, view: View) -> TransportState:
        state = super()._transport_state(view)
        if self.left is None or self.has_read:
            return state
        at = self.face.time(self.left.moment)
        return state._replace(offer=f"left at {at} · {self._key('go-on')} goes on")

    def action_go_on(self) -> None:
        """Goes on where the blog was left: clock, feed and filter."""
        left = self.left
        if left is None:
            self.tell("There is no place in this live blog at which you left it.")
            return
        before = self.feed.reading.place
        self.player.select(left.selection)
        self.player.seek(left.moment, before)
        self.show_moment(jumped=True)
        self.feed.restore(left.place)
        self.tell(f"Going on at {self.face.named(left.moment)}.")

    async def action_theme(self) -> None:
        """Opens the list of themes; each is shown while the cursor is on it."""
        from tui.screen.dialogs.theme import ThemeBox  # only when asked for

        if self.no_color:
            self.tell("There are no colours to choose: NO_COLOR is set.")
            return
        before = self.theme

        def chosen(name: str | None) -> None:
            self.theme = name or before
            if name is not None:
                self.keep_theme(name)
                self.tell(f"Colours: {name}")

        themes = sorted(self.available_themes)
        await self.push_screen(ThemeBox(themes, before, self._preview_theme), chosen)

    def _preview_theme(self, name: str) -> None:
        self.theme = name
