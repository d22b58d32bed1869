"""The keys of what is kept between runs: going on where the blog was left, and the colours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from tui.playback.selection import Selection
from tui.playback.view import View
from tui.screen.actions.page_mixin import PageMixin
from tui.screen.drawing.line_widget import TextRow
from tui.screen.feed.pages.top_words import FeedPlace
from tui.screen.transport.state import WAITS, BarState, key_words


class Left(NamedTuple):
    """Where the reader left this blog in an earlier run, and with which filter."""

    moment: datetime
    place: FeedPlace
    selection: Selection = Selection()
    read: tuple[int, float] | None = None
    """The post that was being read, and the share of it that had been."""


class KeptActions(PageMixin):
    """Who starts the app says what was kept, and keeps what is chosen."""

    left: Left | None = None
    """Where the key for it goes on; the bar offers it until something was read."""
    keep_theme: Callable[[str], None] = staticmethod(lambda _: None)
    """Keeps the theme that was chosen for later runs."""
    _first: tuple[int, int] | None = None
    """The posts known at the start, and the one being read."""

    @property
    def has_read(self) -> bool:
        """Whether the clock came to another post than the first ones, or the reader scrolled."""
        return self._has_read_at(self.player.view())

    def _has_read_at(self, view: View) -> bool:
        if self._first is None:
            return False
        return self._reading_of(view) != self._first or not self.feed.reading.following

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Shows one moment in every part; the first one is that at which nothing was read."""
        if self._first is None:
            self._first = self._reading_of(view)
        super().show_view(view, jumped=jumped)

    def _reading_of(self, view: View) -> tuple[int, int]:
        return view.known, -1 if view.reading is None else view.reading.post

    def bar_state(self, view: View) -> BarState:
        """The bar's content; at first with the place that is kept."""
        state = super().bar_state(view)
        if self.left is None or self._has_read_at(view):
            return state
        at = self.face.time(self.left.moment)
        offer: tuple[TextRow, ...]
        offer = ((f"You left at {at}", "name"),), key_words(self._key("go-on"), "go on there")
        if not view.playing and not view.ended:
            state = replace(state, chip=WAITS)
            offer = (*offer, key_words(self._key("play"), "start here"))
        return replace(state, words=(*offer, *state.words))

    def action_go_on(self) -> None:
        """Goes on where the blog was left: clock, feed and filter."""
        left = self.left
        if left is None:
            self.tell("There is no place in this live blog at which you left it.")
            return
        before = self.feed.reading.place
        self.player.select(left.selection)
        self.player.seek(left.moment, before, read=left.read)
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
        await ThemeBox(themes, before, self._preview_theme).open(chosen)

    def _preview_theme(self, name: str) -> None:
        self.theme = name
