"""The clock as one value, and its way along a map: real seconds become a moment.

place(now) = place at the anchor + (now - anchor) * rate. At a reading pace the clock glides from
its moment straight to the next corner of the map, wherever it was put, and follows the map from
there. Only a press anchors the clock anew, so looking at it never adds an error.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tui.model.instants import micros, moment_of
from tui.playback.tempo import Tempo
from tui.playback.tempo_map import FINE, PLACE_SECOND, Corner, TempoMap


class Clock(NamedTuple):
    """The clock of a replay: at `anchor` real seconds it stood at `moment`.

    A room's clock goes by all posts, a reader's own by the selected ones.
    """

    anchor: float
    moment: datetime
    tempo: Tempo
    playing: bool
    read: float = 0.0
    """Seconds at the base pace for which the newest posts had been read at the anchor. At a reading
    pace nothing else says where on the watching axis the clock is."""


@dataclass(frozen=True, slots=True)
class Position:
    """The position of a clock at one reading of the real clock."""

    instant: int
    """The moment in microseconds since 1970."""
    place: int
    ended: bool
    left: float
    """Seconds on the watching axis to its end; negative once it is over."""


class Glide:
    """The way of one clock along the map of its tempo; a press makes a new one."""

    __slots__ = ("_at", "_corner", "_place", "clock", "map")

    def __init__(self, clock: Clock, map: TempoMap) -> None:
        self.clock = clock
        self.map = map
        self._at = min(max(micros(clock.moment), map.blog[0]), map.last_instant)
        if clock.tempo.reading:
            self._place = map.place_read(self._at, clock.read)
            self._corner = map.corners_around(self._place)[1]
        else:  # the map itself is the way
            self._place = map.place(self._at)
            self._corner = Corner(self._place, self._at)

    def at(self, now: float) -> Position:
        watched, last = self._watched(now), self.map.last_place
        if math.isinf(watched):
            return Position(self.map.last_instant, last, True, -math.inf)
        place = self._place + round(watched * PLACE_SECOND)
        left = (last - place) / PLACE_SECOND
        return Position(self._instant(place), min(place, last), place >= last, left)

    def seconds_to(self, instant: int, now: float) -> float:
        """Real seconds until a moment at this tempo; not above 0 once it is reached.

        What had been passed at the anchor counts as passed earlier by the map's way.
        """
        if math.isinf(self.clock.tempo.rate):
            return 0.0
        return (self._way(instant) / PLACE_SECOND - self._watched(now)) / self.clock.tempo.rate

    def rate(self, now: float) -> float:
        """Blog seconds that pass in a real second, were the clock playing; 0 at the end."""
        place = self.at(now).place
        before, after = self.map.corners_around(place)
        if place < self._corner.place:
            before, after = Corner(self._place, self._at), self._corner
        if after.place <= before.place or place >= self.map.last_place:
            return 0.0
        slope = (after.instant - before.instant) * FINE / (after.place - before.place)
        return slope * self.clock.tempo.rate

    def read(self, now: float) -> float:
        """Seconds on the watching axis since the last corner: on a reading map, for how long the
        newest posts have been read."""
        place = self.at(now).place
        return (place - self.map.corners_around(place)[0].place) / PLACE_SECOND

    def read_on(self, seconds: float, now: float) -> Clock:
        """The clock where the newest posts are read for so many seconds, or where it is if it has
        passed that. On a reading map."""
        place = self.at(now).place
        came, upcoming = self.map.corners_around(place)
        target = came.place + round(seconds * PLACE_SECOND)
        place = max(place, min(target, upcoming.place))
        read = (place - self.map.corners_around(place)[0].place) / PLACE_SECOND
        clock = self.clock
        moment = moment_of(self._instant(place))
        return Clock(now, moment, clock.tempo, clock.playing, read)

    def read_along(self, instant: int, now: float) -> float:
        """Seconds for which the newest posts are read at another moment if the reading is taken
        along: forward its share of the rest, back its share of the words read; 0 across a post.

        On a reading map.
        """
        place = self.at(now).place
        here, (came, upcoming) = self._instant(place), self.map.corners_around(place)
        last = upcoming.place == self.map.last_place
        if instant < came.instant or instant >= upcoming.instant + last:
            return 0.0
        read = place - came.place
        if instant < here:
            read = read * (instant - came.instant) // (here - came.instant)
        elif instant > here:
            rest = upcoming.place - place
            read += rest * (instant - here) // (upcoming.instant - here)
        return read / PLACE_SECOND

    def _watched(self, now: float) -> float:
        """Seconds on the watching axis since the anchor."""
        clock = self.clock
        if not clock.playing:
            return 0.0
        rate = clock.tempo.rate
        return rate if math.isinf(rate) else max(now - clock.anchor, 0.0) * rate

    def _instant(self, place: int) -> int:
        """The moment at a place after the anchor."""
        corner = self._corner
        if place >= corner.place:
            return self.map.instant(place)
        way = corner.place - self._place
        return self._at + (place - self._place) * (corner.instant - self._at) // way

    def _way(self, instant: int) -> int:
        map, corner = self.map, self._corner
        if instant >= corner.instant:
            return map.place(instant) - self._place
        if instant <= self._at:
            return map.place(instant) - map.place(self._at)
        way = corner.place - self._place
        return -((self._at - instant) * way // (corner.instant - self._at))
