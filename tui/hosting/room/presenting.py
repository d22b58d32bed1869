"""What presenters show and say beside the clock, and how guests see it and answer."""

from functools import partial

from tui.hosting.room.boxes import ConfirmBox, JoinBox, name_box, say_box
from tui.hosting.room.clock import Room
from tui.hosting.room.presence import Seat
from tui.hosting.room.state import ENDED, JOIN, LOBBY, Point
from tui.screen.app import ReplayApp
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.pages.top_words import FeedPlace
from tui.screen.feed.widget import Feed

MOST_TITLE_CELLS = 50
OWN_PLACE_NOTE = "You look around alone. r brings you back."
HIDDEN_NOTE = "Your filter hides this place. esc clears it."
HAND_NOTE = "Your hand is up. h takes it down."
NOBODY_NOTE = "Nobody presents here, so nobody would see your hand."
PRESENTERS_ONLY_NOTE = "Only a presenter can do that."


class Presenting(ReplayApp):
    """The place that the driver shows to all, lines to everybody, hands, and the wheel.

    Subclasses set `room`, `following` and `seat`.
    """

    room: Room
    following: bool
    seat: Seat | None
    follow_me = False
    """Whether the driver shows every place they go to."""
    own_place = False
    """Whether the guest has moved in the feed, so that points do not move it."""
    _points = 0
    _point: Point | None = None
    _pointed_place: FeedPlace | None = None
    """Where the feed stands since it was taken to the point."""
    _hands_seen: int | None = None
    _last_wheel = ""
    _last_name = ""

    @property
    def presenter(self) -> str:
        """The name by which the room knows this guest if they may drive; else empty."""
        return self.seat.presenter if self.seat is not None else ""

    @property
    def drives(self) -> bool:
        """Whether this guest has the wheel."""
        return bool(self.presenter) and self.room.driver == self.presenter

    @property
    def in_lobby(self) -> bool:
        """Whether this guest waits in the lobby."""
        return self.room.in_lobby and self.following

    @property
    def at_point(self) -> bool:
        """Whether the feed is where the driver has brought it."""
        return self._point is None or self._pointed_place is not None or self.drives

    # What others did

    def note_press(self) -> None:
        """Take the hand down when a presenter has seen it; tell who has the wheel now."""
        state = self.room.state
        if self._hands_seen not in (None, state.hands_seen) and self.seat and self.seat.hand:
            self.seat.hand = False
            self.room.seats_changed()
            self.tell("The presenter has seen your hand.")
        self._hands_seen = state.hands_seen
        if self.presenter:
            self._note_wheel()
            self._note_name()

    def _note_wheel(self) -> None:
        """Tell who has lost the wheel, and who has it because the driver has left."""
        driver, last, self._last_wheel = self.room.driver, self._last_wheel, self.room.driver
        if last == self.presenter != driver:
            self.follow_me = False
            self.tell(f"{driver} presents now.")
        elif last and driver == self.presenter and last not in self.room.presence.presenters:
            self.tell(f"{last} has left: you present now.")

    def _note_name(self) -> None:
        """Tell a presenter whose name another has too by which one they are known here."""
        last, self._last_name = self._last_name, self.presenter
        if self.seat is not None and self.presenter not in (last, self.seat.key_name):
            self.tell(f"{self.seat.key_name} is already presenting; you are {self.presenter}.")

    def show_point(self) -> None:
        """Bring the feed of a guest who follows to the place that the driver shows."""
        state = self.room.state
        if (state.points, state.point) == (self._points, self._point):
            return
        self._points, old, self._point = state.points, self._point, state.point
        point = state.point
        if point is None:
            self._pointed_place = None
            self.feed.mark_shown(None)
            if old is not None and self._is_led:
                self.feed.follow()
        elif self.drives:
            self.feed.mark_shown((point.post, point.part))
        elif self._is_led:
            self._go_to(point)

    @property
    def _is_led(self) -> bool:
        """Whether the driver may move this guest's feed."""
        return self.following and not self.own_place and not self.drives

    def _go_to(self, point: Point) -> None:
        if self.feed.reading.document.ordinal(point.post) is None:
            if self.player.selection.active:
                self.tell(HIDDEN_NOTE)
            return
        self.feed.show_place(*point)
        self.feed.mark_shown((point.post, point.part))
        self._pointed_place = self.feed.reading.place

    def return_to_place(self) -> None:
        """Let the driver move this guest's feed again."""
        self.own_place = False
        self._points = -1
        self.note_seat()

    def note_seat(self) -> None:
        """Tell the room whether this guest follows."""
        follows = self.following and not self.own_place
        if self.seat is not None and self.seat.follows != follows:
            self.seat.follows = follows
            self.room.seats_changed()

    def on_feed_moved(self, message: Feed.Moved) -> None:
        super().on_feed_moved(message)
        if not self.drives:
            self._note_own_place()
        elif self.follow_me:
            self._show_where_i_am()

    def _note_own_place(self) -> None:
        """A guest who touches the feed is on their own, until they ask to be brought back."""
        reading = self.feed.reading
        led = self._pointed_place
        own = not reading.following if led is None else reading.place != led
        if own == self.own_place:
            return
        self.own_place = own
        self.note_seat()
        if led is not None:
            self._pointed_place = None
            self.feed.mark_shown(None)
            self.tell(OWN_PLACE_NOTE)
        else:
            self.show_moment()

    # The driver's keys

    def action_show_here(self) -> None:
        """Show all who follow the place where the driver is, or let them go from it again."""
        if not self._may_drive():
            return
        point = self._here()
        if point is None:
            self.tell("No post to show.")
        elif point == self.room.state.point:
            self.follow_me = False
            self.room.show(None)
            self.tell("Everyone follows the clock again.")
        else:
            self.room.show(point)
            title = truncate(self.player.blog.posts[point.post].title, MOST_TITLE_CELLS)
            self.tell(f"Everyone sees: {title}")
        self.show_point()

    def action_follow_me(self) -> None:
        """Show all who follow every place that the driver goes to from now on, or no more."""
        if not self._may_drive():
            return
        self.follow_me = not self.follow_me
        if self.follow_me:
            self._show_where_i_am()
            self.tell("Everyone sees where you are. F ends it.")
        else:
            self.tell("Your place is your own again.")

    def action_follow(self) -> None:
        if self.drives and self.room.state.point is not None:
            self.room.show(None)
            self.show_point()
        super().action_follow()

    def _show_where_i_am(self) -> None:
        point = None if self.feed.reading.following else self._here()
        if point != self.room.state.point:
            self.room.show(point)
            self.show_point()

    def _here(self) -> Point | None:
        place = self.feed.current_place()
        return None if place is None else Point(*place)

    def _may_drive(self) -> bool:
        if not self.drives:
            self.tell(
                f"{self.room.driver} presents. w takes over."
                if self.presenter
                else PRESENTERS_ONLY_NOTE
            )
        return self.drives

    def action_lobby(self) -> None:
        """Bring all who follow to the lobby; playing brings them back."""
        if self._may_drive():
            self.room.draw_curtain(LOBBY)

    async def action_end(self) -> None:
        if self._may_drive():
            await ConfirmBox("End the class for everybody?", "end it").open(self._end_class)

    def _end_class(self, confirmed: bool | None) -> None:
        if confirmed and self._may_drive():
            self.room.draw_curtain(ENDED)

    async def action_join_card(self) -> None:
        """Show how others join: who drives shows it on the projector, everybody else sees it."""
        if not self.room.invitation.url:
            self.tell("This host has no address to show.")
        elif not self.drives:
            await JoinBox(self.room.invitation).open(lambda _: None)
        else:
            shown = self.room.state.curtain == JOIN
            self.room.draw_curtain("" if shown else JOIN)
            self.tell("The projector is clear." if shown else "The projector shows how to join.")

    # Every presenter's keys

    async def action_wheel(self) -> None:
        if not self.presenter or self.drives:
            self.tell("You present." if self.drives else PRESENTERS_ONLY_NOTE)
        else:
            driver = self.room.driver
            box = ConfirmBox(f"{driver} presents. Take over?", "take over")
            await box.open(partial(self._take_wheel, driver))

    def _take_wheel(self, asked: str, taken: bool | None) -> None:
        """Take the wheel, unless another has it by now than the presenter who was asked about."""
        driver = self.room.driver
        if taken and driver not in (asked, self.presenter):
            self.tell(f"{driver} presents now. w takes over.")
        elif taken:
            self.room.take_wheel(self.presenter)
            self.tell("You present now.")

    async def action_say(self) -> None:
        if self.presenter:
            await say_box(self.room.state.said).open(self._say)
        else:
            self.tell(PRESENTERS_ONLY_NOTE)

    def _say(self, line: str | None) -> None:
        if line is not None:
            self.room.say(line)

    def action_unsay(self) -> None:
        """Take the line away that was said to everybody."""
        if not self.presenter:
            self.tell(PRESENTERS_ONLY_NOTE)
        elif self.room.state.said:
            self.room.say("")
        else:
            self.tell("No message is shown; ! writes one.")

    def action_hand(self) -> None:
        """Raise a guest's hand, or take it down; for a presenter take all down."""
        if self.presenter:
            raised = self.room.presence.hands
            if raised:
                self.room.lower_hands()
            self.tell("All hands are down." if raised else "No hand is up.")
        elif self.seat is not None and not (self.seat.hand or self.room.presence.presenters):
            self.tell(NOBODY_NOTE)
        elif self.seat is not None:
            self.seat.hand = not self.seat.hand
            self.room.seats_changed()
            self.tell(HAND_NOTE if self.seat.hand else "Your hand is down.")

    async def action_name(self) -> None:
        """Ask a guest for the name by which others see them."""
        if self.seat is not None:
            await name_box(self.presenter or self.seat.name).open(self._rename)

    def _rename(self, name: str | None) -> None:
        if name is not None and self.seat is not None:
            self.room.rename(self.seat, name)
            self.tell(
                f"Others see you as {self.presenter or name}." if name else "No name is shown."
            )
