"""A room and its members: the clock and place that all share. Nothing is sent while it plays,
because each guest's app computes the moment from one small state."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from tui.hosting.room.invitation import Invitation, Lobby
from tui.hosting.room.state import ENDED, LOBBY, MOST_NAMES, Presence, RoomState, free_name, listed
from tui.model.blog import LiveBlog
from tui.model.instants import moment_of
from tui.playback.glide import Clock, Glide
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo
from tui.playback.view import LOOP_REST_SECONDS, progress_at

MIN_WAIT_SECONDS = 1.0  # an anchor further ahead is a start, a nearer one another machine's


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


class Room:
    """The room in one worker; `now` gives seconds since 1970, `name` is "" for the only live blog.
    A `driven` room waits for a presenter's play; any other plays by itself, at `start_at` if given.
    A `loop` restarts at the end."""

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        tempo: Tempo,
        name: str = "",
        lobby: Lobby | None = None,
        driven: bool = False,
        start_at: datetime | None = None,
        loop: bool = False,
    ) -> None:
        self.blog, self._plan = blog, ReadingPlan.of(blog)
        self.name, self.now, self.lobby = name, now, lobby
        self.opened = str(now())  # another at each start of the host
        self.driven, self.start_at, self.loop = driven, start_at, loop
        anchor = now() if start_at is None else start_at.timestamp()
        clock = Clock(anchor, blog.edge or blog.start, tempo, not driven or start_at is not None)
        self.state = RoomState(0, clock, len(blog.posts))
        self.shared = True  # False while the store cannot be reached
        self.on_press: Callable[[], object] = lambda: None
        self.on_presence: Callable[[], None] = lambda: None
        self.onlookers: dict[Callable[[], None], None] = {}
        """Called after each change: a press anywhere, a start by time, guests who come or go."""
        self.invitation = Invitation()  # set once the host listens
        self.worker = ""  # this worker's name among all
        self.seats: dict[Member, None] = {}  # in this worker, as they came
        self.elsewhere: dict[str, Presence] = {}  # last reports of other workers
        self.here = self.presence = Presence()  # in this worker, and everywhere

    @property
    def clock(self) -> Clock:
        """The clock in force: waiting for its start, or running."""
        clock = self.state.clock
        return clock if self.starts_in is None else clock._replace(playing=False)

    @property
    def starts_in(self) -> timedelta | None:
        wait = self.state.clock.anchor - self.now()
        return timedelta(seconds=wait) if wait > MIN_WAIT_SECONDS else None

    @property
    def in_lobby(self) -> bool:
        waits_for_presenter = self.driven and self.start_at is None and not self.state.begun
        waits = waits_for_presenter or self.starts_in is not None
        return self.lobby is not None and (bool(self.state.curtain) or (self.lobby.waits and waits))

    def drive(self, clock: Clock, driver: str) -> None:
        """Set the clock for a presenter; its anchor is in the room's seconds. A jump ends a shown
        place. Before the start only play begins; other changes apply from the start on."""
        old, begins = self.state, clock.playing
        if self.starts_in is not None and not begins:
            clock = clock._replace(anchor=old.clock.anchor, playing=True)
        jumped = self.jumps(self.clock, clock)
        self.press(
            clock=clock,
            posts=max(old.posts, len(self.blog.posts)),
            driver=driver,
            begun=old.begun or begins,
            point=None if jumped else old.point,
            curtain="" if begins else old.curtain,
        )

    def draw_curtain(self, curtain: str) -> None:
        """Cover the page and pause the clock, which a LOBBY after the end puts at the start."""
        state, clock = self.state, self.state.clock
        begun = state.begun or not self.in_lobby
        if curtain == LOBBY and state.curtain == ENDED:
            start = self.blog.edge or self.blog.start
            clock, begun = clock._replace(moment=start, read=0.0, playing=False), False
        elif self.blog.edge is None and self._glide(self.clock).at(self.now()).ended:
            begun = False
        elif self.clock.playing:
            clock = self._anchored_now()._replace(playing=False)
        said = "" if curtain == ENDED else state.said
        self.press(
            clock=clock, begun=begun, curtain=curtain, join_card=False, said=said, point=None
        )

    def press(self, **changes: Any) -> None:
        """Change fields of the state, for everybody."""
        revision = self.state.revision + 1
        self.state = replace(self.state, revision=revision, by=self.worker, **changes)
        self.on_press()
        self.show_change()

    def moment_at(self, now: float) -> datetime:
        return moment_of(self._glide(self.clock).at(now).instant)

    def jumps(self, old: Clock, new: Clock) -> bool:
        """True if a new clock moves the moment, instead of going on from the old clock's."""
        return moment_of(self._glide(old).at(new.anchor).instant) != new.moment

    def _glide(self, clock: Clock) -> Glide:
        """A clock's glide; the map is of all posts, for every guest."""
        return Glide(clock, self._plan.map(clock.tempo))

    def adopt(self, state: RoomState) -> bool:
        """Take a state from elsewhere. Returns False if the state here is as high."""
        if state.rank <= self.state.rank:
            return False
        self.state = state
        self.show_change()
        return True

    def show_change(self) -> None:
        for look in list(self.onlookers):
            look()

    @property
    def next_change_in(self) -> float | None:
        """Seconds until a change by itself (a countdown's second, a restart); None: never."""
        now, clock = self.now(), self.clock
        if (wait := self.state.clock.anchor - now) > 0:
            return min(wait, 1 - now % 1) if self.lobby is not None else wait
        if not (self.loop and clock.playing and self.blog.edge is None):
            return None
        return clock.anchor + self._lasts(clock) - now

    def change_by_itself(self) -> None:
        """Begin a loop again that is over: no press, because every worker does it by itself."""
        now, clock = self.now(), self.clock
        wait = self.next_change_in
        if wait is not None and wait <= 0:
            again = clock._replace(moment=self.blog.start, read=0.0)
            began = now - -wait % self._lasts(again)  # other loops may be over too
            self.state = replace(self.state, clock=again._replace(anchor=began))
        self.show_change()

    def _lasts(self, clock: Clock) -> float:
        """Real seconds from the anchor until a loop begins again."""
        return self._glide(clock).at(clock.anchor).left / clock.tempo.rate + LOOP_REST_SECONDS

    def add_guest(self, seat: Member) -> None:
        """Seat a guest. A driver who comes back drives on, no newcomer whose name sorts first."""
        driver = self.driver
        self.seats[seat] = None
        self.seats_changed()
        if driver and seat.drives and seat.name != self.state.driver:
            self.press(driver=driver)

    def rename(self, seat: Member, wanted: str) -> None:
        """Give a guest a name; a presenter always has one."""
        seat.wanted = wanted or (seat.wanted if seat.presents else "")
        self.seats_changed()

    def leave(self, seat: Member) -> None:
        self.seats.pop(seat, None)
        self.seats_changed()

    def note_worker(self, worker: str, guests: Presence | None) -> None:
        """Note another worker's guests; None: it has ended."""
        self.elsewhere.pop(worker, None)
        if guests is not None:
            self.elsewhere[worker] = guests
        self.seats_changed()

    def seats_changed(self) -> None:
        """Call after guests joined, left or changed role. A driver who gets another name keeps the
        wheel, unless a presenter in another worker has the name before."""
        driver, there = self.driver, self.elsewhere.values()
        driving = [seat for seat in self.seats if driver and seat.drives]
        self._name_seats()
        here = self._presence_here()
        if here != self.here:
            self.here = here
            self.on_presence()
        self.presence = Presence.total([here, *there])
        renamed = [seat.name for seat in driving if seat.name != driver]
        if renamed and not any(driver in each.presenters for each in there):
            self.press(driver=renamed[0])
        else:
            self.show_change()

    def _name_seats(self) -> None:
        """Give each guest the wanted name, or else "Ada (2)". Presenters come first, because names
        say who drives, then who has the name already."""
        taken = set[str]()
        named = [seat for seat in self.seats if seat.wanted or seat.name]
        for seat in sorted(named, key=lambda x: (not x.presents, x.name != x.wanted)):
            seat.name = free_name(seat.wanted, seat.name, taken, *self._names_elsewhere(seat))
            taken.add(seat.name)

    def _names_elsewhere(self, seat: Member) -> Iterator[Sequence[str]]:
        """Names in other workers that a guest cannot have; the earlier one's Ada stays."""
        for worker, there in self.elsewhere.items():
            is_first = worker < self.worker or seat.name != seat.wanted
            yield there.presenters if is_first or not seat.presents else ()
            yield there.names if is_first and not seat.presents else ()

    def _presence_here(self) -> Presence:
        guests = [seat for seat in self.seats if not seat.presents]
        hands = sorted((each.hand_at, each.name) for each in guests if each.hand_at is not None)
        following = sum(map(attrgetter("follows"), guests))
        return Presence(
            following=following,
            on_their_own=len(guests) - following,
            hands=len(hands),
            presenters=listed(seat.name for seat in self.seats if seat.presents),
            names=listed(guest.name for guest in guests),
            raised=tuple([(at, name) for at, name in hands if name][:MOST_NAMES]),
        )

    def _anchored_now(self) -> Clock:
        """The clock at the same moment and word, anchored now."""
        now, glide = self.now(), self._glide(self.clock)
        read = progress_at(now, glide, self._plan, self._plan).seconds
        return glide.clock._replace(anchor=now, moment=moment_of(glide.at(now).instant), read=read)

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue in a longer state of the blog; the first worker with it sets the clock for all.
        A clock at the live edge goes on from there, or new posts would pass unread; before the
        start it waits at the edge."""
        state, clock = self.state, self._anchored_now()
        was_at_edge = state.clock.moment == self.blog.edge
        self.blog, self._plan = blog, ReadingPlan.of(blog)
        if was_at_edge and (self.starts_in is not None or not (clock.playing or state.begun)):
            clock = state.clock._replace(moment=blog.edge or blog.end, read=0.0)
            self.state = replace(state, clock=clock, posts=len(blog.posts))
        elif len(blog.posts) > state.posts:
            self.press(clock=clock, posts=len(blog.posts))

    @property
    def driver(self) -> str:
        """The present presenter with the wheel, else the first by name; "" without presenters."""
        present = self.presence.presenters
        return self.state.driver if self.state.driver in present else min(present, default="")
