"""The apps of guests: the replay with a clock of their own, or with a room's, and the list of live
blogs.
"""

from typing import Any, ClassVar, override

from textual.await_complete import AwaitComplete

from tui.hosting import buttons
from tui.hosting.guest import Buttons, NewPost
from tui.hosting.guest_app.app import GuestApp
from tui.hosting.room.app import RoomApp
from tui.hosting.room.state import ENDED
from tui.model.clock_face import moment_name
from tui.model.versions import standing_at
from tui.playback.view import View
from tui.screen.actions.resume import ResumePoint
from tui.screen.app import ReplayApp
from tui.screen.blog_list import BlogListApp
from tui.screen.keys import KEYS


class GuestListApp(GuestApp, BlogListApp):
    """The list of a host's live blogs as an app of one guest."""

    def on_mount(self) -> None:
        if self.guest.on_buttons is not None:
            self.guest.on_buttons(buttons.IN_LIST)

    def open_blog(self, name: str) -> None:
        """End with that live blog as the next."""
        self.goes_on_to = name
        self.exit()


class GuestReplayApp(GuestApp, ReplayApp):
    """The replay as an app of one guest, of whom nothing is kept when they have gone."""

    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset({"go-on"})
    _heard_posts = 0
    _buttons: Buttons | None = None
    _paused_for_absence = False

    @property
    def has_own_clock(self) -> bool:
        """Whether nobody but this guest is led by the clock."""
        return True

    @property
    def has_begun(self) -> bool:
        """Whether the posts are on the screen."""
        return True

    def guest_is_away(self) -> None:
        """Let a clock stand that only this guest watches."""
        self.call_later(self._wait_for_guest)

    def guest_is_back(self) -> None:
        """Go on at the moment at which the guest was lost."""
        self.call_later(self._go_on)

    def offer_place(self, left: ResumePoint) -> None:
        """Offer to go on where the guest has left this live blog for the list."""
        self.resume_actions.point = left
        self.more_keys = tuple(
            (key.shown, key.does) for key in KEYS if key.id in GuestReplayApp.ABSENT_KEYS
        )

    async def action_quit(self) -> None:
        """Go back to the list that led here, else leave."""
        if self.guest.came_from_list:
            self.goes_on_to = ""
            self._note_place()
        self.exit()

    def _note_place(self) -> None:
        """Note for this visit where the guest leaves the live blog, if they have read in it."""
        view = self.player.view()
        if self.has_own_clock and self.has_read and not view.ended:
            at, chosen = self.feed.reading.place, self.player.selection
            self.guest.places[self.guest.blog] = ResumePoint(view.moment, at, chosen, view.read)

    def show_view(self, view: View, *, jumped: bool) -> None:
        """Show one moment, and tell the newest post that has come to who hears the page."""
        super().show_view(view, jumped=jumped)
        self.show_buttons()
        if not self.has_begun:
            return
        came, self._heard_posts = view.shown - self._heard_posts, view.shown
        if came > 0 and self.guest.on_new_post is not None:
            post = self.player.blog.posts[self.player.timeline.indices[view.shown - 1]]
            title = standing_at(post, view.moment).post.title
            name = moment_name(self.options.faces[0], post.published)
            self.guest.on_new_post(NewPost(title, name, came))

    @property
    def buttons(self) -> Buttons:
        """The page's buttons while no box is open."""
        return buttons.replay(playing=self.player.view().playing)

    def show_buttons(self) -> None:
        """Tell a browser its buttons, if they are others now."""
        if self.guest.on_buttons is None or not self.is_running:
            return
        now = buttons.IN_BOX if len(self.screen_stack) > 1 else self.buttons
        if now != self._buttons:
            self._buttons = now
            self.guest.on_buttons(now)

    @override
    def push_screen(self, *args: Any, **named: Any) -> Any:
        pushed = super().push_screen(*args, **named)
        self.show_buttons()
        return pushed

    @override
    def pop_screen(self) -> AwaitComplete:
        popped = super().pop_screen()
        self.show_buttons()
        return popped

    def _wait_for_guest(self) -> None:
        if self.has_own_clock and self.player.view().playing:
            self._paused_for_absence = True
            self.player.pause()
            self.show_moment()

    def _go_on(self) -> None:
        if self._paused_for_absence:
            self._paused_for_absence = False
            self.player.play()
            self.show_moment()


class GuestRoomApp(GuestReplayApp, RoomApp):
    """The replay in a room as an app of one guest."""

    @property
    def has_own_clock(self) -> bool:
        """Whether the guest follows the room's clock no longer."""
        return not self.following

    @property
    def has_begun(self) -> bool:
        """Whether the guest waits in the lobby no longer."""
        return not self.in_lobby

    @property
    @override
    def buttons(self) -> Buttons:
        state, playing = self.room.state, self.player.view().playing
        ended = state.curtain == ENDED
        hand = self.seat is not None and self.seat.hand
        if self.in_lobby:
            if self.presenter:
                return buttons.waiting_presenter(ended=ended)
            return buttons.waiting_guest(hand=hand, ended=ended)
        if not self.presenter:
            away = not self.following or self.own_place
            return buttons.guest(playing=playing, away=away, hand=hand)
        return buttons.presenter(
            playing=playing,
            drives=self.drives,
            pointing=state.point is not None,
            hands=self.room.presence.hands,
            said=bool(state.said),
        )

    def show_shared(self) -> None:
        """Show what presenters share, on the buttons too."""
        super().show_shared()
        self.show_buttons()

    def look_soon(self) -> None:
        """Look at the room when it is this guest's turn: a press has all guests look."""
        self.terminal.look_soon(lambda: self.call_later(self.look_at_room))
