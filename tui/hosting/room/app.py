"""One guest's replay in a room: on the room's clock, driving it, or on a clock of their own."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from tui.hosting.guest.buttons import Buttons
from tui.hosting.guest_app.replay import GuestReplayApp
from tui.hosting.room.bar import buttons_of, chip_of, lobby_bar, room_hints, room_texts
from tui.hosting.room.clock import Member
from tui.hosting.room.keys import RoomActions, help_rows, room_bindings
from tui.hosting.room.lobby import NOT_BEGUN, JoinCard, LobbyPage, shortened
from tui.hosting.room.state import LOBBY, RoomState, Sight
from tui.model.blog import LiveBlog
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.view import View
from tui.screen.dialogs.dialog import BOX_CSS, ConfirmBox
from tui.screen.feed.widget import Feed
from tui.screen.page import PAGE_CSS, ViewOptions
from tui.screen.transport.state import BarState

ROOM_CSS = Path(__file__).with_name("room.tcss")
WELCOME_NOTE = "All see the same moment. r brings you back."
LEFT_NOTE = "You are on your own now. r brings you back."
GOES_ON_NOTE = "The class continues. r takes you there."
LEAVE_QUESTION = "Leave? The class continues without you. E ends it for everybody."
STORE_DOWN_NOTE = "The room's store does not answer: other machines may show another moment."
STORE_UP_NOTE = "The room's machines share one clock again."


class RoomApp(GuestReplayApp):
    """One guest's replay in a room; a `member` who presents may drive. The time of `player` is
    `room.now`. An `own` clock starts the guest outside the room's; a driver's sets the room's. A
    projector takes no seat. Call `guest_left` at the end."""

    CSS_PATH: ClassVar[CSSPathType | None] = [PAGE_CSS, BOX_CSS, ROOM_CSS]
    BINDINGS: ClassVar[list[BindingType]] = [*room_bindings()]
    _lobby: LobbyPage | None = None
    _look_waits = False
    _own: Mapping[str, object] | None = None  # told to the browser's page

    def __init__(
        self, player: Player, options: ViewOptions, *, member: Member, own: Clock | None = None
    ) -> None:
        super().__init__(player, options)
        self.member, self.room = member, member.room
        if not member.projector:
            self.room.add_guest(member)
        self.more_keys = help_rows(presents=member.presents)
        self._parts["room"] = self.room_actions = RoomActions(self, member)
        self._said = Static(Content(""), id="said")
        self._seen = Sight(RoomState(0, self.room.clock, curtain=self.room.state.curtain))
        # Either would move one guest's clock away from the others'.
        player.loop = False
        player.drives = member.drives
        player.on_drive = self._on_drive
        self._page_hints = self.hints
        if own is None or (member.presents and not member.drives):
            player.follow(self.room.clock)
        elif member.drives:
            self._on_drive(own)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        if self.room.lobby is not None:
            self._lobby = LobbyPage(self.room.lobby, self.member)
            yield self._lobby
        yield self._said

    def on_mount(self) -> None:
        if self.member.projector:
            self.screen.add_class("-projector")
        elif not self.member.presents:
            self.tell(shortened(WELCOME_NOTE if self.member.following else LEFT_NOTE, self.member))
        self.screen.set_class(self.member.in_lobby, "-lobby")
        self.call_after_refresh(self.show_room)  # the feed has its size then, and its first page
        self.room.onlookers[self.room_changed] = None

    def guest_left(self) -> None:
        self.player.on_drive = None  # it keeps the app
        self.room.onlookers.pop(self.room_changed, None)
        self.room.leave(self.member)

    # The room has changed

    def room_changed(self) -> None:
        """Schedule a look in this guest's turn, if there is news."""
        # A longer state of the blog is on its way to this app, which looks then.
        waits = self._look_waits or self.room.blog is not self.player.blog
        if not waits and (self._is_behind or self.member.in_lobby):
            self._look_waits = True
            self.terminal.start_in(0, "look", lambda: self.call_next(self.look))

    def look(self) -> None:
        self._look_waits = False
        if self._is_behind:
            self.tick()
        if self._lobby is not None and self.member.in_lobby:
            self._lobby.refresh()

    @property
    def _is_behind(self) -> bool:
        late = self.member.following and self.room.clock != self.player.clock
        return late or self._seen != self._sight()

    def _sight(self) -> Sight:
        room, guest = self.room, self.member
        here = room.presence if guest.presents else None
        return Sight(room.state, room.driver, guest.name, room.shared, here, guest.in_lobby)

    def tick(self) -> None:
        if self.is_running:
            jumped = self.member.following and self._follow()
            self.player.tick()
            self.show_moment(jumped=jumped and self.feed.reading.following)
            self.show_room()

    def _follow(self) -> bool:
        """Adopt the room's clock. Returns True if the moment jumped."""
        clock, old = self.room.clock, self.player.clock
        if clock == old:
            return False
        self.player.follow(clock)
        return self.room.jumps(old, clock)

    def continue_with(self, blog: LiveBlog) -> None:
        super().continue_with(blog)
        if self.member.following:
            self._follow()
        self.show_room()

    def show_room(self) -> None:
        """Show changes of the room other than its clock."""
        old, new = self._seen, self._sight()
        self._seen, state = new, new.state
        if old.shared != new.shared:
            self.tell(STORE_UP_NOTE if new.shared else STORE_DOWN_NOTE)
        if old.state.said != state.said:
            self._show_said(state.said)
        self.screen_stack[0].set_class(self.member.in_lobby, "-lobby")
        if self.member.projector and old.state.join_card != state.join_card:
            self.call_next(self.room_actions.show_join_card, state.join_card)
        if self.member.hand and old.state.hands_seen != state.hands_seen:
            self.member.set_hand(False)
            self.tell("The presenter has seen your hand.")
        self._tell_of_others(old, new)
        if (old.state.point, old.state.picture) != (state.point, state.picture):
            lets_go = old.state.point not in (None, state.point)
            self.room_actions.show_point(lets_go=lets_go)
        if state.curtain != old.state.curtain and not self.member.following:
            if state.curtain:
                self._join_class()  # lobby and end are for all
            else:
                self.tell(shortened(GOES_ON_NOTE, self.member))
        self.show_buttons(self.view)

    def _show_said(self, said: str) -> None:
        self._said.display = bool(said)
        if self.member.drives:
            said = f"Everyone sees: {said}{'' if self.member.touch else ' · x takes it away'}"
        self._said.update(Content(said))

    def _tell_of_others(self, old: Sight, new: Sight) -> None:
        """Notify who was renamed, who lost the wheel, and who got it from a driver who left."""
        if new.name not in (old.name, self.member.wanted):
            self.tell(f"You are {new.name}: another {self.member.wanted} is here.")
        drove, drives = old.driver == old.name != "", self.member.drives
        if drove and not drives:
            self.member.leads = False
            self.tell(f"{new.driver} presents now.")
        elif drives and not drove and old.driver not in ("", *self.room.presence.presenters):
            self.tell(f"{old.driver} has left: you present now.")

    # The guest's clock and feed

    def _on_drive(self, clock: Clock) -> None:
        """Send a driver's change to the room; a follower leaves for their own clock."""
        driver, old = self.room.driver, self.room.clock
        if self.member.drives or (self.member.presents and not driver):
            self.room.drive(clock, self.member.name)
            if self.member.in_lobby and self.room.jumps(old, clock):
                self._tell_after(f"The class will play from {self.face.time(clock.moment)}.")
        elif self.member.presents:
            self.player.follow(self.room.clock)
            self._tell_after(f"{driver} presents. w takes over.")
        elif self.member.in_lobby and not self.member.has_ended:
            self.player.follow(self.room.clock)
            self._tell_after(NOT_BEGUN)
        elif self.member.following:
            self.member.following = False
            self.player.leave()
            self.room.seats_changed()
            self._tell_after(shortened(LEFT_NOTE, self.member))

    def _tell_after(self, note: str) -> None:
        """Notify after this key's action, to replace the note of the action."""
        if self.is_running:
            self.call_next(self.tell, note)

    def action_rejoin(self) -> None:
        if self.member.drives:
            self.tell("Everyone sees your moment.")
        elif self.member.following and self.room_actions.is_as_shown:
            self.tell("You see what everyone sees.")
        else:
            self._join_class()

    def _join_class(self) -> None:
        self.member.following, self.member.scrolled = True, False
        self._follow()
        self.sidebar.remove_class("-whole")
        self.room.seats_changed()
        self.show_moment(jumped=True)
        self.show_room()
        self.room_actions.show_point()
        self.tell("Back with the class.")

    def on_feed_moved(self, _message: Feed.Moved) -> None:
        self.room_actions.feed_moved()

    def action_clear(self) -> None:
        """Close a guest's join card, else as everywhere."""
        if self.query(JoinCard) and not self.member.projector:
            self.call_next(self.room_actions.show_join_card, False)
        else:
            super().action_clear()

    def action_follow(self) -> None:
        if self.member.holds:
            self.room_actions.let_go()
        else:
            super().action_follow()

    async def action_quit(self) -> None:
        """Ask a driver, whom a class that has begun would lose."""
        if self.member.drives and (self.room.state.curtain == LOBBY or not self.member.in_lobby):
            await ConfirmBox(LEAVE_QUESTION, "leave").open(self._leave)
        else:
            await super().action_quit()

    def _leave(self, confirmed: bool | None) -> None:
        if confirmed:
            self._let_class_go()
            self.call_next(super().action_quit)

    def action_interrupt(self) -> None:
        """Leave without a question."""
        self._let_class_go()
        super().action_interrupt()

    def _let_class_go(self) -> None:
        if self.member.holds:
            self.room.press(point=None)

    @property
    def has_own_clock(self) -> bool:
        return not self.member.following

    @property
    def has_begun(self) -> bool:
        return not self.member.in_lobby

    def show_moment(self, *, jumped: bool = False) -> None:
        self.player.drives = self.member.drives
        self.room_chip = chip_of(self.member)
        self.room_texts = room_texts(self.member, self.room_chip, self.room_actions.held_at)
        self.hints = room_hints(self.member, self._page_hints)
        super().show_moment(jumped=jumped)

    def bar_state(self, view: View) -> BarState:
        state = super().bar_state(view)
        return lobby_bar(self.member, state, view) if self.member.in_lobby else state

    def page_buttons(self, view: View) -> Buttons:
        return buttons_of(self.member, view)

    def show_buttons(self, view: View) -> None:
        """A browser also keeps the guest's name and hand, with which it joins again."""
        super().show_buttons(view)
        chosen = self.member.wanted if self.member.wanted != self.guest.presenter else ""
        own = {"name": chosen, "hand": self.room.opened if self.member.hand else ""}
        if self.guest.tell_page is not None and own != self._own:
            self._own = own
            self.guest.tell_page({"own": own})
