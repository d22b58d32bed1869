"""The replay in a room: the guest follows the room's clock, drives it, or has their own clock."""

from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.types import CSSPathType

from tui.hosting.room.announcement_bar import AnnouncementBar
from tui.hosting.room.bar import lobby_bar, room_texts
from tui.hosting.room.clock import Room
from tui.hosting.room.keys import ROOM_KEYS, help_rows, room_bindings
from tui.hosting.room.lobby import NOT_BEGUN, JoinCard, LobbyPage, LobbyState
from tui.hosting.room.presenting import Presenting
from tui.hosting.room.state import ENDED, JOIN, RoomState
from tui.model.blog import LiveBlog
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.view import View
from tui.screen.drawing import signs
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.page import PAGE_CSS
from tui.screen.transport.messages import HintClicked
from tui.screen.transport.state import (
    ON_YOUR_OWN,
    WAITING,
    YOU_PRESENT,
    BarState,
    Chip,
    Hint,
    room_chip,
)
from tui.screen.transport.widget import Transport
from tui.screen.view_options import ViewOptions

WELCOME_NOTE = "All see the same moment. r brings you back."
OWN_CLOCK_NOTE = "You are on your own. r takes you to what everyone sees."
LEFT_NOTE = "You are on your own now. r brings you back."
NOT_SHARED_NOTE = "The room's store does not answer: others do not see this."
STORE_DOWN_NOTE = "The room's store does not answer: other machines may show another moment."
STORE_UP_NOTE = "The room's machines share one clock again."
NOT_BEGUN_NOTE = NOT_BEGUN
CLASS_ENDED = Chip(f"{signs.ENDED} ENDED", "chip-key")


