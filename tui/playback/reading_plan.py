"""The reading at each moment: the newest posts, the time they take, the one read now."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import isinf
from typing import NamedTuple

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import SECOND, micros
from tui.playback.playhead import Clock
from tui.playback.reading_time import BASE_PACE_WPM, FINDING_SECONDS, reading_seconds
from tui.playback.tempo import (
    LEAD_IN,
    PLACE_SECOND,
    Tempo,
    TempoMap,
    constant_map,
    reading_map,
    skipping_map,
)
from tui.playback.timeline import Timeline

_LEAST_WAIT_SECONDS = 1e-6
"""Less is left by rounding alone."""


class ReadingPlace(NamedTuple):
    """The place being read: a post by its index in the blog, and seconds at the base pace."""

    post: int
    read: float
    """Since its first word; negative while the post is still to be found."""
    seconds: float
    """All that its words take."""

    @property
    def share(self) -> float:
        """The share of its characters that has been read, 0 to 1."""
        return min(max(self.read / self.seconds, 0.0), 1.0)


class Newest(NamedTuple):
    """The newest posts at a moment: `first` to `end` of the chosen ones, and their reading time."""

    first: int
    end: int
    seconds: float


class ReadingPlan:
    """The reading times of a timeline's posts, and its maps."""

    def __init__(self, timeline: Timeline, needs: Sequence[float]) -> None:
        """`needs` are the reading times of the chosen posts, in seconds at the base pace."""
        self.timeline = timeline
        self.instants = timeline.instants
        self._needs = needs
        self._before = array("d", accumulate(needs, initial=0.0))
        self._reading: TempoMap | None = None
        self._constant: TempoMap | None = None
        self._skipping: tuple[float, TempoMap] | None = None

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "ReadingPlan":
        """The plan of every post."""
        return ReadingPlan(Timeline.of(blog), array("d", map(reading_seconds, blog.posts)))

    def select(self, timeline: Timeline) -> "ReadingPlan":
        """The plan of some posts of the same blog."""
        if timeline.indices == self.timeline.indices:
            return self
        return ReadingPlan(timeline, array("d", [self._needs[index] for index in timeline.indices]))

    def map(self, tempo: Tempo) -> TempoMap:
        """The map to watch by at that tempo."""
        first, last = self.timeline.ends
        if tempo.reading:
            if self._reading is None:
                self._reading = reading_map(self.instants, self._needs, first, last)
            return self._reading
        if first == last:
            return self._of_one_moment(tempo)
        if not tempo.skip_gaps:
            self._constant = self._constant or constant_map(first, last)
            return self._constant
        if self._skipping is None or self._skipping[0] != tempo.speed:
            made = skipping_map(self.instants, first, last, tempo.speed)
            self._skipping = (tempo.speed, made)
        return self._skipping[1]

    def _of_one_moment(self, tempo: Tempo) -> TempoMap:
        """A constant speed for posts of one moment, between which no time passes: it lasts until
        they are read at the pace."""
        first = self.timeline.ends[0]
        if isinf(tempo.speed):
            return constant_map(first, first)
        watched = self._before[-1] * BASE_PACE_WPM / tempo.pace * tempo.speed
        return TempoMap(
            array("q", (0, max(round(watched * SECOND), 1))), array("q", (first, first + 1))
        )

    def newest(self, instant: int) -> Newest:
        """The newest posts at a moment; before the first one none, and the time to run to it."""
        end = bisect_right(self.instants, instant)
        if not end:
            return Newest(0, 0, LEAD_IN / SECOND)
        first = bisect_left(self.instants, self.instants[end - 1])
        return Newest(first, end, self._before[end] - self._before[first])

    def next_instant(self, newest: Newest) -> int | None:
        """The moment of the first post after those."""
        return self.instants[newest.end] if newest.end < len(self.instants) else None

    def wait_for(self, clock: Clock) -> float:
        """Seconds of watching that a clock waits at its moment for its newest posts to be read."""
        instant = micros(clock.moment)
        if not clock.tempo.reading or instant > self.timeline.ends[1]:
            return 0.0
        map = self.map(clock.tempo)
        newest = self.newest(instant)
        upcoming = self.next_instant(newest)
        until = map.last_instant if upcoming is None else upcoming
        left = (map.place(until) - map.place(instant)) / PLACE_SECOND
        wait = newest.seconds - clock.read - left
        return wait if wait > _LEAST_WAIT_SECONDS else 0.0

    def reading_place(self, newest: Newest, read: float) -> ReadingPlace | None:
        """The place reached when those posts have been read for `read` seconds at the base pace."""
        if newest.first == newest.end:
            return None
        wanted = self._before[newest.first] + min(max(read, 0.0), newest.seconds)
        number = bisect_right(self._before, wanted, newest.first, newest.end) - 1
        into = wanted - self._before[number] - FINDING_SECONDS
        words = self._needs[number] - FINDING_SECONDS
        # Not from the sums, whose rounding would leave the last of it unread for ever.
        into = words if read >= newest.seconds else into
        return ReadingPlace(self.timeline.indices[number], into, words)

    def read_into(self, newest: Newest, place: ReadingPlace) -> float:
        """Seconds at the base pace for which those posts are read at a place in one of them."""
        return self._began(newest, place.post) + FINDING_SECONDS + place.read

    def read_to(self, newest: Newest, post: int, share: float) -> float:
        """Seconds at the base pace after which so much of one of those posts is read."""
        words = self._needs[bisect_left(self.timeline.indices, post)] - FINDING_SECONDS
        found = FINDING_SECONDS + share * words if share > 0 else 0.0
        return self._began(newest, post) + found

    def _began(self, newest: Newest, post: int) -> float:
        """Seconds at the base pace that those posts take until the turn of one of them."""
        number = bisect_left(self.timeline.indices, post)
        return self._before[number] - self._before[newest.first]
