"""The replay as a guest of a room sees it: following the room's clock, driving it, or on their own."""

from asyncio import get_running_loop
from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from tui.hosting.room.clock import Room
from tui.playback.player import Player
from tui.playback.playhead import Clock
from tui.screen.app import ReplayApp
from tui.screen.feed.layout_cache import Layouts
from tui.screen.page import ViewOptions
from tui.screen.transport.rows import span_text

WELCOME_NOTE = "All here watch together. Play keys take you off on your own; r brings you back."
OWN_CLOCK_NOTE = "You begin on your own: r takes you to what everybody watches together."
LEFT_NOTE = "You have left the room's clock and are on your own: r rejoins it."
NOT_SHARED_NOTE = "The room's store does not answer: this press is not shared with others."
REJOIN_HELP = "rejoin the room's clock"
POLL_SECONDS = 0.125
"""Seconds within which everybody sees a press of the presenter's."""
OTHER_COLUMNS = 24
"""Columns of the bar that clock and speed need."""


class RoomApp(ReplayApp):
    """`player` must tell its time by `room.now`; whoever has a `presenter` name drives. With a clock of their `own` a
    guest begins on their own, and a presenter sets the room's.

    Each guest's app asks the room for its clock now and then; nobody has to tell them of a press.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "rejoin", REJOIN_HELP, show=False)]
    MORE_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("r", REJOIN_HELP),)

    def __init__(
        self,
        player: Player,
        options: ViewOptions,
        layouts: Layouts,
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
        # Neither may move one guest's clock away from the others'.
        player.skip_gaps = player.loop = False
        player.on_drive = self._on_drive
        self._last_state = room.state
        player.playhead.follow(own or room.clock)
        if presenter and own is not None:
            self._on_drive(own)

    def on_mount(self) -> None:
        if not self.presenter:
            self.tell(WELCOME_NOTE if self.following else OWN_CLOCK_NOTE)
        self._schedule_poll()

    def poll_room(self) -> None:
        """Looks whether the room's clock has been changed: far less work than a tick, and far more often."""
        if self._is_behind:
            self.tick()

    def _schedule_poll(self) -> None:
        """Glances again and again, by a timer of the loop: one of Textual's would cost the host 0.1 ms each time,
        for each guest."""
        if self.is_running:
            get_running_loop().call_later(POLL_SECONDS, self._schedule_poll)
            if self._is_behind:
                self.call_later(self.poll_room)

    @property
    def _is_behind(self) -> bool:
        """Whether the room's clock is no longer the one this guest follows."""
        return self.following and self.room.clock != self.player.playhead.clock

    def tick(self) -> None:
        self._left_note = ""
        if self.following and self._follow():
            self.show_moment(jumped=True)
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
        """From now on this guest's clock is their own."""
        self.following = False
        self._left_note = LEFT_NOTE
        self.tell("")

    def action_rejoin(self) -> None:
        """What r does: back to the room's clock and to what has just been posted."""
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
        """This guest's keys have changed the clock."""
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
        """Take the room's clock over; says whether the moment has jumped."""
        clock, old = self.room.clock, self.player.playhead.clock
        seen, self._last_state = self._last_state, self.room.state
        if clock == old:
            return False
        self.player.playhead.follow(clock)
        begun_again = self._last_state is seen and clock.anchor != old.anchor
        return self._last_state.jumps != seen.jumps or begun_again


def room_text(room: Room, presenter: str, following: bool, width: int) -> str:
    """What the bar says of the room to a guest (a presenter, if named), as much as fits into `width` cells."""
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
