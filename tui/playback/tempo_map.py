"""A monotone map from seconds of watching to moments of the blog, straight between corners. Places
on the watching axis are whole billionths of a microsecond, so that a moment's place leads back to
exactly that moment, unless a silence of 63 years passes in 2 s."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.model.instants import SECOND
from tui.playback.reading_time import LEAST_SECONDS

FINE = 10**9  # places in a microsecond of watching
PLACE_SECOND = FINE * SECOND  # places in a second of watching
EMPTY_PAGE = round(LEAST_SECONDS * SECOND)  # microseconds to read a page without a post
QUICKEST = 2 * SECOND  # microseconds that a whole silence takes at least, whatever was read
LONGEST_SILENCE = 3 * SECOND  # microseconds that a skipped silence takes at most


class Corner(NamedTuple):
    place: int
    instant: int

    def instant_of(self, place: int, end: "Corner") -> int:
        """The moment at that place, on the straight way to another corner."""
        width, gap = end.place - self.place, end.instant - self.instant
        return self.instant + (place - self.place) * gap // width

    def place_of(self, instant: int, end: "Corner") -> int:
        """The first place at that moment, on the straight way to another corner."""
        width, gap = end.place - self.place, end.instant - self.instant
        return self.place - (self.instant - instant) * width // gap


@dataclass(frozen=True, slots=True, eq=False)
class TempoMap:
    """Corners in microseconds: `watch` begins at 0 and rises, `blog` never falls."""

    watch: "array[int]"
    blog: "array[int]"

    @property
    def last_place(self) -> int:
        return self.watch[-1] * FINE

    @property
    def last_instant(self) -> int:
        return self.blog[-1]

    @property
    def seconds(self) -> float:
        """Length at a rate of 1."""
        return self.watch[-1] / SECOND

    def instant(self, place: int) -> int:
        """Microseconds since 1970; beyond the map its nearer end."""
        if place >= self.last_place:
            return self.last_instant
        came, upcoming = self.corners_around(max(place, 0))
        return came.instant_of(max(place, 0), upcoming)

    def place(self, instant: int) -> int:
        """The first place at that moment; outside the map its nearer end."""
        after = bisect_left(self.blog, instant)
        if after == 0 or after == len(self.blog):
            return self.last_place if after else 0
        return self._corner(after - 1).place_of(instant, self._corner(after))

    def corners_around(self, place: int) -> tuple[Corner, Corner]:
        """The corner at or before a place, and the next; at the end the last two."""
        after = min(bisect_right(self.watch, place // FINE), len(self.watch) - 1)
        return self._corner(after - 1), self._corner(after)

    def place_read(self, instant: int, read: float) -> int:
        """On a reading map: the place at a moment with its newest posts read for `read` seconds."""
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


def constant_map(first: int, last: int, watched: int) -> TempoMap:
    return TempoMap(array("q", (0, max(watched, 1))), array("q", (first, last)))


def skipping_map(instants: Sequence[int], first: int, last: int, speed: float) -> TempoMap:
    """As `constant_map`, but a silence passes in 3 s at most."""
    longest = round(LONGEST_SILENCE * speed)
    watch, blog = array("q", (0,)), array("q", (first,))
    for instant in sorted({*instants, last} - {first}):
        watch.append(watch[-1] + min(instant - blog[-1], longest))
        blog.append(instant)
    return TempoMap(watch, blog)


def reading_map(instants: Sequence[int], needs: Sequence[int], first: int, last: int) -> TempoMap:
    """Each moment lasts for its posts' `needs`, in microseconds at the base pace."""
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
