"""The room: one clock for everybody in it. Its state is one small value from which each computes the moment, so that
nothing is sent while it plays.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import floor

from tui.model.blog import LiveBlog
from tui.playback.player import LOOP_REST
from tui.playback.playhead import Clock

MIN_WAIT_SECONDS = 1.0
"""Seconds: a clock anchored further in the future waits; one anchored less so was set by a machine slightly ahead."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """`clock.anchor` is in the room's seconds. Each press makes the next `revision`; `jumps` counts those that moved
    the moment, and `driver` made the last one.
    """

    revision: int
    clock: Clock
    jumps: int = 0
    driver: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is here, in one worker: the guests' number, presenters among them, and the presenters' names."""

    watching: int = 0
    presenters: tuple[str, ...] = ()


class Room:
    """What the guests of one process share. `now` is the real time in seconds since 1970.

    A room is `driven` by presenters, and stands still at the start until one plays; any other plays by itself. With
    `start_at` it begins by itself when the real time is that. A `loop` begins again at the end.
    """

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        speed: float,
        driven: bool = False,
        start_at: float | None = None,
        loop: bool = False,
    ) -> None:
        self.blog = blog
        self.driven = driven
        self.scheduled = start_at is not None
        self.loop = loop
        anchor = now() if start_at is None else start_at
        self.state = RoomState(0, Clock(anchor, blog.start, speed, not driven or self.scheduled))
        self.shared = True
        """Whether presses reach the other workers; False while the store cannot be reached."""
        self.on_press: Callable[[], None] = lambda: None
        self.on_presence: Callable[[], None] = lambda: None
        self.presence_elsewhere: Mapping[str, Presence] = {}
        """Who is in other workers, as far as they have told."""
        self.watching_elsewhere: Callable[[], int] = lambda: sum(
            each.watching for each in self.presence_elsewhere.values()
        )
        self.wall = now
        self._offset: float | None = None
        self._watching = 0
        self._presenters: Counter[str] = Counter()

    def now(self) -> float:
        """The room's seconds: since 1970 by the store's clock, as machines need not agree."""
        return self.wall() + (self._offset or 0.0)

    @property
    def clock(self) -> Clock:
        """The clock in force now: still waiting, running, or begun again after the end."""
        clock = self.state.clock
        now = self.now()
        if clock.anchor - now > MIN_WAIT_SECONDS:
            return clock._replace(playing=False)
        restarts = self._restarts(clock, now) if self.loop and clock.playing else 0
        if restarts < 1:
            return clock
        restarted_at = (
            clock.anchor
            + self._seconds_to_restart(clock.moment)
            + (restarts - 1) * self._seconds_to_restart(self.blog.start)
        )
        return Clock(restarted_at, self.blog.start, clock.speed, True)

    @property
    def starts_in(self) -> timedelta | None:
        """How long the room still waits for its time; None once it has begun."""
        wait = self.state.clock.anchor - self.now()
        return timedelta(seconds=wait) if wait > MIN_WAIT_SECONDS else None

    def drive(self, clock: Clock, driver: str) -> None:
        """A presenter has set the clock, its anchor in the room's seconds."""
        old = self.state
        before = min(max(self.clock.at(clock.anchor), self.blog.start), self.blog.end)
        self.state = RoomState(
            old.revision + 1, clock, old.jumps + (before != clock.moment), driver
        )
        self.on_press()

    def adopt(self, state: RoomState) -> None:
        """Take the state that all workers share, unless it is older than a press made here; of two presses made at
        once the one that reached the store first counts.
        """
        if state.revision >= self.state.revision:
            self.state = state

    @property
    def offset(self) -> float | None:
        """By how much the store's clock is ahead of this machine's, in seconds; None until it is known."""
        return self._offset

    def set_offset(self, offset: float) -> None:
        """Go by the store's clock from now on."""
        if self._offset is None and (self.state.revision or not self.scheduled):
            # Anchored by this machine's clock until now; what comes from the store is not.
            clock = self.state.clock
            self.state = replace(self.state, clock=clock._replace(anchor=clock.anchor + offset))
        self._offset = offset

    def add_guest(self, presenter: str = "") -> None:
        """A guest is here, a presenter if named."""
        self._watching += 1
        if presenter:
            self._presenters[presenter] += 1
        self.on_presence()

    def remove_guest(self, presenter: str = "") -> None:
        """A guest who had entered is gone."""
        self._watching -= 1
        if presenter:
            self._presenters[presenter] -= 1
        self.on_presence()

    @property
    def presence_here(self) -> Presence:
        """Who is in this worker."""
        return Presence(self._watching, tuple(sorted(+self._presenters)))

    @property
    def watching(self) -> int:
        """How many are in the room, in all workers."""
        return self._watching + self.watching_elsewhere()

    @property
    def driver(self) -> str:
        """Who drives: of the presenters present the one who pressed last, or else the first; empty if none is."""
        present = {
            *self.presence_here.presenters,
            *(name for each in self.presence_elsewhere.values() for name in each.presenters),
        }
        return self.state.driver if self.state.driver in present else min(present, default="")

    def _seconds_to_restart(self, moment: datetime) -> float:
        """Real seconds from a moment to where a loop begins again."""
        return (self.blog.end - moment) / timedelta(seconds=self.state.clock.speed) + LOOP_REST

    def _restarts(self, clock: Clock, now: float) -> int:
        """How often the replay has begun again."""
        over = now - clock.anchor - self._seconds_to_restart(clock.moment)
        return floor(over / self._seconds_to_restart(self.blog.start)) + 1
