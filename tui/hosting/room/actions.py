"""A room's keys at work, and the place in the feed that the driver shows."""

from functools import partial

from tui.hosting.room.keys import ConfirmBox, JoinBox, name_box, say_box
from tui.hosting.room.member import Member
from tui.hosting.room.state import ENDED, JOIN, LOBBY, SharedPlace
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.reading import FeedPlace
from tui.screen.page import ReplayPage
from tui.screen.part_actions import PartActions

MOST_TITLE_CELLS = 50
OWN_PLACE_NOTE = "You look around alone. r brings you back."
HIDDEN_NOTE = "Your filter hides this place. esc clears it."
PRESENTERS_ONLY_NOTE = "Only a presenter can do that."
HAND_NOTE = "Your hand is up. h takes it down."
NOBODY_NOTE = "Nobody presents here, so nobody would see your hand."


class RoomActions(PartActions):
    """A guest's keys in a room, and the guest's feed, which the driver leads."""

    _led_to: FeedPlace | None = None  # the driver's place, until the guest moves

    def __init__(self, app: ReplayPage, guest: Member) -> None:
        super().__init__(app)
        self.guest, self.room = guest, guest.room

    def may_present(self) -> bool:
        """True for a presenter; notifies any other guest."""
        if not self.guest.presenter:
            self.tell(PRESENTERS_ONLY_NOTE)
        return bool(self.guest.presenter)

    def may_drive(self) -> bool:
        """True for the driver; notifies any other guest."""
        if self.may_present() and not self.guest.drives:
            self.tell(f"{self.room.driver} presents. w takes over.")
        return self.guest.drives

    def action_lobby(self) -> None:
        """Bring all followers to the lobby; play brings them back."""
        if self.may_drive():
            self.room.draw_curtain(LOBBY)

    async def action_end(self) -> None:
        if self.may_drive():
            await ConfirmBox("End the class for everybody?", "end it").open(self._end_class)

    def _end_class(self, confirmed: bool | None) -> None:
        if confirmed and self.may_drive():
            self.room.draw_curtain(ENDED)

    async def action_join_card(self) -> None:
        """Show how others join: the driver on the projector, others in a box."""
        if not self.room.invitation.url:
            self.tell("This host has no address to show.")
        elif not self.guest.drives:
            await JoinBox(self.room.invitation).open()
        else:
            shown = self.room.state.curtain == JOIN
            self.room.draw_curtain("" if shown else JOIN)
            self.tell("The projector is clear." if shown else "The projector shows how to join.")

    # Every presenter's keys

    async def action_wheel(self) -> None:
        if self.guest.drives:
            self.tell("You present.")
        elif self.may_present():
            driver = self.room.driver
            box = ConfirmBox(f"{driver} presents. Take over?", "take over")
            await box.open(partial(self._take_wheel, driver))

    def _take_wheel(self, asked: str, taken: bool | None) -> None:
        """Take over, unless another presenter did since the question."""
        driver = self.room.driver
        if taken and driver not in (asked, self.guest.presenter):
            self.tell(f"{driver} presents now. w takes over.")
        elif taken:
            self.room.take_wheel(self.guest.presenter)
            self.tell("You present now.")

    async def action_say(self) -> None:
        if self.may_present():
            await say_box(self.room.state.said).open(self._say)

    def _say(self, line: str | None) -> None:
        if line is not None:
            self.room.say(line)

    def action_unsay(self) -> None:
        if self.may_present():
            if self.room.state.said:
                self.room.say("")
            else:
                self.tell("No message is shown; ! writes one.")

    # Guests' keys

    def action_hand(self) -> None:
        guest, presence = self.guest, self.room.presence
        if guest.presenter:
            self.tell("All hands are down." if presence.hands else "No hand is up.")
            if presence.hands:
                self.room.lower_hands()
        elif not (guest.hand or presence.presenters):
            self.tell(NOBODY_NOTE)
        elif not guest.projector:
            guest.set_hand(not guest.hand)
            self.tell(HAND_NOTE if guest.hand else "Your hand is down.")

    async def action_name(self) -> None:
        if not self.guest.projector:
            await name_box(self.guest.presenter or self.guest.name).open(self._rename)

    def _rename(self, name: str | None) -> None:
        if name is not None:
            self.room.rename(self.guest, name)
            shown = self.guest.presenter or name
            self.tell(f"Others see you as {shown}." if name else "No name is shown.")

    # The place in the feed

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
