"""The tempo: a monotone, piecewise linear map from seconds of watching to moments of the blog.

Speed, skipped silence, the pace of reading and a set length are four ways to draw one map. The
playhead moves along the watching axis at a steady rate; the map gives the moment of the blog.

Places on the watching axis are whole numbers of a billionth of a microsecond, so a moment's place
leads back to exactly that moment, unless a silence of 63 years runs by in 2 s. Each map is one
value in two arrays, shared by all who watch the same posts at the same tempo.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.model.instants import SECOND
from tui.playback.reading_time import BASE_PACE_WPM

FINE = 10**9
"""Units of a place in one microsecond of watching."""
PLACE_SECOND = FINE * SECOND
"""Units of a place in one second of watching."""
PACES_WPM = (120, 160, 200, 240, 300, 400, 600, 1000)
SPEEDS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600)
DEFAULT_PACE_WPM = BASE_PACE_WPM
DEFAULT_SPEED = 60.0
STAY = 60 * SECOND
"""Microseconds of a silence that pass while its post is being read; at most half of the silence."""
RUN = 2 * SECOND
"""Microseconds of watching for the rest of a silence; at most a quarter of the post's time."""
LEAD_IN = 3 * SECOND
"""Microseconds of watching in which the clock runs to the first post that a filter shows."""
HOLD = 60 * SECOND
"""Microseconds by which the clock may pass the last post while that is being read."""
LONGEST_SILENCE = 3 * SECOND
"""Microseconds of watching that a silence lasts at most where silence is skipped."""
SKIP_RUN = SECOND // 2
SKIP_LEAD = SECOND
"""Microseconds of watching before a post at which the skipping ends."""


class Tempo(NamedTuple):
    """A pace of reading, or a constant speed; each keeps the other's value."""

    pace: float = DEFAULT_PACE_WPM
    """Words a minute."""
    speed: float = DEFAULT_SPEED
    """Blog seconds a second; infinite shows everything at once."""
    reading: bool = True
    """Whether the clock waits for the reader."""
    skip_gaps: bool = False
    """Whether a constant speed leaves out silences."""

    @property
    def rate(self) -> float:
        """Seconds on the watching axis of the tempo's map that pass in a real second."""
        return self.pace / BASE_PACE_WPM if self.reading else self.speed

    def stepped(self, up: bool) -> "Tempo":
        """The next pace or speed up or down; the same where there is none."""
        if self.reading:
            return self._replace(pace=step(PACES_WPM, self.pace, up))
        return self._replace(speed=step(SPEEDS, self.speed, up))

    def default(self) -> "Tempo":
        """The usual pace or speed."""
        if self.reading:
            return self._replace(pace=DEFAULT_PACE_WPM)
        return self._replace(speed=DEFAULT_SPEED)

    def other(self) -> "Tempo":
        """The constant speed instead of the pace, or the pace instead of the speed."""
        return self._replace(reading=not self.reading)


class TempoMap:
    """Corners: `watch` in microseconds of watching, `blog` in microseconds since 1970."""

    __slots__ = ("blog", "watch")

    def __init__(self, watch: "array[int]", blog: "array[int]") -> None:
        self.watch = watch
        self.blog = blog

    @property
    def last_place(self) -> int:
        """Where watching is over."""
        return self.watch[-1] * FINE

    @property
    def last_instant(self) -> int:
        """The moment at which watching is over; a reading map passes the last post by its hold."""
        return self.blog[-1]

    @property
    def seconds(self) -> float:
        """How long watching all of it takes at a rate of 1."""
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


def constant_map(first: int, last: int) -> TempoMap:
    """Watching at the blog's own pace: a speed is then the rate at which one moves along it."""
    return TempoMap(
        array("q", (0, max(last - first, 1))), array("q", (first, max(last, first + 1)))
    )


def skipping_map(instants: Sequence[int], first: int, last: int, speed: float) -> TempoMap:
    """As `constant_map`, but no silence between `instants` lasts longer than 3 s at that speed.

    What is left out runs by within half a second, a second before the next post.
    """
    longest, run, lead = (round(span * speed) for span in (LONGEST_SILENCE, SKIP_RUN, SKIP_LEAD))
    watch, blog = array("q", (0,)), array("q", (first,))
    for instant in _corners(instants, first, last):
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


def reading_map(instants: Sequence[int], needs: Sequence[float], first: int, last: int) -> TempoMap:
    """Watching at the base pace of reading: each post stays for its `needs` seconds.

    `instants` are the moments of the posts to read, in order. The clock passes the first minute of
    a silence while its posts are read and runs through the rest. Posts of one moment add up.
    """
    watch, blog = array("q", (0,)), array("q", (first,))
    if not instants:
        return TempoMap(array("q", (0, LEAD_IN)), array("q", (first, max(last, first + 1))))
    if instants[0] > first:
        watch.append(LEAD_IN)
        blog.append(instants[0])
    at, began, need = watch[-1], instants[0], 0
    for instant, seconds in zip(instants, needs, strict=True):
        if instant > began:
            _pass_silence(watch, blog, at + need, instant)
            at, began, need = at + need, instant, 0
        need += round(seconds * SECOND)
    if began < last:
        _pass_silence(watch, blog, at + need, last)
    else:
        watch.append(at + need)
        blog.append(began + min(HOLD, need))
    return TempoMap(watch, blog)


def _pass_silence(watch: "array[int]", blog: "array[int]", until: int, instant: int) -> None:
    """Adds the way from the last corner to `instant`, reached when `until` has been watched."""
    start, began = watch[-1], blog[-1]
    gap, time = instant - began, until - start
    stay, run = min(STAY, gap // 2), min(RUN, time // 4)
    if stay and run:
        watch.append(until - run)
        blog.append(began + stay)
    watch.append(until)
    blog.append(instant)


def _corners(instants: Iterable[int], first: int, last: int) -> list[int]:
    return sorted({*instants, last} - {first})


def step(steps: Sequence[float], value: float, up: bool) -> float:
    """The next value of `steps` above or below; the value itself where there is none."""
    if up:
        above = bisect_right(steps, value)
        return steps[above] if above < len(steps) else value
    below = bisect_left(steps, value)
    return steps[below - 1] if below > 0 else value
