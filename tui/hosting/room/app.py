"""The replay in a room: the guest follows the room's clock, drives it, or has their own clock."""

from asyncio import get_running_loop
from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len

from tui.hosting.room.clock import Room
from tui.playback.player import Player
from tui.playback.playhead import Clock
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.page import ViewOptions
from tui.screen.transport.rows import span_text

WELCOME_NOTE = "All here watch together. Play keys take you off on your own; r brings you back."
OWN_CLOCK_NOTE = "You begin on your own: r takes you to what everybody watches together."
LEFT_NOTE = "You have left the room's clock and are on your own: r rejoins it."
NOT_SHARED_NOTE = "The room's store does not answer: this press is not shared with others."
REJOIN_HELP = "rejoin the room's clock"
POLL_SECONDS = 0.125  # within which all guests see a presenter's press
OTHER_COLUMNS = 24  # of the bar, for the clock and the speed


class RoomApp(ReplayApp):
    """The replay for one guest of a room; a guest with a `presenter` name drives the room's clock.

    The time of `player` must be `room.now`. With an `own` clock a guest starts outside the room's
    clock, and a presenter sets the room's clock to it. The app polls the room for its clock.
    """

    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("r", REJOIN_HELP),)
    ABSENT_KEYS: ClassVar[frozenset[str]] = frozenset({"go-on"})

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
    ) -> None:
        super().__init__(player, options, layouts, now=now)
        self.room = room
        self.presenter = presenter
        self.following = bool(presenter) or own is None
        self._left_note = ""
        # Either would move one guest's clock away from the others'.
        player.loop = False
        player.drives = bool(presenter)
        player.on_drive = self._on_drive
        self._last_state = room.state
        if own is None:
            player.follow(room.clock)
        if presenter and own is not None:
            self._on_drive(own)

    def on_mount(self) -> None:
        if not self.presenter:
            self.tell(WELCOME_NOTE if self.following else OWN_CLOCK_NOTE)
        self._schedule_poll()

    def poll_room(self) -> None:
        """Tick if the room's clock has changed; costs far less than a tick, so it can be often."""
        if self._is_behind:
            self.tick()

    def _schedule_poll(self) -> None:
        """Poll from now on by the loop's timer: one of Textual's would cost 0.1 ms each time."""
        if self.is_running:
            get_running_loop().call_later(POLL_SECONDS, self._schedule_poll)
            if self._is_behind:
                self.call_later(self.poll_room)

    @property
    def _is_behind(self) -> bool:
        """Whether the room's clock has changed since this guest's app took it over."""
        return self.following and self.room.clock != self.player.playhead.clock

    def tick(self) -> None:
        self._left_note = ""
        if self.following and self._follow():
            self.show_moment(jumped=self.feed.reading.following)  # who has scrolled stays there
        else:
            super().tick()

    def show_moment(self, *, jumped: bool = False) -> None:
        self.room_text = room_text(
            self.room, self.presenter, self.following, self.size.width - OTHER_COLUMNS
        )
        super().show_moment(jumped=jumped)

    def tell(self, note: str) -> None:
        super().tell(f"{self._left_note} {note}".strip())

    def leave_room(self) -> None:
        """Give this guest a clock of their own from now on."""
        self.following = False
        self.player.leave()
        self._left_note = LEFT_NOTE
        self.tell("")

    def action_go_on(self) -> None:
        """Handles the key that goes on where a reader left: here that is the room's clock."""
        self.action_rejoin()

    def action_rejoin(self) -> None:
        """Return to the room's clock and its moment."""
        if self.following:
            self.tell(
                "You follow the room's clock already."
                if not self.presenter
                else "You drive the room's clock."
            )
            return
        self.following = True
        self._left_note = ""
        self._follow()
        self.show_moment(jumped=True)
        self.tell("Back with everybody.")

    def _on_drive(self, clock: Clock) -> None:
        """Pass a presenter's change of the clock on to the room; take any other guest out of it."""
        if self.presenter:
            self.room.drive(clock, self.presenter)
            self._last_state = self.room.state
            if not self.room.shared:
                self._left_note = NOT_SHARED_NOTE
                if self.is_running:
                    self.tell("")
        elif self.following:
            self.leave_room()

    def _follow(self) -> bool:
        """Take the room's clock over. Returns whether the moment has jumped."""
        clock, old = self.room.clock, self.player.playhead.clock
        last_state, self._last_state = self._last_state, self.room.state
        if clock == old:
            return False
        self.player.follow(clock)
        restarted = self._last_state is last_state and clock.anchor != old.anchor
        return self._last_state.jumps != last_state.jumps or restarted


def room_text(room: Room, presenter: str, following: bool, width: int) -> str:
    """Write the bar's text about the room for a guest, as much as fits into `width` cells."""
    you: tuple[str, ...] = ("following",) if following else ("on your own", "r rejoins")
    if presenter:
        you = () if room.shared else ("presses are not shared",)
    who = _driver(room, presenter)
    every = ("room", who, f"{room.watching} watch", *you)
    needed = you or (who,)
    for parts in (every, every[1:], needed):
        text = " · ".join(parts)
        if cell_len(text) <= width:
            return text
    return needed[-1]


def _driver(room: Room, presenter: str = "") -> str:
    wait = room.starts_in
    if wait is not None:
        return f"begins in {span_text(wait)}"
    if not room.driven:
        return "plays by itself"
    if presenter and room.driver == presenter:
        return "you drive"
    driver = f"{room.driver} drives" if room.driver else "no presenter here"
    return f"{driver}, you may too" if presenter else driver
