"""Real seconds become a place on the watching axis, and that a moment: play, pause, seek, tempo.

The idea: place(now) = place at the anchor + (now - anchor) * rate. Only a change anchors the clock
anew, so reading the position never adds an error.
"""

import math
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from tui.model.instants import micros, moment_of
from tui.playback.tempo import PLACE_SECOND, Tempo, TempoMap


class Clock(NamedTuple):
    """The state of a playhead: it reached `moment` when the real clock was at `anchor` seconds.

    While the last post is being read, the moment lies up to a minute after it: the share of it
    that has been read.
    """

    anchor: float
    moment: datetime
    tempo: Tempo
    playing: bool
    read: float = 0.0
    """Seconds at the base pace that the newest posts had been read for, at the anchor."""


class Position(NamedTuple):
    """Where a playhead is at one reading of the real clock."""

    instant: int
    """The moment in microseconds since 1970; passes the last post while that is being read."""
    ended: bool
    """Whether watching is over."""
    watched: float
    """Seconds on the watching axis since the anchor, with waits and overtime."""
    left: float
    """Seconds on the watching axis to its end, waits included; negative once it is over."""


class Playhead:
    """Where the replay stands; `now` is the real clock, in seconds.

    `wait_for(clock)` gives the seconds on the watching axis that the clock stands still at a moment
    into which it was put, so that the newest posts there can be read.
    """

    def __init__(
        self,
        map: TempoMap,
        tempo: Tempo,
        *,
        now: Callable[[], float],
        playing: bool = True,
        wait_for: Callable[[Clock], float] = lambda _: 0.0,
    ) -> None:
        self._now = now
        self._wait_for = wait_for
        self._map = map
        self._follow(Clock(now(), moment_of(map.blog[0]), tempo, playing))

    @property
    def clock(self) -> Clock:
        """The state as one value; its moment may lie outside when it came from elsewhere."""
        return self._clock

    @property
    def map(self) -> TempoMap:
        """The map in force."""
        return self._map

    @property
    def wait(self) -> float:
        """Seconds on the watching axis that the clock stands still from its anchor on."""
        return self._wait

    def at(self, now: float) -> Position:
        """The position at `now` real seconds."""
        clock, map = self._clock, self._map
        watched = self._watched(now)
        if math.isinf(watched):
            return Position(map.last_instant, True, watched, -math.inf)
        waited = min(watched, self._wait)
        place = self._place + round((watched - waited) * PLACE_SECOND)
        over = place >= map.last_place and waited >= self._wait
        left = (map.last_place - place) / PLACE_SECOND + self._wait - waited
        instant = map.instant(place) if clock.playing else micros(clock.moment)
        instant = min(max(instant, map.blog[0]), map.last_instant)
        return Position(instant, over, watched, left)

    def seconds_to(self, instant: int, now: float) -> float:
        """Real seconds until a moment at this tempo, with waits; not above 0 once it is reached.

        What had been passed at the anchor counts as passed earlier by the whole way.
        """
        way = (self._map.place(instant) - self._place) / PLACE_SECOND
        wait = self._wait if way > 0 else 0.0
        return (way + wait - self._watched(now)) / self._clock.tempo.rate

    def play(self, read: float = 0.0) -> None:
        """Let time pass; at the end there is none left, but a seek back goes on playing."""
        self._anchor(playing=True, read=read)

    def pause(self, read: float = 0.0) -> None:
        """Let time stand."""
        self._anchor(playing=False, read=read)

    def seek(self, moment: datetime, read: float = 0.0) -> None:
        """Go to a moment, or to the start or end if it lies outside; goes on playing if it was."""
        self._anchor(instant=micros(moment), read=read)

    def change(self, map: TempoMap, tempo: Tempo, read: float = 0.0) -> None:
        """Go on at another tempo or along another map, from the same moment."""
        self._anchor(map=map, tempo=tempo, read=read)

    def follow(self, clock: Clock, map: TempoMap) -> None:
        """Take another playhead's clock, whose anchor is in this playhead's real seconds."""
        self._map = map
        self._follow(clock)

    def _watched(self, now: float) -> float:
        """Seconds on the watching axis since the anchor; negative before it."""
        clock = self._clock
        if not clock.playing:
            return 0.0
        return (
            (now - clock.anchor) * clock.tempo.rate
            if now != clock.anchor
            else (math.inf if math.isinf(clock.tempo.rate) else 0.0)
        )

    def _anchor(
        self,
        *,
        instant: int | None = None,
        map: TempoMap | None = None,
        tempo: Tempo | None = None,
        playing: bool | None = None,
        read: float,
    ) -> None:
        """Anchor the clock now, with the changes given; the rest stays as it is."""
        now = self._now()
        place = None
        if instant is None and map in (None, self._map):
            # A moment is a whole microsecond: what it leaves out would add up over many presses.
            place = self._place_at(now)
        at = self.at(now).instant if instant is None else instant
        self._map = map or self._map
        at = min(max(at, self._map.blog[0]), self._map.last_instant)
        clock = self._clock
        self._follow(
            Clock(
                anchor=now,
                moment=moment_of(at),
                tempo=clock.tempo if tempo is None else tempo,
                playing=clock.playing if playing is None else playing,
                read=read,
            ),
            place,
        )

    def _place_at(self, now: float) -> int:
        """The place at `now` real seconds, within the map."""
        watched, last = self._watched(now), self._map.last_place
        if math.isinf(watched):
            return last
        passed = watched - min(watched, self._wait)
        return min(max(self._place + round(passed * PLACE_SECOND), 0), last)

    def _follow(self, clock: Clock, place: int | None = None) -> None:
        """Takes a clock; its place, where that is known more finely than by its moment."""
        self._clock = clock
        self._place = self._map.place(micros(clock.moment)) if place is None else place
        self._wait = self._wait_for(clock)
