"""One guest's part in a room: following, presenting, driving, waiting."""

from dataclasses import dataclass

from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Seat
from tui.hosting.room.state import ENDED


@dataclass(slots=True)
class Member:
    """A guest, or a projector, which has no seat."""

    room: Room
    seat: Seat | None
    following: bool  # the room's clock; else their own
    scrolled: bool = False  # moved in the feed: the driver no longer moves it
    leads: bool = False  # as a driver: followers see each place they go to

    @property
    def presenter(self) -> str:
        """The presenter's name in this room; "" if the guest may not drive."""
        return self.seat.presenter if self.seat is not None else ""

    @property
    def drives(self) -> bool:
        return bool(self.presenter) and self.room.driver == self.presenter

    @property
    def is_led(self) -> bool:
        """True if the driver may move this guest's feed."""
        return self.following and not self.scrolled and not self.drives

    @property
    def in_lobby(self) -> bool:
        return self.room.in_lobby and self.following

    @property
    def has_ended(self) -> bool:
        return self.room.state.curtain == ENDED

    @property
    def hand(self) -> bool:
        return self.seat is not None and self.seat.hand

    def set_hand(self, up: bool) -> None:
        if self.seat is not None:
            self.seat.hand = up
            self.room.seats_changed()

    def note_seat(self) -> None:
        follows = self.following and not self.scrolled
        if self.seat is not None and self.seat.follows != follows:
            self.seat.follows = follows
            self.room.seats_changed()

    def leave(self) -> None:
        if self.seat is not None:
            self.room.leave(self.seat)