class RoomApp(Presenting):
    """The replay for one guest of a room; a guest with the name of a `presenter` may drive.

    The time of `player` must be `room.now`. With an `own` clock a guest starts outside the room's
    clock, and who drives sets the room's clock to it. The app looks at the room when it changes.
    A `projector` shows the room to an audience, and counts as no guest. Call `guest_left` at the
    end.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [PAGE_CSS, Path(__file__).with_name("room.tcss")]
    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset({"go-on"})
    BINDINGS: ClassVar[list[BindingType]] = [*room_bindings()]

    def __init__(
        self,
        player: Player,
        options: ViewOptions,
        layouts: LayoutCache,
        *,
        now: Callable[[], float],
        room: Room,
        presenter: str = "",
        own: Clock | None = None,
        projector: bool = False,
    ) -> None:
        super().__init__(player, options, layouts, now=now)
        self.room = room
        self.projector = projector
        self.following = bool(presenter) or own is None
        self.seat = None if projector else room.sit(presenter, follows=self.following)
        self.more_keys = help_rows(presents=bool(self.presenter))
        self._left_note = ""
        self._refused = False
        self._said = AnnouncementBar()
        self._lobby: LobbyPage | None = None
        self._look_waits = False
        # Either would move one guest's clock away from the others'.
        player.loop = False
        player.drives = self.drives
        player.on_drive = self._on_drive
        self._last_state = room.state
        self._seen = self._to_see
        if projector:
            address = room.invitation.address
            self.transport = Transport((Hint("address", "Join at", address),) if address else ())
        if own is None or (self.presenter and not self.drives):
            player.follow(room.clock)
        elif self.drives:
            self._on_drive(own)

    def compose(self) -> ComposeResult:
        for part in super().compose():
            if self.projector and part.id == "body":
                part.compose_add_child(JoinCard(self.room.invitation))
            yield part
        if self.room.lobby is not None:
            self._lobby = LobbyPage(self.room.lobby, self._lobby_state)
            yield self._lobby
        yield self._said

    def on_mount(self) -> None:
        if self.projector:
            self.screen.add_class("-projector")
        elif not self.presenter:
            self.tell(WELCOME_NOTE if self.following else OWN_CLOCK_NOTE)
        self._show_lobby()
        self.call_after_refresh(self.show_shared)  # the feed has its size then, and its first page
        self.room.onlookers[self._look] = None

    def guest_left(self) -> None:
        """Give the seat up; for the host to call when the guest has gone."""
        self.player.on_drive = None  # it keeps the app
        self.room.onlookers.pop(self._look, None)
        if self.seat is not None:
            self.room.leave(self.seat)

    def look_at_room(self) -> None:
        """Tick if the room has changed; costs far less than a tick."""
        self._look_waits = False
        if self._is_behind:
            self.tick()
        if self._lobby is not None and self.in_lobby:
            self._lobby.update_rows()

    def _look(self) -> None:
        """Have the app look at the room if there is something new in it, once."""
        # On a busy host the app may get to the last one only later.
        # A longer state of the blog is on its way to this app, which looks then.
        has_longer = self.room.blog is not self.player.blog
        if not (self._look_waits or has_longer) and (self._is_behind or self.in_lobby):
            self._look_waits = True
            self.look_soon()

    def look_soon(self) -> None:
        """Look once the app gets to it; a host may let other guests' apps go first."""
        self.call_later(self.look_at_room)

    @property
    def _is_behind(self) -> bool:
        """Whether the room has changed since this guest's app took it over."""
        if self.following and self.room.clock != self.player.clock:
            return True
        return self._seen != self._to_see

    @property
    def _to_see(self) -> tuple[RoomState | tuple[str, int], bool, int, bool]:
        """What of the room this guest sees at once; guests see others come and go at a tick."""
        room = self.room
        here = room.presence_revision if self.presenter else 0
        state = room.state
        # A press of the clock is nothing to who is on their own.
        pressed = state if self.following else (state.said, state.hands_seen)
        return pressed, room.shared, here, self.in_lobby

    def show_tick(self) -> None:
        self._left_note = ""
        if self.following and self._follow():
            self.show_moment(jumped=self.feed.reading.following)  # who has scrolled stays there
        else:
            super().show_tick()
        if self._seen != self._to_see:
            self.show_shared()

    def continue_with(self, blog: LiveBlog) -> None:
        """Go on in a longer state of the blog, by the room's clock if the guest follows it."""
        super().continue_with(blog)
        if self.following:
            self._follow()
        self.show_shared()

    def show_shared(self) -> None:
        """Show what presenters share beside the clock, and whether it has begun."""
        was_shared = self._seen[1]
        self._seen = self._to_see
        if was_shared != self.room.shared:
            self.tell(STORE_UP_NOTE if self.room.shared else STORE_DOWN_NOTE)
        self._said.show(self.room.state.said, presents=self.drives)
        self._show_lobby()
        self.note_press()
        self.show_point()

    def _show_lobby(self) -> None:
        page = self.screen_stack[0]
        page.set_class(self.in_lobby, "-lobby")
        page.set_class(self.projector and self.room.state.curtain == JOIN, "-join")

    def show_moment(self, *, jumped: bool = False) -> None:
        self.player.drives = self.drives
        self.room_chip = chip = self._chip()
        is_live = self.player.blog.edge is not None
        named = self.drives or (chip == room_chip(self.room.driver) and not is_live)
        you = self.what_you_do()
        self.room_texts = room_texts(self.room, you, self.presenter, named=named)
        super().show_moment(jumped=jumped)

    def bar_state(self, view: View) -> BarState:
        state = super().bar_state(view)
        if not self.in_lobby:
            return state
        blog, is_over = self.player.blog, self.room.state.curtain == ENDED
        minutes = 0 if is_over or blog.edge is not None else ceil(view.left / 60)
        return lobby_bar(state, len(blog.posts), minutes, self._lobby_hints(is_over=is_over))

    def _lobby_hints(self, *, is_over: bool) -> list[Hint]:
        """The keys of use in the lobby; the ids of a room's own keys are their actions."""
        hints = [Hint("name", "I", "your name"), Hint("hand", "h", "hand")]
        if self.presenter:
            hints.pop()
        if self.drives or is_over:
            hints.insert(0, Hint("play", "space", "begin" if self.drives else "read on"))
        return [*hints, *(Hint(id, self._key(id), id) for id in ("help", "quit"))]

    async def on_transport_hint_clicked(self, message: HintClicked) -> None:
        """Runs the action of a room's own key."""
        if any(key.action == message.key_id for key in ROOM_KEYS):
            message.prevent_default()
            await self.run_action(message.key_id)

    def _chip(self) -> Chip:
        if self.drives:
            return YOU_PRESENT
        if not self.following:
            return ON_YOUR_OWN
        if self.in_lobby:
            return CLASS_ENDED if self.room.state.curtain == ENDED else WAITING
        return room_chip(self.room.driver)

    def what_you_do(self) -> tuple[str, ...]:
        """What this guest does, for the bar; last what is told where there is room for no more."""
        if self.presenter:
            return ("F: your feed leads",) if self.follow_me else ()
        hand = ("your hand is up",) if self.seat is not None and self.seat.hand else ()
        if not self.following:
            return (*hand, "r: back to class")
        return (*hand, "scrolled", "r: back to class") if self.own_place else hand

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):  # what is held was of the key before
            self._left_note = ""
        await super().on_event(event)

    def tell(self, note: str) -> None:
        held = self._left_note
        super().tell(held if held and self._refused else f"{held} {note}".strip())

    def leave_room(self) -> None:
        """Give this guest a clock of their own from now on."""
        self.following = False
        self.player.leave()
        self.note_seat()
        self._seen = self._to_see
        self._hold(LEFT_NOTE)

    def action_rejoin(self) -> None:
        """Return to the room's clock, its moment and the place that is shown."""
        if self.following and not self.own_place and self.at_point:
            self.tell(
                "You see what everyone sees." if not self.drives else "Everyone sees your moment."
            )
            return
        self.following = True
        self._left_note = ""
        self._follow()
        self.return_to_place()
        self.show_moment(jumped=True)
        self.show_point()
        self.tell("Back with the class.")

    def _on_drive(self, clock: Clock) -> None:
        """Pass the driver's change of the clock on to the room; nobody else's moves others."""
        if self.drives or (self.presenter and not self.room.driver):
            self.room.drive(clock, self.presenter)
            self._last_state = self.room.state
            if not self.is_running:
                return
            self.show_shared()
            if not self.room.shared:
                self._hold(NOT_SHARED_NOTE)
        elif self.presenter:
            self.player.follow(self.room.clock)
            self._hold(
                f"{self.room.driver} presents: your keys move nobody. w takes over.",
                refused=True,
            )
        elif self.in_lobby and self.room.state.curtain != ENDED:
            self.player.follow(self.room.clock)
            self._hold(NOT_BEGUN_NOTE, refused=True)
        elif self.following:
            self.leave_room()

    def _hold(self, note: str, *, refused: bool = False) -> None:
        """Say something before whatever a key's action says after it, or instead if `refused`."""
        self._left_note, self._refused = note, refused
        if self.is_running:
            self.tell("")

    def _follow(self) -> bool:
        """Take the room's clock over. Returns whether the moment has jumped."""
        clock, old = self.room.clock, self.player.clock
        last_state, self._last_state = self._last_state, self.room.state
        if clock == old:
            return False
        self.player.follow(clock)
        restarted = self._last_state is last_state and clock.anchor != old.anchor
        return self._last_state.jumps != last_state.jumps or restarted

    def _lobby_state(self) -> LobbyState:
        room, presence = self.room, self.room.presence
        return LobbyState(
            room.starts_in,
            presence.here,
            (*presence.presenters, *presence.names),
            room.invitation,
            room.driver,
            presents=bool(self.presenter),
            drives=self.drives,
            ended=room.state.curtain == ENDED,
            projector=self.projector,
        )
