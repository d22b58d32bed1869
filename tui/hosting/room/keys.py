"""A room's keys, their boxes and actions, and the place in the feed that the driver shows."""

from typing import NamedTuple

from textual.binding import Binding

from tui.hosting.auth import MOST_NAME_CHARACTERS, guest_name
from tui.hosting.room.bar import raised_names
from tui.hosting.room.clock import Member
from tui.hosting.room.lobby import JoinCard, shortened
from tui.hosting.room.state import ENDED, LOBBY, MOST_SAID_CHARACTERS, said_line
from tui.playback.view import FeedPlace, TextPlace
from tui.screen.app import ReplayApp
from tui.screen.dialogs.dialog import ConfirmBox, TextBox
from tui.screen.dialogs.pictures import PictureBox, open_box
from tui.screen.page import PartActions

OWN_PLACE_NOTE = "You look around alone. r brings you back."
HELD_NOTE = "The class is held at a place. r brings you there."
HIDDEN_NOTE = "Your filter hides this place. esc clears it."
HAND_NOTE = "Your hand is up. h takes it down."
UNNAMED_HAND_NOTE = "Your hand is up. I adds your name."
NOBODY_NOTE = "Nobody presents here, so nobody would see your hand."


class RoomKey(NamedTuple):
    """A key's action; its meaning for presenters and for guests, "" if it has none."""

    key: str
    action: str
    presenters: str
    guests: str = ""


BACK, NAME = "back to the class: see what everybody sees", "your name, for all to see"
ROOM_KEYS = (
    RoomKey("r", "rejoin", BACK, BACK),
    RoomKey("h", "room.hand", "take all raised hands down", "raise a hand, or take it down"),
    RoomKey("I", "room.name", NAME, NAME),
    RoomKey("w", "room.wheel", "take over (asks first)"),
    RoomKey("P", "room.show_here", "show everybody this place, and back"),
    RoomKey("F", "room.follow_me", "show everybody every place you go to"),
    RoomKey("!", "room.say", "say a line to everybody"),
    RoomKey("x", "room.unsay", "take that line away"),
    RoomKey("J", "room.join_card", "show how to join, on the projector too", "show how to join"),
    RoomKey("B", "room.lobby", "back to the lobby, all together"),
    RoomKey("E", "room.end", "end the class (asks first)"),
)


def room_bindings() -> list[Binding]:
    return [Binding(key.key, key.action, show=False) for key in ROOM_KEYS]


def help_rows(*, presents: bool) -> tuple[tuple[str, str], ...]:
    rows = ((key.key, key.presenters if presents else key.guests) for key in ROOM_KEYS)
    return tuple(row for row in rows if row[1])


