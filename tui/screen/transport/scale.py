"""Axis and scale of the scrubber. For live blogs years apart the axis counts posts."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.clock_face import ClockFace
from tui.model.instants import micros, moment_of
from tui.playback.timeline import Timeline

APART_CELLS = 16
FAR_APART = timedelta(days=365)
NOW = "now "
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_HOURS = [*(n * _HOUR for n in (1, 2, 3, 6, 12)), *(n * _DAY for n in (1, 2, 7, 14, 28, 91, 364))]
_MINUTES = [n * _MINUTE for n in (1, 5, 15, 30)]
_BETWEEN_LABELS = 2


class PostAxis(Timeline):
    """Timeline with equal distances between posts."""

    __slots__ = ()

    def fraction(self, moment: datetime) -> float:
        every, instant = self.every, micros(moment)
        number = bisect_right(every, instant) - 1
        if not 0 <= number < len(every) - 1:
            return 0.0 if number < 0 else 1.0
        between = (instant - every[number]) / (every[number + 1] - every[number])
        return (number + between) / (len(every) - 1)

    def moment_at(self, fraction: float) -> datetime:
        every = self.every
        place = min(max(fraction, 0.0), 1.0) * (len(every) - 1)
        number = min(int(place), max(len(every) - 2, 0))
        step = every[min(number + 1, len(every) - 1)] - every[number]
        return moment_of(every[number] + round(step * (place - number)))


@lru_cache(64)
def axis_of(timeline: Timeline) -> Timeline:
    """PostAxis if the sources lie years apart."""
    if not years_apart(timeline.blog):
        return timeline
    return PostAxis(timeline.blog, timeline.indices, timeline.every)


@once_for_each_blog
def years_apart(blog: LiveBlog) -> str:
    """Longest gap between posts of several blogs: "2 years"; "" below a year."""
    if len(blog.sources) < 2:
        return ""
    every = Timeline.of(blog).every
    longest = max((later - earlier for earlier, later in pairwise(every)), default=0)
    years = timedelta(microseconds=longest) / FAR_APART
    return "" if years < 1 else f"{years:.0f} years" if years >= 1.5 else "a year"


def cell_of(fraction: float, width: int) -> int:
    return min(width - 1, int(fraction * (width - 1) + 0.5))


class Label(NamedTuple):
    cell: int
    text: str

    @property
    def end(self) -> int:
        return self.cell + cell_len(self.text)


def hours(face: ClockFace, timeline: Timeline, width: int) -> list[Label]:
    """Labels of round moments, centred on their cells; none on a PostAxis."""
    start, end = timeline.start, timeline.end
    if end <= start or width < 2 or isinstance(timeline, PostAxis):
        return []
    found = []
    for moment in _round_moments(face, start, end, _step(end - start, width)):
        if start < moment < end:
            text = face.on_scale(moment)
            cell = cell_of(timeline.fraction(moment), width)
            found.append(Label(cell - cell_len(text) // 2, text))
    return found


def ends(face: ClockFace, timeline: Timeline) -> tuple[str, str]:
    """Times at both ends, with days if there are several; a live edge starts with `NOW`."""
    last = face.end_of_scale(timeline.end)
    is_live = timeline.blog.edge is not None
    return face.end_of_scale(timeline.start), f"{NOW}{last}" if is_live else last


def labels(face: ClockFace, timeline: Timeline, width: int) -> list[Label]:
    """Labels of both ends, and of round moments clear of them."""
    first, last = ends(face, timeline)
    begin = Label(0, first)
    finish = Label(max(0, width - cell_len(last)), last)
    if begin.end + _BETWEEN_LABELS > finish.cell:
        return [begin] if first else []
    shown = [begin]
    for label in hours(face, timeline, width):
        clear = shown[-1].end + _BETWEEN_LABELS <= label.cell
        if clear and label.end + _BETWEEN_LABELS <= finish.cell:
            shown.append(label)
    return [*shown, finish]


def _step(span: timedelta, width: int) -> timedelta:
    least = span * APART_CELLS / width
    steps = _HOURS if span >= 2 * _HOUR - _MINUTE * 10 else [*_MINUTES, *_HOURS]
    return next((step for step in steps if step >= least), steps[-1] * 10)


def _round_moments(
    face: ClockFace, start: datetime, end: datetime, step: timedelta
) -> Iterator[datetime]:
    """Multiples of a step from midnight, or from the start if the face counts from there."""
    there = start.astimezone(face.zone)
    base = there if face.zone is None else there.replace(hour=0, minute=0, second=0, microsecond=0)
    moment, number = base, 0
    while moment <= end:
        yield moment
        number += 1
        moment = base + number * step  # by the clock on the wall, on days of 23 hours too
