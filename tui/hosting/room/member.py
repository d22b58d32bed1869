"""One guest's part in a room, as the guest's app knows it."""

from dataclasses import dataclass

from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Seat
from tui.hosting.room.state import ENDED


@dataclass(eq=False, slots=True, kw_only=True)
class Member(Seat):
    """A guest, or a `projector`, which takes no seat."""

    room: Room
    projector: bool = False
    leads: bool = False  # as a driver: followers see each place they go to

    @property
    def drives(self) -> bool:
        return bool(self.presenter) and self.room.driver == self.presenter

    @property
    def is_led(self) -> bool:
        """True if the driver may move this guest's feed."""
        return self.follows and not self.drives

    @property
    def in_lobby(self) -> bool:
        return self.following and self.room.in_lobby

    @property
    def has_ended(self) -> bool:
        return self.room.state.curtain == ENDED

    def set_hand(self, up: bool) -> None:
        self.hand = up
        self.room.seats_changed()
