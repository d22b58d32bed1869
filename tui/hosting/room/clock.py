"""A room: the clock and place that all its guests share. Nothing is sent while it plays, because
each guest's app computes the moment from one small state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from math import floor
from typing import Any

from tui.hosting.keys import Presenters
from tui.hosting.room.invitation import Invitation, Lobby
from tui.hosting.room.presence import Presence, Seat
from tui.hosting.room.state import ENDED, JOIN, LOBBY, RoomState, SharedPlace, said_line
from tui.model.blog import LiveBlog
from tui.model.instants import moment_of
from tui.playback.glide import Clock, Glide
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo
from tui.playback.view import progress_at, restart_after

MIN_WAIT_SECONDS = 1.0
"""Anchored further ahead, a clock waits for its start; a nearer anchor is a machine's skew."""


class Room:
    """The room in one worker; `now` gives seconds since 1970, `name` is "" for the only live blog.

    A `driven` room waits for a presenter's play; any other plays by itself, at `start_at` if given.
    A `loop` restarts at the end; `pause_alone` pauses when the driver has left.
    """

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        tempo: Tempo,
        name: str = "",
        presenters: Presenters | None = None,
        lobby: Lobby | None = None,
        driven: bool = False,
        start_at: float | None = None,
        loop: bool = False,
        pause_alone: bool = False,
    ) -> None:
        self.blog, self._plan = blog, ReadingPlan.of(blog)
        self.name, self.presenters, self.lobby = name, presenters, lobby
        self.driven, self.scheduled = driven, start_at is not None
        self.loop, self.pause_alone = loop, pause_alone
        anchor = now() if start_at is None else start_at
        clock = Clock(anchor, blog.edge or blog.start, tempo, not driven or self.scheduled)
        self.state = RoomState(0, clock, len(blog.posts))
        self.shared = True  # False while the store cannot be reached
        self.on_press: Callable[[], object] = lambda: None
        self.on_presence: Callable[[], None] = lambda: None
        self.onlookers: dict[Callable[[], None], None] = {}
        """Called after each change: a press anywhere, a start by time, guests who come or go."""
        self.invitation = Invitation()  # set once the host listens
        self.opens_at: datetime | None = None  # in the zone of --start-at
        self.worker = ""  # this worker's name among all
        self.seats: set[Seat] = set()  # in this worker
        self.elsewhere: dict[str, Presence] = {}  # last reports of other workers
        self.presence = Presence()  # everywhere
        self.wall = now
        self.offset: float | None = None  # seconds the store's clock is ahead; None: unknown
        self._rounds_of: tuple[Clock | None, float, float] = (None, 0.0, 0.0)
        """Cache of `_rounds`: every guest asks at each look."""
        self._last_driver = ""

    def now(self) -> float:
        """Seconds since 1970 by the store's clock, because machines' clocks differ."""
        return self.wall() + (self.offset or 0.0)

    @property
    def clock(self) -> Clock:
        """The clock in force: waiting for its start, running, or restarted after the end."""
        clock = self.state.clock
        now = self.now()
        if clock.anchor - now > MIN_WAIT_SECONDS:
            return clock._replace(playing=False)
        if not self._loops(clock):
            return clock
        first, later = self._rounds(clock)
        restarts = floor((now - clock.anchor - first) / later) + 1
        if restarts < 1:
            return clock
        restarted_at = clock.anchor + first + (restarts - 1) * later
        return Clock(restarted_at, self.blog.start, clock.tempo, True)

    def _loops(self, clock: Clock) -> bool:
        return self.loop and clock.playing and self.blog.edge is None

    @property
    def starts_in(self) -> timedelta | None:
        wait = self.state.clock.anchor - self.now()
        return timedelta(seconds=wait) if wait > MIN_WAIT_SECONDS else None

    @property
    def in_lobby(self) -> bool:
        if self.lobby is None:
            return False
        waits_for_presenter = self.driven and not self.scheduled and not self.state.begun
        if self.state.curtain in (LOBBY, ENDED):
            return True
        return self.lobby.waits and (waits_for_presenter or self.starts_in is not None)

    def drive(self, clock: Clock, driver: str) -> None:
        """Set the clock for a presenter; its anchor is in the room's seconds. A jump ends a shown
        place. Before the start only play begins; other changes apply from the start on."""
        old, begins = self.state, clock.playing
        if self.starts_in is not None and not begins:
            clock = clock._replace(anchor=old.clock.anchor, playing=True)
        jumped = self.moment_at(clock.anchor) != clock.moment
        self._press(
            clock=clock,
            posts=max(old.posts, len(self.blog.posts)),
            jumps=old.jumps + jumped,
            driver=driver,
            begun=old.begun or begins,
            point=None if jumped else old.point,
            curtain="" if begins and old.curtain != JOIN else old.curtain,
        )

    def take_wheel(self, presenter: str) -> None:
        self._press(driver=presenter)

    def show(self, point: SharedPlace | None) -> None:
        """Bring all followers' feeds to a place; None: back to the clock."""
        self._press(point=point, points=self.state.points + 1)

    def say(self, line: str) -> None:
        """Show a line to everybody; an empty line removes the last."""
        self._press(said=said_line(line))

    def draw_curtain(self, curtain: str) -> None:
        """Cover the page, or show how to join; LOBBY and ENDED also pause the clock."""
        if curtain in (LOBBY, ENDED):
            self._pause()
        self._press(curtain=curtain, said="" if curtain == ENDED else self.state.said)

    def lower_hands(self) -> None:
        self._press(hands_seen=self.state.hands_seen + 1)

    def _press(self, **changes: Any) -> None:
        self.state = replace(self.state, revision=self.state.revision + 1, **changes)
        self._last_driver = self.driver
        self.on_press()
        self.show_change()

    def moment_at(self, now: float) -> datetime:
        """Moment at `now`, in the room's seconds."""
        return moment_of(self._glide(self.clock).at(now).instant)

    def _glide(self, clock: Clock) -> Glide:
        """A clock's glide; the map is of all posts, for every guest."""
        return Glide(clock, self._plan.map(clock.tempo))

    def adopt(self, state: RoomState, *, wins_tie: bool = True) -> bool:
        """Take a state from elsewhere. Returns False if the state here is newer."""
        if state.revision < self.state.revision + (not wins_tie) or state == self.state:
            return False
        self.state = state
        self._last_driver = self.driver
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
        if not self._loops(clock):
            return None
        return clock.anchor + self._rounds(clock)[0] - now

    def note_store(self, *, shared: bool, offset: float | None) -> None:
        """Note if the store answers, and the seconds that its clock is ahead of this machine's."""
        if self.offset is None and (self.state.revision or not self.scheduled):
            # The present state is anchored by this machine's clock; states from the store are not.
            anchor = self.state.clock.anchor + (offset or 0.0)
            self.state = replace(self.state, clock=self.state.clock._replace(anchor=anchor))
        self.offset = self.offset if offset is None else offset
        if shared is not self.shared:
            self.shared = shared
            self.show_change()

    def add_guest(self, seat: Seat) -> None:
        """A second presenter of a name is renamed, because names say who drives. A driver who comes
        back takes the wheel again."""
        driver = self.driver
        seat.presenter = seat.key_name and self._free_name(seat.key_name)
        self.seats.add(seat)
        self.seats_changed()
        if driver and self.driver == seat.presenter != self.state.driver:
            self.take_wheel(driver)

    def rename(self, seat: Seat, name: str) -> None:
        drives = seat.presenter != "" and seat.presenter == self.driver
        seat.name = name
        if name and seat.presenter not in ("", name):
            seat.key_name, seat.presenter = name, self._free_name(name)
            self._last_driver = seat.presenter if drives else self._last_driver
        self.seats_changed()
        if drives:
            self.take_wheel(seat.presenter)

    def leave(self, seat: Seat) -> None:
        if seat in self.seats:
            self.seats.remove(seat)
            self.seats_changed()

    def _free_name(self, name: str) -> str:
        """A name that no present presenter has: "Ada", or else "Ada (2)"."""
        names = (f"{name} ({number})" if number > 1 else name for number in count(1))
        return next(each for each in names if each not in self.presence.presenters)

    def seats_changed(self) -> None:
        """Call after anyone in this worker joined, left or changed role."""
        self.presence_changed()
        self.on_presence()

    def note_worker(self, worker: str, guests: Presence | None) -> None:
        """Note another worker's guests; None: it has ended. Presenters here are renamed whose name
        an earlier worker gave too."""
        self.elsewhere.pop(worker, None)
        if guests is not None:
            self.elsewhere[worker] = guests
        self.presence_changed()
        earlier = (each for name, each in self.elsewhere.items() if name < self.worker)
        taken = {name for presence in earlier for name in presence.presenters}
        for seat in [each for each in self.seats if each.presenter in taken]:
            seat.presenter = self._free_name(seat.key_name)
            self.seats_changed()

    def presence_changed(self) -> None:
        """Call after guests anywhere came or left: the driver may have left."""
        self.presence = Presence.total([Presence.of(self.seats), *self.elsewhere.values()])
        self.show_change()
        left = self._last_driver and self._last_driver not in self.presence.presenters
        self._last_driver = self.driver
        if left and self.pause_alone:
            self._pause()

    def _pause(self) -> None:
        is_over = self.blog.edge is None and self._glide(self.clock).at(self.now()).ended
        if self.clock.playing and not is_over:
            self._press(clock=self._anchored_now()._replace(playing=False))

    def _anchored_now(self) -> Clock:
        """The clock at the same moment and word, anchored now."""
        now, glide = self.now(), self._glide(self.clock)
        read = progress_at(now, glide, self._plan, self._plan).seconds
        moment = moment_of(glide.at(now).instant)
        return glide.clock._replace(anchor=now, moment=moment, read=read)

    def continue_with(self, blog: LiveBlog) -> None:
        """Continue in a longer state of the blog; the first worker with it sets the clock for all.

        A clock at the live edge goes on from there, or new posts would pass unread; before the
        start it waits at the edge.
        """
        state, clock = self.state, self._anchored_now()
        was_at_edge = state.clock.moment == self.blog.edge
        self.blog, self._plan = blog, self._plan.continued(blog)
        if was_at_edge and (self.starts_in is not None or not (clock.playing or state.begun)):
            clock = state.clock._replace(moment=blog.edge or blog.end, read=0.0)
            self.state = replace(state, clock=clock, posts=len(blog.posts))
        elif len(blog.posts) > state.posts:
            self._press(clock=clock, posts=len(blog.posts))

    @property
    def driver(self) -> str:
        """The present presenter with the wheel, else the first by name; "" without presenters."""
        present = self.presence.presenters
        return self.state.driver if self.state.driver in present else min(present, default="")

    def _rounds(self, clock: Clock) -> tuple[float, float]:
        """Real seconds from the anchor to a loop's first restart, and between later restarts."""
        known, first, later = self._rounds_of
        if known is not clock:
            again = clock._replace(moment=self.blog.start, read=0.0)
            first, later = (restart_after(self._glide(each), self._plan) for each in (clock, again))
            self._rounds_of = (clock, first, later)
        return first, later
