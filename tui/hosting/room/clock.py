"""A room's clock, which all its guests share.

The room's state is one small value from which each guest's app computes the moment, so nothing is
sent while the replay plays.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import floor

from tui.model.blog import LiveBlog
from tui.model.instants import moment_of
from tui.playback.playhead import Clock, Playhead
from tui.playback.progress import restart_after
from tui.playback.reading_plan import ReadingPlan
from tui.playback.tempo import Tempo

MIN_WAIT_SECONDS = 1.0
"""A clock that is anchored further in the future waits for its start. One that is anchored less far
was set by a machine whose clock is slightly ahead."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """The state that all workers share. `clock.anchor` is in the room's seconds.

    Each press makes the next `revision`; `jumps` counts the presses that moved the moment; `driver`
    is the presenter of the last press.
    """

    revision: int
    clock: Clock
    jumps: int = 0
    driver: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """One worker's guests: their number, presenters included, and the presenters' names."""

    watching: int = 0
    presenters: tuple[str, ...] = ()


class Room:
    """The room as one worker knows it. `now` is the real time in seconds since 1970.

    A room `driven` by presenters stands still at the start until one presses play; any other room
    plays by itself. With `start_at` the room starts by itself at that time. A `loop` starts again
    at the end.
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
    ) -> None:
        self.blog = blog
        self.driven = driven
        self.scheduled = start_at is not None
        self.loop = loop
        anchor = now() if start_at is None else start_at
        self.state = RoomState(0, Clock(anchor, blog.start, tempo, not driven or self.scheduled))
        self.shared = True
        """Whether presses reach the other workers; False while the store cannot be reached."""
        self.on_press: Callable[[], None] = lambda: None
        self.on_presence: Callable[[], None] = lambda: None
        self.presence_elsewhere: Mapping[str, Presence] = {}
        """The guests in other workers, by worker, as last reported."""
        self.watching_elsewhere: Callable[[], int] = lambda: sum(
            each.watching for each in self.presence_elsewhere.values()
        )
        self.wall = now
        self._offset: float | None = None
        self._rounds_of: tuple[Clock | None, float, float] = (None, 0.0, 0.0)
        """A clock, and how long its rounds last: every guest asks for them eight times a second."""
        self._watching = 0
        self._presenters: Counter[str] = Counter()

    def now(self) -> float:
        """The room's seconds: since 1970 by the store's clock, because machines' clocks differ."""
        return self.wall() + (self._offset or 0.0)

    @property
    def clock(self) -> Clock:
        """The clock in force now: waiting for its start, running, or restarted after the end."""
        clock = self.state.clock
        now = self.now()
        if clock.anchor - now > MIN_WAIT_SECONDS:
            return clock._replace(playing=False)
        if not (self.loop and clock.playing):
            return clock
        first, later = self._rounds(clock)
        restarts = floor((now - clock.anchor - first) / later) + 1
        if restarts < 1:
            return clock
        restarted_at = clock.anchor + first + (restarts - 1) * later
        return Clock(restarted_at, self.blog.start, clock.tempo, True)

    @property
    def starts_in(self) -> timedelta | None:
        """The time until the room starts by itself; None after the start."""
        wait = self.state.clock.anchor - self.now()
        return timedelta(seconds=wait) if wait > MIN_WAIT_SECONDS else None

    def drive(self, clock: Clock, driver: str) -> None:
        """Set the clock for a presenter; the clock's anchor is in the room's seconds."""
        old = self.state
        before = self.moment_at(clock.anchor)
        self.state = RoomState(
            old.revision + 1, clock, old.jumps + (before != clock.moment), driver
        )
        self.on_press()

    def moment_at(self, now: float) -> datetime:
        """The room's moment at a time in its seconds; past the end while the last post is read."""
        return moment_of(self._playhead(self.clock).at(now).instant)

    def _playhead(self, clock: Clock) -> Playhead:
        """A playhead that stands where a clock says; every guest's runs by the map of all posts."""
        plan = ReadingPlan.of(self.blog)
        playhead = Playhead(
            plan.map(clock.tempo), clock.tempo, now=self.now, wait_for=plan.wait_for
        )
        playhead.follow(clock, plan.map(clock.tempo))
        return playhead

    def adopt(self, state: RoomState) -> None:
        """Take the state from the store, unless it is older than a press in this worker.

        Of two presses at the same time, the one that reached the store first counts.
        """
        if state.revision >= self.state.revision:
            self.state = state

    @property
    def offset(self) -> float | None:
        """Seconds by which the store's clock is ahead of this machine's; None if unknown."""
        return self._offset

    def set_offset(self, offset: float) -> None:
        """Use the store's clock, `offset` seconds ahead of this machine's, from now on."""
        if self._offset is None and (self.state.revision or not self.scheduled):
            # The present state is anchored by this machine's clock; states from the store are not.
            clock = self.state.clock
            self.state = replace(self.state, clock=clock._replace(anchor=clock.anchor + offset))
        self._offset = offset

    def add_guest(self, presenter: str = "") -> None:
        """Count a guest in; `presenter` is the guest's name if they may drive."""
        self._watching += 1
        if presenter:
            self._presenters[presenter] += 1
        self.on_presence()

    def remove_guest(self, presenter: str = "") -> None:
        """Count a guest out, with the name given to `add_guest`."""
        self._watching -= 1
        if presenter:
            self._presenters[presenter] -= 1
        self.on_presence()

    @property
    def presence_here(self) -> Presence:
        """The guests in this worker."""
        return Presence(self._watching, tuple(sorted(+self._presenters)))

    @property
    def watching(self) -> int:
        """The number of guests in the room, over all workers."""
        return self._watching + self.watching_elsewhere()

    @property
    def driver(self) -> str:
        """The present presenter who pressed last, else the first by name; empty without any."""
        present = {
            *self.presence_here.presenters,
            *(name for each in self.presence_elsewhere.values() for name in each.presenters),
        }
        return self.state.driver if self.state.driver in present else min(present, default="")

    def _rounds(self, clock: Clock) -> tuple[float, float]:
        """Real seconds from the clock's anchor to the first restart of a loop, and to each later
        one."""
        known, first, later = self._rounds_of
        if known is not clock:
            plan = ReadingPlan.of(self.blog)
            first = restart_after(self._playhead(clock), plan)
            later = restart_after(
                self._playhead(clock._replace(moment=self.blog.start, read=0.0)), plan
            )
            self._rounds_of = (clock, first, later)
        return first, later
