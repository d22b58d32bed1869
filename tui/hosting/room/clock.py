"""A room: its clock and what a presenter shows, which all its guests share.

The room's state is one small value from which each guest's app computes the moment, so nothing is
sent while the replay plays.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from math import floor
from typing import Any

from tui.hosting.room.invitation import Invitation, Lobby
from tui.hosting.room.presence import Presence, Seat, Seats
from tui.hosting.room.state import ENDED, JOIN, LOBBY, Point, RoomState, said_line
from tui.model.blog import LiveBlog
from tui.model.instants import moment_of
from tui.playback.glide import Clock, Glide
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo
from tui.playback.view import progress_at, restart_after

MIN_WAIT_SECONDS = 1.0
"""A clock that is anchored further in the future waits for its start. One that is anchored less far
was set by a machine whose clock is slightly ahead."""


class Room:
    """The room as one worker knows it. `now` is the real time in seconds since 1970.

    A room `driven` by presenters stands still at the start until one presses play; any other room
    plays by itself. With `start_at` the room starts by itself at that time. A `loop` starts again
    at the end. With `pause_alone` the clock stands still when the driver has left.
    """

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        tempo: Tempo,
        driven: bool = False,
        start_at: float | None = None,
        loop: bool = False,
        pause_alone: bool = False,
    ) -> None:
        self.blog, self._plan = blog, ReadingPlan.of(blog)
        self.driven = driven
        self.scheduled = start_at is not None
        self.loop = loop
        anchor = now() if start_at is None else start_at
        clock = Clock(anchor, blog.edge or blog.start, tempo, not driven or self.scheduled)
        self.state = RoomState(0, clock, len(blog.posts))
        self.shared = True
        """Whether presses reach the other workers; False while the store cannot be reached."""
        self.on_press: Callable[[], None] = lambda: None
        self.on_presence: Callable[[], None] = lambda: None
        self.onlookers: dict[Callable[[], None], None] = {}
        """Each is called when the room has changed: after a press here or elsewhere, by time, or as
        guests come and go."""
        self.lobby: Lobby | None = None
        """What guests see before the start."""
        self.invitation = Invitation()
        """How others come in; the host knows it once it listens."""
        self.seats = Seats()
        self.wall = now
        self.offset: float | None = None
        """Seconds by which the store's clock is ahead of this machine's; None if unknown."""
        self._rounds_of: tuple[Clock | None, float, float] = (None, 0.0, 0.0)
        """A clock, and how long its rounds last: every guest asks for them at each look."""
        self._pause_alone = pause_alone
        self._last_driver = ""

    def now(self) -> float:
        """The room's seconds: since 1970 by the store's clock, because machines' clocks differ."""
        return self.wall() + (self.offset or 0.0)

    @property
    def clock(self) -> Clock:
        """The clock in force now: waiting for its start, running, or restarted after the end."""
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
        """Whether the clock runs to the end of the blog and begins again."""
        return self.loop and clock.playing and self.blog.edge is None

    @property
    def starts_in(self) -> timedelta | None:
        """The time until the room starts by itself; None after the start."""
        wait = self.state.clock.anchor - self.now()
        return timedelta(seconds=wait) if wait > MIN_WAIT_SECONDS else None

    @property
    def in_lobby(self) -> bool:
        """Whether there is a lobby, and the room has not begun."""
        if self.lobby is None:
            return False
        waits_for_presenter = self.driven and not self.scheduled and not self.state.begun
        if self.state.curtain in (LOBBY, ENDED):
            return True
        return self.lobby.waits and (waits_for_presenter or self.starts_in is not None)

    def drive(self, clock: Clock, driver: str) -> None:
        """Set the clock for a presenter; the clock's anchor is in the room's seconds.

        A jump takes all who follow away from the place that was shown. Before the start only play
        begins: whatever else is set holds from the start on.
        """
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
        """Let this presenter drive from now on."""
        self._press(driver=presenter)

    def show(self, point: Point | None) -> None:
        """Bring the feeds of all who follow to a place; with None back to what is being read."""
        self._press(point=point, points=self.state.points + 1)

    def say(self, line: str) -> None:
        """Show a line to everybody; an empty one takes the last away."""
        self._press(said=said_line(line))

    def draw_curtain(self, curtain: str) -> None:
        """Cover the page with the lobby, or show how to join; before a cover the clock pauses."""
        if curtain in (LOBBY, ENDED):
            self._pause()
        self._press(curtain=curtain, said="" if curtain == ENDED else self.state.said)

    def lower_hands(self) -> None:
        """Take all raised hands down, in all workers."""
        self._press(hands_seen=self.state.hands_seen + 1)

    def _press(self, **changes: Any) -> None:
        self.state = replace(self.state, revision=self.state.revision + 1, **changes)
        self._last_driver = self.driver
        self.on_press()
        self.show_change()

    def moment_at(self, now: float) -> datetime:
        """The room's moment at a time in its seconds."""
        return moment_of(self._glide(self.clock).at(now).instant)

    def _glide(self, clock: Clock) -> Glide:
        """The way of a clock; every guest's runs by the map of all posts."""
        return Glide(clock, self._plan.map(clock.tempo))

    def adopt(self, state: RoomState) -> None:
        """Take the state from the store, unless it is older than a press in this worker.

        Of two presses at the same time, the one that reached the store first counts.
        """
        if state.revision >= self.state.revision and state != self.state:
            self.state = state
            self._last_driver = self.driver
            self.show_change()

    def show_change(self) -> None:
        """Have all onlookers look."""
        for look in list(self.onlookers):
            look()

    @property
    def next_change_in(self) -> float | None:
        """Seconds until the room changes by itself: each second of the wait for its start, and
        where it restarts; None if it does not."""
        now, clock = self.now(), self.clock
        if (wait := self.state.clock.anchor - now) > 0:
            return min(wait, 1 - now % 1) if self.lobby is not None else wait
        if not self._loops(clock):
            return None
        return clock.anchor + self._rounds(clock)[0] - now

    def set_shared(self, shared: bool) -> None:
        """Note whether presses reach the other machines."""
        if shared is not self.shared:
            self.shared = shared
            self.show_change()

    def set_offset(self, offset: float) -> None:
        """Use the store's clock, `offset` seconds ahead of this machine's, from now on."""
        if self.offset is None and (self.state.revision or not self.scheduled):
            # The present state is anchored by this machine's clock; states from the store are not.
            clock = self.state.clock
            self.state = replace(self.state, clock=clock._replace(anchor=clock.anchor + offset))
        self.offset = offset

    def sit(self, presenter: str = "", *, follows: bool = True) -> Seat:
        """Give a guest a seat; `presenter` is their key's name if they may drive. Whoever comes
        second with a name gets another, because the name says who drives. Only who has the wheel
        and comes back takes it from who drives meanwhile."""
        driver = self.driver
        seat = Seat(presenter and self.seats.free_name(presenter), follows, key_name=presenter)
        self.seats.here.add(seat)
        self.seats_changed()
        if driver and self.driver == seat.presenter != self.state.driver:
            self.take_wheel(driver)
        return seat

    def rename(self, seat: Seat, name: str) -> None:
        """Give a guest the name that they chose; a presenter who drives keeps the wheel."""
        drives = bool(seat.presenter) and seat.presenter == self.driver
        seat.name = name
        if seat.presenter and name:
            seat.key_name, seat.presenter = name, ""
            seat.presenter = self.seats.free_name(name)
            self._last_driver = seat.presenter if drives else self._last_driver
        self.seats_changed()
        if drives:
            self.take_wheel(seat.presenter)

    def leave(self, seat: Seat) -> None:
        """Count a guest out, who may have gone already."""
        if seat in self.seats.here:
            self.seats.here.remove(seat)
            self.seats_changed()

    def seats_changed(self) -> None:
        """Note that a seat in this worker is another now."""
        self.presence_changed()
        self.on_presence()

    def presence_changed(self) -> None:
        """Note that others are here now, in this worker or elsewhere: the driver may have left."""
        self.seats.revision += 1
        if self.seats.tell_names_apart():
            self.on_presence()
        self.show_change()
        left = self._last_driver and self._last_driver not in self.presence.presenters
        self._last_driver = self.driver
        if left and self._pause_alone:
            self._pause()

    def _pause(self) -> None:
        """Let the clock stand still where it is."""
        is_over = self.blog.edge is None and self._glide(self.clock).at(self.now()).ended
        if self.clock.playing and not is_over:
            self._press(clock=self._anchored_now()._replace(playing=False))

    def _anchored_now(self) -> Clock:
        """The clock at the same moment and the same word, anchored now."""
        now, glide = self.now(), self._glide(self.clock)
        read = progress_at(now, glide, self._plan, self._plan).seconds
        moment = moment_of(glide.at(now).instant)
        return glide.clock._replace(anchor=now, moment=moment, read=read)

    def continue_with(self, blog: LiveBlog) -> None:
        """Go on in a longer state of the blog.

        A clock that had come to the live edge goes on from there, or new posts would pass unread.
        The first worker that has them sets it for all. Before the start it waits at the edge.
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
    def presence(self) -> Presence:
        """The guests in the room, over all workers."""
        return self.seats.presence

    @property
    def driver(self) -> str:
        """The present presenter who has the wheel, else the first by name; empty without any."""
        present = self.presence.presenters
        return self.state.driver if self.state.driver in present else min(present, default="")

    def _rounds(self, clock: Clock) -> tuple[float, float]:
        """Real seconds from the clock's anchor to the first restart of a loop, and to each later
        one."""
        known, first, later = self._rounds_of
        if known is not clock:
            again = clock._replace(moment=self.blog.start, read=0.0)
            first, later = (restart_after(self._glide(each), self._plan) for each in (clock, again))
            self._rounds_of = (clock, first, later)
        return first, later
