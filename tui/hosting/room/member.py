"""One guest's part in a room: whether they follow, present, drive, wait in the lobby."""

from dataclasses import dataclass

from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Seat
from tui.hosting.room.state import ENDED


@dataclass(slots=True)
class Member:
    """A guest of a room, or a projector, which has no seat."""

    room: Room
    seat: Seat | None
    following: bool
    """Whether the room's clock leads this guest; else they have their own."""
    scrolled: bool = False
    """Whether the guest has moved in the feed, so that the driver does not move it."""
    leads: bool = False
    """Whether the driver shows every place they go to."""

    @property
    def presenter(self) -> str:
        """The name by which the room knows this guest if they may drive; else empty."""
        return self.seat.presenter if self.seat is not None else ""

    @property
    def drives(self) -> bool:
        """Whether this guest has the wheel."""
        return bool(self.presenter) and self.room.driver == self.presenter

    @property
    def is_led(self) -> bool:
        """Whether the driver may move this guest's feed."""
        return self.following and not self.scrolled and not self.drives

    @property
    def in_lobby(self) -> bool:
        """Whether this guest waits in the lobby."""
        return self.room.in_lobby and self.following

    @property
    def has_ended(self) -> bool:
        """Whether the class is over."""
        return self.room.state.curtain == ENDED

    @property
    def hand(self) -> bool:
        """Whether this guest's hand is up."""
        return self.seat is not None and self.seat.hand

    def set_hand(self, up: bool) -> None:
        """Raise the hand, or take it down."""
        if self.seat is not None:
            self.seat.hand = up
            self.room.seats_changed()

    def note_seat(self) -> None:
        """Tell the room whether this guest follows."""
        follows = self.following and not self.scrolled
        if self.seat is not None and self.seat.follows != follows:
            self.seat.follows = follows
            self.room.seats_changed()

    def leave(self) -> None:
        """Give the seat up."""
        if self.seat is not None:
            self.room.leave(self.seat)