class RoomActions(PartActions):
    """A guest's keys in a room, and the guest's feed, which the driver leads."""

    _led_to: FeedPlace | None = None  # the driver's place, until the guest moves
    _shown_from: TextPlace | None = None  # where this driver stood after showing a place
    _picture: tuple[int, int] | None = None  # the driver's, until another is shown

    def __init__(self, app: ReplayApp, guest: Member) -> None:
        super().__init__(app)
        self.guest, self.room, self._page = guest, guest.room, app
        app.picture_shown = self.picture_shown

    def may_present(self) -> bool:
        """True for a presenter; notifies any other guest."""
        if not self.guest.presents:
            self.tell("Only a presenter can do that.")
        return self.guest.presents

    def may_drive(self) -> bool:
        """True for the driver; notifies any other guest."""
        if self.may_present() and not self.guest.drives:
            self.tell(f"{self.room.driver} presents. w takes over.")
        return self.guest.drives

    def may_point(self) -> bool:
        """True for the driver of a page in sight; notifies any other guest."""
        if self.may_drive() and self.guest.in_lobby:
            self.tell("In the lobby there is nothing to point at.")
        return self.guest.drives and not self.guest.in_lobby

    def action_lobby(self) -> None:
        """Bring all followers to the lobby; play brings them back."""
        if self.may_drive() and (self.guest.has_ended or not self.guest.in_lobby):
            self.room.draw_curtain(LOBBY)

    async def action_end(self) -> None:
        if self.may_drive():
            await ConfirmBox("End the class for everybody?", "end it").open(self._end_class)

    def _end_class(self, confirmed: bool | None) -> None:
        if confirmed and self.may_drive():
            self.room.draw_curtain(ENDED)

    async def action_join_card(self) -> None:
        """Show how others join, or hide it: the driver on the projector, others beside the feed."""
        if not self.room.invitation.url:
            self.tell("This host has no address to show.")
        elif self.guest.in_lobby:
            self.tell("There is no join card in the lobby.")
        elif not self.guest.drives:
            shown = not self.app.query(JoinCard)
            await self.show_join_card(shown)
            self.tell(f"Join at: {' or '.join(self.room.invitation.ways)}" if shown else "")
        else:
            shown = not self.room.state.join_card
            self.room.press(join_card=shown)
            self.tell("The projector shows how to join." if shown else "The projector is clear.")

    async def show_join_card(self, shown: bool) -> None:
        page = self.app.screen_stack[0]
        await page.query(JoinCard).remove()
        if shown:
            await page.query_one("#body").mount(JoinCard(self.room.invitation))

    # Every presenter's keys

    async def action_wheel(self) -> None:
        if self.guest.drives:
            self.tell("You present.")
        elif self.may_present():
            box = ConfirmBox(f"{self.room.driver} presents. Take over?", "take over")
            await box.open(self._take_wheel)

    def _take_wheel(self, taken: bool | None) -> None:
        if taken:
            self.room.press(driver=self.guest.name, point=None, picture=None)
            self.tell("You present now.")

    async def action_say(self) -> None:
        if self.may_present():
            keys, said = "enter show · esc cancel", self.room.state.said
            title = f"Say to everybody, in {MOST_SAID_CHARACTERS} letters"
            await TextBox(title, keys, said, MOST_SAID_CHARACTERS).open(self._say)

    def _say(self, line: str | None) -> None:
        if line is not None:
            self.room.press(said=said_line(line))

    def action_unsay(self) -> None:
        if self.may_present():
            if self.room.state.said:
                self.room.press(said="")
            else:
                self.tell("No message is shown; ! writes one.")

    # Guests' keys

    def action_hand(self) -> None:
        guest, presence = self.guest, self.room.presence
        if guest.presents:
            down = f"Hands taken down: {', '.join(raised_names(presence))}."
            self.tell(down if presence.hands else "No hand is up.")
            if presence.hands:
                self.room.press(hands_seen=self.room.state.hands_seen + 1)
        elif not (guest.hand or presence.presenters):
            self.tell(NOBODY_NOTE)
        elif not guest.projector:
            guest.set_hand(not guest.hand)
            raised = shortened(HAND_NOTE if guest.name else UNNAMED_HAND_NOTE, guest)
            self.tell(raised if guest.hand else "Your hand is down.")

    async def action_name(self) -> None:
        if not self.guest.projector:
            keys, name = "enter save · esc cancel", self.guest.wanted
            title = f"Your name, for all to see, in {MOST_NAME_CHARACTERS} letters"
            await TextBox(title, keys, name, MOST_NAME_CHARACTERS).open(self._rename)

    def _rename(self, name: str | None) -> None:
        if name is not None:
            self.room.rename(self.guest, guest_name(name))
            shown = self.guest.name
            self.tell(f"Others see you as {shown}." if shown else "No name is shown.")

    # The place in the feed

    @property
    def is_as_shown(self) -> bool:
        is_led = self.room.state.point is None or self._led_to is not None
        return is_led and not self.guest.scrolled and self.room.state.picture is None

    def show_point(self, *, lets_go: bool = False) -> None:
        """Bring a led feed to the shown place, or with `lets_go` to the clock; show the picture."""
        self.app.call_next(self._show_picture)
        point = self.room.state.point
        if point is None:
            self._led_to = self._shown_from = self.feed.shown_mark = None
            if lets_go and self.guest.follows:
                self.feed.reading.follow()
        elif self._shown_from is not None:
            self.feed.shown_mark = (point.post, point.part)
        elif self.guest.follows:
            if point.post in self.feed.reading.document:
                self.feed.show_place(*point)
                self.feed.shown_mark = (point.post, point.part)
                self._led_to = self.feed.reading.place
            elif self.player.selection.active:
                self.tell(HIDDEN_NOTE)
        elif self.guest.following and not lets_go:
            self.tell(shortened(HELD_NOTE, self.guest))

    def feed_moved(self) -> None:
        """Leave a guest who moves the feed on their own, until `r`."""
        reading, led_to = self.feed.reading, self._led_to
        if self.guest.in_lobby and not reading.following:  # the page is not in sight
            reading.follow()
        if self.guest.drives:
            self._show_where_i_am()
            return
        own = not reading.following if led_to is None else reading.place != led_to
        if own != self.guest.scrolled:
            self.guest.scrolled = own
            self.room.seats_changed()
            if led_to is not None:
                self._led_to = None
                self.feed.shown_mark = None
                self.tell(shortened(OWN_PLACE_NOTE, self.guest))

    def _show_where_i_am(self) -> None:
        """Show each new place of a driver who leads; one who follows the clock lets all go."""
        point = None if self.feed.reading.following else self.feed.current_place()
        if self.guest.leads and point != self.room.state.point:
            self.show_all(point)
        elif point is None and (self._shown_from or self._led_to):
            self.show_all(None)

    def show_all(self, point: TextPlace | None) -> None:
        """Show everybody a place, and stay there too; None lets all go."""
        if point is not None and self.feed.reading.following:
            self.feed.reading.move(lambda: self.feed.reading.shift(0))
        self._shown_from = None if point is None else self.feed.current_place()
        self.room.press(point=point)

    def let_go(self) -> None:
        self.feed.reading.follow()
        self.show_all(None)
        self.tell("Everyone follows the clock again.")

    @property
    def held_at(self) -> str:
        """Time of the post at which this driver's class is held, or ""."""
        point, posts = self.room.state.point, self.player.blog.posts
        if point is None or not self.guest.holds or point.post >= len(posts):
            return ""
        return self.app.face.time(posts[point.post].published)

    def picture_shown(self, post: int, number: int | None) -> str:
        """Show everybody the picture in a driver's box, until it is closed."""
        if not self.guest.drives:
            return ""
        shown = None if number is None else (post, number)
        if shown != self.room.state.picture:
            self.room.press(picture=shown)
        runs_on = "; the clock runs on" if self.room.clock.playing else ""
        return f"Everyone sees this picture{runs_on}."

    async def _show_picture(self) -> None:
        """Open the driver's picture for a follower without another box, or close the one before."""
        old, self._picture = self._picture, self.room.state.picture
        leaves = self._picture != old and self.guest.follows and not self.guest.drives
        if leaves and isinstance(self.app.screen, PictureBox):
            await self.app.screen.dismiss(None)
        is_free = self.guest.follows and len(self.app.screen_stack) == 1
        if is_free and self._picture and self._picture[0] < self.player.view().known:
            await open_box(self._page, *self._picture)

    def action_show_here(self) -> None:
        """Show followers the driver's place, or let them go again."""
        if not self.may_point():
            return
        point = self.feed.current_place()
        if point is None:
            self.tell("There is no post to show.")
        elif self.room.state.point is not None and point == self._shown_from:
            self.guest.leads = False
            self.let_go()
        else:
            self.show_all(point)
            self.tell(f"Everyone sees: {self._page.post_actions.title(point.post)}")

    def action_follow_me(self) -> None:
        """Toggle: followers see each place the driver goes to."""
        if self.may_point():
            self.guest.leads = not self.guest.leads
            self._show_where_i_am()
            on, off = "Everyone sees where you are. F ends it.", "Your place is your own again."
            self.tell(on if self.guest.leads else off)
