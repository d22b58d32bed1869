"""The place in the feed that the driver shows, and guests who look elsewhere."""

from tui.hosting.room.keys import PresenterActions
from tui.hosting.room.state import SharedPlace
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.reading import FeedPlace

MOST_TITLE_CELLS = 50
OWN_PLACE_NOTE = "You look around alone. r brings you back."
HIDDEN_NOTE = "Your filter hides this place. esc clears it."


class PlaceActions(PresenterActions):
    """One guest's feed, led or on its own, and the driver's keys for it."""

    _led_to: FeedPlace | None = None  # the driver's place, until the guest moves

    @property
    def is_as_shown(self) -> bool:
        return not self.guest.scrolled and (
            self.room.state.point is None or self._led_to is not None
        )

    def show_point(self, *, lets_go: bool = False) -> None:
        """Bring a led feed to the shown place; else `lets_go` returns it to the clock."""
        point = self.room.state.point
        if point is None:
            self._led_to = None
            self.feed.mark_shown(None)
            if lets_go and self.guest.is_led:
                self.feed.follow()
        elif self.guest.drives:
            self.feed.mark_shown((point.post, point.part))
        elif self.guest.is_led:
            if self.feed.reading.document.ordinal(point.post) is not None:
                self.feed.show_place(*point)
                self.feed.mark_shown((point.post, point.part))
                self._led_to = self.feed.reading.place
            elif self.player.selection.active:
                self.tell(HIDDEN_NOTE)

    def feed_moved(self) -> None:
        """Leave a guest who moves the feed on their own, until `r`."""
        if self.guest.drives:
            self._show_where_i_am()
            return
        reading, led_to = self.feed.reading, self._led_to
        own = not reading.following if led_to is None else reading.place != led_to
        if own != self.guest.scrolled:
            self.guest.scrolled = own
            self.room.seats_changed()
            if led_to is not None:
                self._led_to = None
                self.feed.mark_shown(None)
                self.tell(OWN_PLACE_NOTE)

    def _show_where_i_am(self) -> None:
        """Show each new place of a driver who leads."""
        point = None if self.feed.reading.following else self._here()
        if self.guest.leads and point != self.room.state.point:
            self.room.show(point)

    def _here(self) -> SharedPlace | None:
        place = self.feed.current_place()
        return None if place is None else SharedPlace(*place)

    def action_show_here(self) -> None:
        """Show followers the driver's place, or let them go again."""
        if not self.may_drive():
            return
        point = self._here()
        if point is None:
            self.tell("There is no post to show.")
        elif point == self.room.state.point:
            self.guest.leads = False
            self.room.show(None)
            self.tell("Everyone follows the clock again.")
        else:
            self.room.show(point)
            title = truncate(self.player.blog.posts[point.post].title, MOST_TITLE_CELLS)
            self.tell(f"Everyone sees: {title}")

    def action_follow_me(self) -> None:
        """Toggle: followers see each place the driver goes to."""
        if self.may_drive():
            self.guest.leads = not self.guest.leads
            self._show_where_i_am()
            on, off = "Everyone sees where you are. F ends it.", "Your place is your own again."
            self.tell(on if self.guest.leads else off)
