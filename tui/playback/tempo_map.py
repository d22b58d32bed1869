"""The map from seconds of watching to moments of the blog: monotone, straight between corners.

A pace of reading, a constant speed and skipped silence are three ways to draw one map. Places on
the watching axis are whole numbers of a billionth of a microsecond, so that a moment's place leads
back to exactly that moment, unless a silence of 63 years passes in 2 s. A map is shared by all who
watch the same posts at the same tempo.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tui.model.instants import SECOND
from tui.playback.reading_time import LEAST_SECONDS

FINE = 10**9
"""Units of a place in one microsecond of watching."""
PLACE_SECOND = FINE * SECOND
"""Units of a place in one second of watching."""
EMPTY_PAGE = round(LEAST_SECONDS * SECOND)
"""Microseconds of watching that a page without a post takes to read."""
QUICKEST = 2 * SECOND
"""Microseconds of watching in which a whole silence passes at the quickest, however much of the
posts before it had been read when the clock was put there."""
LONGEST_SILENCE = 3 * SECOND
"""Microseconds of watching that a silence lasts at most where silence is skipped."""
SKIP_RUN = SECOND // 2
SKIP_LEAD = SECOND
"""Microseconds of watching before a post at which the skipping ends."""


@dataclass(frozen=True, slots=True)
class Corner:
    place: int
    instant: int


@dataclass(frozen=True, slots=True, eq=False)
class TempoMap:
    """Corners from watching to the blog's time, both in microseconds, straight between them.

    `watch` begins at 0 and rises; `blog` never falls.
    """

    watch: "array[int]"
    blog: "array[int]"

    @property
    def last_place(self) -> int:
        """The end of watching."""
        return self.watch[-1] * FINE

    @property
    def last_instant(self) -> int:
        return self.blog[-1]

    @property
    def seconds(self) -> float:
        """The length of watching all of it at a rate of 1."""
        return self.watch[-1] / SECOND

    def instant(self, place: int) -> int:
        """The moment at a place, in microseconds since 1970; beyond the map its nearer end."""
        watch, blog = self.watch, self.blog
        if place <= 0:
            return blog[0]
        after = bisect_right(watch, place // FINE)
        if after == len(watch):
            return blog[-1]
        start, began = watch[after - 1], blog[after - 1]
        width = (watch[after] - start) * FINE
        return began + (place - start * FINE) * (blog[after] - began) // width

    def place(self, instant: int) -> int:
        """The first place at which that moment is reached; outside the map its nearer end."""
        watch, blog = self.watch, self.blog
        if instant <= blog[0]:
            return 0
        after = bisect_left(blog, instant)
        if after == len(blog):
            return self.last_place
        start, began = watch[after - 1], blog[after - 1]
        width = (watch[after] - start) * FINE
        return start * FINE - (began - instant) * width // (blog[after] - began)

    def corners_around(self, place: int) -> tuple[Corner, Corner]:
        """The corner at or before a place, and the next one; at the end the last two."""
        after = min(bisect_right(self.watch, place // FINE), len(self.watch) - 1)
        return self._corner(after - 1), self._corner(after)

    def place_read(self, instant: int, read: float) -> int:
        """On a reading map, the place of a clock that is put to a moment when the newest posts
        there have been read for `read` seconds: so far behind the corner at which they came.

        What is left of the silence takes its share of `QUICKEST` at least.
        """
        after = min(bisect_right(self.blog, instant), len(self.blog) - 1)
        came, upcoming = self._corner(after - 1), self._corner(after)
        gap, rest = upcoming.instant - came.instant, upcoming.instant - instant
        least = min(QUICKEST * FINE, upcoming.place - came.place) * rest // gap if gap else 0
        place = came.place + round(read * PLACE_SECOND)
        if upcoming.place - place < FINE:  # short of it by rounding alone
            place = upcoming.place
        return min(place, upcoming.place - least)

    def _corner(self, number: int) -> Corner:
        return Corner(self.watch[number] * FINE, self.blog[number])


def constant_map(first: int, last: int) -> TempoMap:
    """Watching at the blog's own pace: a speed is then the rate at which one moves along it."""
    return TempoMap(array("q", (0, max(last - first, 1))), array("q", (first, last)))


def still_map(instant: int, microseconds: int) -> TempoMap:
    """Watching posts of one moment at a constant speed, for so long."""
    return TempoMap(array("q", (0, max(microseconds, 1))), array("q", (instant, instant)))


def skipping_map(instants: Sequence[int], first: int, last: int, speed: float) -> TempoMap:
    """As `constant_map`, but no silence between `instants` lasts longer than 3 s at that speed.

    What is left out runs by within half a second, a second before the next post.
    """
    longest, run, lead = (round(span * speed) for span in (LONGEST_SILENCE, SKIP_RUN, SKIP_LEAD))
    watch, blog = array("q", (0,)), array("q", (first,))
    for instant in sorted({*instants, last} - {first}):
        gap = instant - blog[-1]
        if gap > longest:
            began, at = blog[-1], watch[-1]
            stay = longest - run - lead
            watch.extend((at + stay, at + stay + run, at + longest))
            blog.extend((began + stay, instant - lead, instant))
        else:
            watch.append(watch[-1] + gap)
            blog.append(instant)
    return TempoMap(watch, blog) if len(watch) > 1 else constant_map(first, last)


def reading_map(instants: Sequence[int], needs: Sequence[int], first: int, last: int) -> TempoMap:
    """Watching at the base pace of reading: a corner for each moment with posts, as far from the
    next as they take to read, and the last one at the end of the blog.

    `instants` are the moments of the posts to read, in order, and `needs` their reading times in
    microseconds. Posts of one moment add up.
    """
    watch, blog = array("q", (0,)), array("q", (first,))
    at = EMPTY_PAGE if not instants or instants[0] > first else 0
    for instant, need in zip(instants, needs, strict=True):
        if instant > blog[-1]:
            watch.append(at)
            blog.append(instant)
        at += need
    watch.append(at)
    blog.append(last)
    return TempoMap(watch, blog)
