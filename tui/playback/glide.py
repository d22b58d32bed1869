"""The clock's way along a tempo map: place(now) = place at the anchor + (now - anchor) * rate. Only
a press sets a new anchor, so looking at the clock adds no error."""

from datetime import datetime
from typing import NamedTuple

from tui.model.instants import micros, moment_of
from tui.playback.tempo import Tempo
from tui.playback.tempo_map import FINE, PLACE_SECOND, Corner, TempoMap


class Clock(NamedTuple):
    """The clock was at `moment` at `anchor` real seconds; a room's clock runs by all posts."""

    anchor: float
    moment: datetime
    tempo: Tempo
    playing: bool
    read: float = 0.0
    """Seconds at the base pace for which the newest posts had been read at the anchor."""


class Position(NamedTuple):
    instant: int  # microseconds since 1970
    place: int
    ended: bool
    left: float  # seconds of watching to its end; negative once it is over


class Glide:
    """Goes from the anchor straight to the next corner of the map, then along the map."""

    def __init__(self, clock: Clock, map: TempoMap) -> None:
        self.clock = clock
        self.map = map
        at = min(max(micros(clock.moment), map.blog[0]), map.last_instant)
        if clock.tempo.reading:
            self._start = Corner(map.place_read(at, clock.read), at)
            self._corner = map.corners_around(self._start.place)[1]
        else:  # the map itself is the way
            self._start = self._corner = Corner(map.place(at), at)

    def at(self, now: float) -> Position:
        last = self.map.last_place
        place = self._start.place + round(self._watched(now) * PLACE_SECOND)
        left = (last - place) / PLACE_SECOND
        return Position(self._instant(place), min(place, last), place >= last, left)

    def seconds_to(self, instant: int, now: float) -> float:
        """Real seconds until a moment; not above 0 once it is reached."""
        return (self._distance(instant) / PLACE_SECOND - self._watched(now)) / self.clock.tempo.rate

    def wait(self, instant: int | None, now: float) -> float | None:
        """Real seconds until a moment, at least 0; None for no moment."""
        return None if instant is None else max(0.0, self.seconds_to(instant, now))

    def rate(self, now: float) -> float:
        """Blog seconds in a real second, as if playing; 0 at the end."""
        place = self.at(now).place
        before, after = self.map.corners_around(place)
        if place < self._corner.place:
            before, after = self._start, self._corner
        if after.place <= before.place or place >= self.map.last_place:
            return 0.0
        slope = (after.instant - before.instant) * FINE / (after.place - before.place)
        return slope * self.clock.tempo.rate

    def read(self, now: float) -> float:
        """Seconds of watching since the last corner; on a reading map the reading time so far."""
        place = self.at(now).place
        return (place - self.map.corners_around(place)[0].place) / PLACE_SECOND

    def read_on(self, seconds: float, now: float) -> Clock:
        """On a reading map: the clock moved on to that much reading, never back."""
        place = self.at(now).place
        came, upcoming = self.map.corners_around(place)
        target = came.place + round(seconds * PLACE_SECOND)
        place = max(place, min(target, upcoming.place))
        read = (place - self.map.corners_around(place)[0].place) / PLACE_SECOND
        clock, moment = self.clock, moment_of(self._instant(place))
        return Clock(now, moment, clock.tempo, clock.playing, read)

    def read_along(self, instant: int, now: float) -> float:
        """On a reading map: seconds read of the newest posts after a step to another moment.
        Forward adds a share of the rest, back keeps a share of the words read; 0 across a post."""
        place = self.at(now).place
        here, (came, upcoming) = self._instant(place), self.map.corners_around(place)
        is_end = instant == upcoming.instant and upcoming.place == self.map.last_place
        if not (came.instant <= instant < upcoming.instant or is_end):
            return 0.0
        read = place - came.place
        if instant < here:
            read = read * (instant - came.instant) // (here - came.instant)
        elif instant > here:
            rest = upcoming.place - place
            read += rest * (instant - here) // (upcoming.instant - here)
        return read / PLACE_SECOND

    def _watched(self, now: float) -> float:
        """Seconds of watching since the anchor."""
        clock = self.clock
        return max(now - clock.anchor, 0.0) * clock.tempo.rate if clock.playing else 0.0

    def _instant(self, place: int) -> int:
        if place >= self._corner.place:
            return self.map.instant(place)
        return self._start.instant_of(place, self._corner)

    def _distance(self, instant: int) -> int:
        """Places from the start to a moment; negative before it."""
        start, corner = self._start, self._corner
        if instant >= corner.instant:
            return self.map.place(instant) - start.place
        if instant > start.instant:
            return start.place_of(instant, corner) - start.place
        return self.map.place(instant) - self.map.place(start.instant)
