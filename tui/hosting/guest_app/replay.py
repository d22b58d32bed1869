"""Apps of guests with their own clock: the replay, and the list of live blogs."""

from typing import ClassVar

from textual.types import CSSPathType

from tui.hosting.guest import buttons
from tui.hosting.guest.buttons import CLOSE, SUMMARY, Buttons, replay_buttons
from tui.hosting.guest_app.app import GuestApp
from tui.model.clock_face import moment_name
from tui.model.versions import standing_at
from tui.playback.view import SavedPlace, View
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import BOX_CSS
from tui.screen.keys import BY_ID
from tui.screen.page import PAGE_CSS
from tui.screen.shelf.app import ShelfApp


class GuestListApp(GuestApp, ShelfApp):
    OWN: ClassVar[bool] = False

    def on_mount(self) -> None:
        if self.guest.tell_page is not None:
            self.guest.tell_page({"buttons": buttons.IN_LIST})

    def choose(self, words: tuple[str, ...], _from_start: bool) -> None:
        (self.goes_on_to,) = words
        self.exit()


class GuestReplayApp(GuestApp, ReplayApp):
    # With the boxes' rules: read at a guest's first box, they would match the page's styles anew.
    CSS_PATH: ClassVar[CSSPathType | None] = [PAGE_CSS, BOX_CSS]
    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset({"go-on"})
    _heard_posts = 0
    _buttons: Buttons | None = None

    @property
    def has_own_clock(self) -> bool:
        """True if the clock leads only this guest."""
        return True

    def offer_place(self, left: SavedPlace) -> None:
        self.resume_actions.point = left
        self.more_keys = ((BY_ID["go-on"].shown, BY_ID["go-on"].does),)

    def key(self, id: str) -> str:
        return "" if self.guest.projector else super().key(id)  # nobody presses its keys

    async def action_quit(self) -> None:
        """Go back to the list that led here, else leave."""
        if self.guest.came_from_list:
            self.goes_on_to = ""
            self._note_place()
        self.exit()

    def _note_place(self) -> None:
        """Note the place for this visit, if the guest has read here."""
        view = self.player.view()
        if self.has_own_clock and self.resume_actions.has_read and not view.ended:
            at, chosen = self.feed.reading.place, self.player.selection
            self.guest.places[self.guest.blog] = SavedPlace(view.moment, at, chosen, read=view.read)

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Show a moment; a browser also gets its buttons and the newest post."""
        super().show_view(view, jumped=jumped)
        self.show_buttons(view)
        if self.has_begun:
            came, self._heard_posts = view.shown - self._heard_posts, view.shown
            if came > 0 and self.guest.tell_page is not None:
                post = self.player.blog.posts[self.player.timeline.indices[view.shown - 1]]
                title = standing_at(post, view.moment).post.title
                name = moment_name(self.options.faces[0], post.published)
                self.guest.tell_page({"headline": title, "asOf": name, "came": came})

    def page_buttons(self, view: View) -> Buttons:
        return replay_buttons(playing=view.playing)

    def show_buttons(self, view: View) -> None:
        if self.guest.tell_page is None or not self.sidebar.is_attached:
            return  # no browser, or it is gone before its page is made
        now = self._buttons_of(view)
        if now != self._buttons:
            self._buttons = now
            self.guest.tell_page({"buttons": now})

    def _buttons_of(self, view: View) -> Buttons:
        """The page's, or those of a box or panel over it."""
        now = self.page_buttons(view)
        if self.options.pictures is not None and now.more:
            now = now._replace(more=(buttons.PICTURE, *now.more))
        if len(self.screen_stack) > 1:
            is_plain = getattr(self.screen, "PLAIN", False)
            return Buttons(buttons.ANSWERS if is_plain else buttons.IN_BOX)
        if self.sidebar.covers_feed:
            closing = {SUMMARY: CLOSE}
            return Buttons(*([closing.get(each, each) for each in part] for part in now))
        return now
