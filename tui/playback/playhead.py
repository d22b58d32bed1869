"""Real seconds become a moment of the coverage: position, speed, play, pause, seek."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.errors import OptionError
from tui.model.instants import SECOND, micros, moment_of

SPEEDS: tuple[float, ...] = (1, 2, 5, 10, 30, 60, 120, 300, 600)
DEFAULT_SPEED: float = 60
_FOREVER = 10**20
"""More microseconds than any blog lasts: what passes at once at an infinite speed."""


class Clock(NamedTuple):
    """The state of a playhead: it showed `moment` when the real clock was at `anchor` seconds."""

    anchor: float
    moment: datetime
    speed: float
    playing: bool

    def passed(self, now: float) -> int:
        """Microseconds of the blog that have gone by since the anchor."""
        if not self.playing:
            return 0
        if math.isinf(self.speed):
            return _FOREVER
        return round((now - self.anchor) * self.speed * SECOND)

    def at(self, now: float) -> datetime:
        """The moment at `now` real seconds, in UTC, also beyond the blog's ends.

        Raises OverflowError at infinite speed.
        """
        return moment_of(micros(self.moment) + self.passed(now))


class Playhead:
    """Where the replay stands between `start` and `end`; `now` is the real clock, in seconds.

    Only a change anchors the clock anew, so reading the position never adds an error.
    """

    def __init__(
        self,
        start: datetime,
        end: datetime,
        *,
        now: Callable[[], float],
        speed: float = DEFAULT_SPEED,
        playing: bool = True,
    ) -> None:
        self._first = micros(start)
        self._last = micros(end)
        if self._last < self._first:
            raise ValueError(f"the end {end} comes before the start {start}")
        self._now = now
        self._clock = Clock(now(), moment_of(self._first), usable_speed(speed), playing)

    @property
    def start(self) -> datetime:
        return moment_of(self._first)

    @property
    def end(self) -> datetime:
        return moment_of(self._last)

    @property
    def clock(self) -> Clock:
        """The state as one value; its moment may lie outside when it came from elsewhere."""
        return self._clock

    @property
    def position(self) -> datetime:
        """The moment shown now, in UTC, never before the start nor after the end."""
        return self.position_at(self._now())

    def position_at(self, now: float) -> datetime:
        """The moment shown at `now` real seconds, in UTC."""
        return moment_of(self._instant(now))

    @property
    def speed(self) -> float:
        return self._clock.speed

    @property
    def at_end(self) -> bool:
        return self._instant(self._now()) >= self._last

    @property
    def playing(self) -> bool:
        """Whether time passes: not when paused, and no more once the end is reached."""
        return self._clock.playing and not self.at_end

    @property
    def overtime(self) -> float:
        """Real seconds of playing since the end; negative before it, 0 when paused."""
        return self.overtime_at(self._now())

    def overtime_at(self, now: float) -> float:
        """The overtime at `now` real seconds."""
        if not self._clock.playing:
            return 0.0
        left = moment_of(self._last) - self._clock.moment
        return now - self._clock.anchor - self.to_real(left)

    def play(self) -> None:
        """Let time pass; at the end there is none left, but a seek back goes on playing."""
        self._anchor(playing=True)

    def pause(self) -> None:
        self._anchor(playing=False)

    def seek(self, moment: datetime) -> None:
        """Go to a moment, or to the start or end if it lies outside; goes on playing if it was."""
        self._anchor(instant=micros(moment))

    def set_speed(self, speed: float) -> None:
        """Set how many blog seconds pass in a real one. Raises OptionError unless above 0."""
        self._anchor(speed=usable_speed(speed))

    def follow(self, clock: Clock) -> None:
        """Take another playhead's clock, whose anchor is in this playhead's real seconds."""
        self._clock = clock

    def to_real(self, span: timedelta) -> float:
        """How many real seconds a span of the blog takes at this speed."""
        return span.total_seconds() / self._clock.speed

    def _instant(self, now: float) -> int:
        return self._within(micros(self._clock.moment) + self._clock.passed(now))

    def _within(self, instant: int) -> int:
        return min(max(instant, self._first), self._last)

    def _anchor(
        self, *, instant: int | None = None, speed: float | None = None, playing: bool | None = None
    ) -> None:
        """Anchor the clock now, with the changes given; the rest stays as it is."""
        now = self._now()
        self._clock = Clock(
            anchor=now,
            moment=moment_of(self._instant(now) if instant is None else self._within(instant)),
            speed=self._clock.speed if speed is None else speed,
            playing=self._clock.playing if playing is None else playing,
        )


def usable_speed(speed: float) -> float:
    """The speed itself; infinite is "max". Raises OptionError unless it is above 0."""
    if not speed > 0:
        raise OptionError(f"A speed is a number above 0, such as 60; {speed:g} is not.")
    return speed


def faster(speed: float) -> float:
    """The next step up; the speed itself when it is beyond the last."""
    above = bisect_right(SPEEDS, speed)
    return SPEEDS[above] if above < len(SPEEDS) else speed


def slower(speed: float) -> float:
    """The next step down; the speed itself when it is below the first."""
    below = bisect_left(SPEEDS, speed)
    return SPEEDS[below - 1] if below > 0 else speed


def speed_to_finish_in(span: timedelta, real: timedelta) -> float:
    """The speed at which `span` takes `real` time. Raises OptionError unless that is above 0."""
    if real <= timedelta(0):
        raise OptionError("The replay needs some time to finish in, such as 5m.")
    return span / real if span > timedelta(0) else DEFAULT_SPEED
