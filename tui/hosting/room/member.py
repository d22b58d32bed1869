"""A guest in a room."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.hosting.room.state import ENDED

if TYPE_CHECKING:
    from tui.hosting.room.clock import Room


@dataclass(eq=False, slots=True, kw_only=True)
class Member:
    """A guest in a room: following, presenting, or on their own. A `projector` takes no seat."""

    room: "Room"
    projector: bool = False
    presents: bool = False  # may drive
    wanted: str = ""  # the name chosen, or that of the presenter's key; several may want the same
    name: str = ""  # for all to see, which nobody else has
    following: bool = True  # the room's clock; else their own
    scrolled: bool = False  # moved in the feed: the driver no longer moves it
    hand_at: float | None = None  # when the hand was raised, in seconds since 1970
    touch: bool = False  # has buttons in the place of keys
    leads: bool = False  # as a driver: followers see each place they go to

    @property
    def follows(self) -> bool:
        return self.following and not self.scrolled

    @property
    def drives(self) -> bool:
        return self.presents and self.room.driver == self.name

    @property
    def holds(self) -> bool:
        """True for a driver at whose place the class is held."""
        return self.drives and self.room.state.point is not None

    @property
    def in_lobby(self) -> bool:
        return self.following and self.room.in_lobby

    @property
    def has_ended(self) -> bool:
        return self.room.state.curtain == ENDED

    @property
    def hand(self) -> bool:
        return self.hand_at is not None

    def set_hand(self, up: bool) -> None:
        self.hand_at = self.room.now() if up else None
        self.room.seats_changed()
