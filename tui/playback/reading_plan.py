"""The reading at each moment: the newest posts, their reading time, the post read now."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import SECOND
from tui.playback.reading_time import BASE_PACE_WPM, FINDING_SECONDS, reading_seconds
from tui.playback.tempo import Tempo
from tui.playback.tempo_map import EMPTY_PAGE, TempoMap, constant_map, reading_map, skipping_map
from tui.playback.timeline import Timeline


class ReadingPlace(NamedTuple):
    """A post by its index, and seconds at the base pace."""

    post: int
    read: float  # since its first word; negative while finding it
    seconds: float

    @property
    def share(self) -> float:
        """Share of the post's characters read, 0 to 1."""
        return min(max(self.read / self.seconds, 0.0), 1.0)


class Newest(NamedTuple):
    """Newest posts at a moment: `first` to `end` of the chosen posts, and their reading time."""

    first: int
    end: int
    seconds: float
    came: int | None = None  # microseconds since 1970; None for an empty page
    upcoming: int | None = None  # moment of the next post

    @property
    def all_read(self) -> float:
        """Seconds to read all of them, with a margin for rounding."""
        return self.seconds + 1.0


class ReadingPlan:
    def __init__(self, timeline: Timeline, needs: Sequence[int]) -> None:
        """`needs`: reading times of the chosen posts, in microseconds at the base pace."""
        self.timeline = timeline
        self._needs = needs
        self._before = array("q", accumulate(needs, initial=0))

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "ReadingPlan":
        needs = array("q", (round(reading_seconds(post) * SECOND) for post in blog.posts))
        return ReadingPlan(Timeline.of(blog), needs)

    def select(self, timeline: Timeline) -> "ReadingPlan":
        if timeline.indices == self.timeline.indices:
            return self
        return ReadingPlan(timeline, array("q", [self._needs[index] for index in timeline.indices]))

    def map(self, tempo: Tempo) -> TempoMap:
        first, last = self.timeline.ends
        if tempo.reading:
            return self._reading_map
        if tempo.skip_gaps and first < last:
            return skipping_map(self.timeline.instants, first, last, tempo.speed)
        # Posts of one moment last until they are read at the pace.
        read = self._before[-1] * BASE_PACE_WPM / tempo.pace * tempo.speed
        return constant_map(first, last, last - first or round(read))

    @cached_property
    def _reading_map(self) -> TempoMap:
        return reading_map(self.timeline.instants, self._needs, *self.timeline.ends)

    def newest(self, instant: int) -> Newest:
        """The newest posts at a moment; before the first post the time of an empty page."""
        times = self.timeline.instants
        end = bisect_right(times, instant)
        upcoming = times[end] if end < len(times) else None
        if not end:
            return Newest(0, 0, EMPTY_PAGE / SECOND, upcoming=upcoming)
        came = times[end - 1]
        first = bisect_left(times, came)
        seconds = (self._before[end] - self._before[first]) / SECOND
        return Newest(first, end, seconds, came, upcoming)

    def has(self, newest: Newest, post: int) -> bool:
        return post in self.timeline.indices[newest.first : newest.end]

    def reading_place(self, newest: Newest, read: float) -> ReadingPlace | None:
        """The place after `read` seconds at the base pace."""
        if newest.first == newest.end:
            return None
        before = self._before
        wanted = before[newest.first] + min(max(read, 0.0), newest.seconds) * SECOND
        number = bisect_right(before, wanted, newest.first, newest.end) - 1
        into = (wanted - before[number]) / SECOND - FINDING_SECONDS
        words = self._needs[number] / SECOND - FINDING_SECONDS
        # Not from the sums, whose rounding would leave the last of it unread for ever.
        into = words if read >= newest.seconds else into
        return ReadingPlace(self.timeline.indices[number], into, words)

    def read_to(self, newest: Newest, post: int, share: float) -> float:
        """Seconds at the base pace up to that share of one of those posts."""
        number = bisect_left(self.timeline.indices, post)
        if share >= 1.0 and number + 1 == newest.end:
            return newest.all_read
        words = self._needs[number] / SECOND - FINDING_SECONDS
        began = (self._before[number] - self._before[newest.first]) / SECOND
        return began + (FINDING_SECONDS + share * words if share > 0 else 0.0)
