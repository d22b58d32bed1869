"""The scrubber: the blog's whole time with a mark for each post; the reader points at a moment."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.clock_face import ClockFace
from tui.model.instants import micros, moment_of
from tui.playback.tempo_map import TempoMap
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import Piece, TextRow, row_cells
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT, TURNED, source_style

APART_CELLS = 16
FAR_APART = timedelta(days=365)
NOW = "now "
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_HOURS = [*(n * _HOUR for n in (1, 2, 3, 6, 12)), *(n * _DAY for n in (1, 2, 7, 14, 28, 91, 364))]
_BETWEEN_LABELS = 2
LEAST_CELLS_WITH_ENDS = 56  # bar width for times beside the scrubber
_DENSE_SHARE = 8  # dense: over 1/8 of the cells adjoin another post's
_POST, _LINE = "┼┿", "─━"  # to come, played
_OF_SOURCE = "┴┬"  # posts of the first and second source


class PostAxis(Timeline):
    """Timeline with equal distances between the moments of posts: a map as that of a clock."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline.blog, timeline.indices, timeline.every)
        moments = array("q", sorted({*self.every}))
        self._map = TempoMap(array("q", range(len(moments))), moments)

    def fraction(self, moment: datetime) -> float:
        return self._map.place(micros(moment)) / self._map.last_place

    def moment_at(self, fraction: float) -> datetime:
        return moment_of(self._map.instant(round(fraction * self._map.last_place)))


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


def ends(face: ClockFace, timeline: Timeline) -> tuple[str, str]:
    """Times at both ends, with days if there are several; a live edge starts with `NOW`."""
    last = face.end_of_scale(timeline.end)
    is_live = timeline.blog.edge is not None
    return face.end_of_scale(timeline.start), f"{NOW}{last}" if is_live else last


def scale(face: ClockFace, timeline: Timeline, width: int) -> str:
    """A row with the times at both ends, and round moments clear of them; a PostAxis has none."""
    start, end, span = timeline.start, timeline.end, timeline.end - timeline.start
    row, last = ends(face, timeline)
    last_cell = width - cell_len(last)
    if cell_len(row) + _BETWEEN_LABELS > last_cell:
        return row
    minutes = (n * _MINUTE for n in (1, 5, 15, 30) if span < 2 * _HOUR - 10 * _MINUTE)
    steps, least = [*minutes, *_HOURS], span * APART_CELLS / width
    step = next((step for step in steps if step >= least), steps[-1] * 10)
    is_scale = not isinstance(timeline, PostAxis)
    for moment in _round_moments(face, start, end, step) if is_scale else ():
        text = face.on_scale(moment)
        cell = cell_of(timeline.fraction(moment), width) - cell_len(text) // 2
        gap, free = cell - cell_len(row), last_cell - cell - cell_len(text)
        if gap >= _BETWEEN_LABELS <= free:
            row += " " * gap + text
    return row + " " * (last_cell - cell_len(row)) + last


def _round_moments(
    face: ClockFace, start: datetime, end: datetime, step: timedelta
) -> Iterator[datetime]:
    """Multiples of a step from midnight, or from the start if the face counts from there; between
    the ends."""
    there = start.astimezone(face.zone)
    base = there if face.zone is None else there.replace(hour=0, minute=0, second=0, microsecond=0)
    moment, number = base, 0
    while moment < end:
        if moment > start:
            yield moment
        number += 1
        moment = base + number * step  # by the clock on the wall, on days of 23 hours too


type Cell = tuple[Piece, Piece]  # to come, and played
type Track = tuple[Cell, ...]  # without the playhead


class Layout(NamedTuple):
    """Track and texts around it; `every` is the axis of all posts, `axis` of those shown."""

    axis: Timeline
    every: Timeline
    track: Track
    before: TextRow
    after: TextRow
    below: TextRow

    def rows(self, moment: datetime, *, standing: bool) -> list[TextRow]:
        head = cell_of(self.every.fraction(moment), len(self.track))
        row = track_row(self.track, head, standing=standing)
        return [(*self.before, *row, *self.after), self.below]

    def moment_at(self, x: int) -> datetime:
        cell = min(max(x - row_cells(self.before), 0), len(self.track) - 1)
        return moment_of_cell(cell, self.axis, len(self.track))


@lru_cache(64)  # guests have the same scrubbers
def laid_out(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    axis, width = timeline, size.width - 2
    if years_apart(timeline.blog):
        axis, every = PostAxis(timeline), PostAxis(every)
    before: TextRow = ((" ", "text"),)
    after: TextRow = ()
    below: TextRow = ()
    if size.height > 1:
        below = (*before, *timed(scale(face, every, width)))
    elif size.width >= LEAST_CELLS_WITH_ENDS and (times := ends(face, every))[0]:
        before, after = ((f" {times[0]} ", "muted"),), timed(f" {times[1]}")
        width = max(1, size.width - row_cells((*before, *after)) - 1)
    return Layout(axis, every, track(axis, every, width), before, after, below)


def track(timeline: Timeline, every: Timeline, width: int) -> Track:
    """Marks of the posts of `timeline`, dim marks of all others."""
    blog, posts = timeline.blog, timeline.blog.posts

    def counts(field: str, value: object) -> list[int]:
        chosen = [index for index in timeline.indices if getattr(posts[index], field) == value]
        return _counts(every.select(chosen), every, width)

    keys, here = counts("key_event", True), _counts(timeline, every, width)
    there = here if len(timeline) == len(every) else _counts(every, every, width)
    of_each = [counts("source", name) for name in blog.sources if len(blog.sources) > 1]
    levels, newest = _levels(here), width
    if blog.edge is not None:
        newest = cell_of(every.fraction(posts[-1].published), width)

    def mark(x: int) -> Cell:
        if keys[x]:
            return _cell(KEY_EVENT, "name")
        if here[x]:
            sources = [number for number, count in enumerate(of_each) if count[x]]
            role = source_style(sources[0]) if sources and (levels or len(sources) == 1) else ""
            if levels:
                return _cell(BARS[levels[x] - 1], role or "rule", role or "played")
            signs = _OF_SOURCE[sources[0] % 2] if role else _POST
            return _cell(signs, role or "text", role or "played")
        if there[x] and not levels:
            return _cell("·", "rule", "rule")
        if x > newest:  # nothing is known after the newest post of a live blog
            return _cell(TURNED, "rule")
        return _cell(" ", "text", "text") if levels else _cell(_LINE, "rule")

    return tuple(map(mark, range(width)))


def _cell(signs: str, to_come: str, played: str = "played") -> Cell:
    return (signs[0], to_come), (signs[-1], played)


def moment_of_cell(cell: int, axis: Timeline, width: int) -> datetime:
    """Moment of a click: the cell's last shown post, else the cell's own moment."""
    edge = axis.moment_at((cell + 0.5) / max(1, width - 1))
    if cell < width - 1:
        edge -= timedelta(microseconds=1)
    newest = axis.newest_at(edge)
    begin = axis.moment_at((cell - 0.5) / max(1, width - 1))
    if newest is not None and (cell == 0 or axis.published(newest) >= begin):
        return axis.published(newest)
    return axis.moment_at(cell / (width - 1) if width > 1 else 1.0)


def _counts(timeline: Timeline, axis: Timeline, width: int) -> list[int]:
    edges = (axis.moment_at((cell - 0.5) / max(1, width - 1)) for cell in range(1, width))
    before = [bisect_left(timeline.instants, micros(edge)) for edge in edges]
    return [later - earlier for earlier, later in pairwise([0, *before, len(timeline)])]


def _levels(counts: Sequence[int]) -> tuple[int, ...]:
    """Heights of bars; () if posts are apart."""
    beside = zip((0, *counts[:-1]), counts, (*counts[1:], 0), strict=True)
    close = sum(bool(here and (before or after)) for before, here, after in beside)
    if close * _DENSE_SHARE <= len(counts):
        return ()
    return tuple(-(-count * len(BARS) // max(counts)) for count in counts)


def track_row(track: Track, head: int, *, standing: bool) -> TextRow:
    """Heavy line for the part played; its role is "text" while time is `standing`."""
    passed = [played for _, played in track[:head]]
    if standing:
        passed = [(sign, "text" if role == "played" else role) for sign, role in passed]
    cells = [*passed, (HEAD, "name"), *(to_come for to_come, _ in track[head + 1 :])]
    groups = groupby(cells, key=itemgetter(1))
    return tuple(("".join(sign for sign, _ in group), role) for role, group in groups)


def timed(text: str) -> TextRow:
    """Times; a live edge's time is bold."""
    before, now, clock = text.rpartition(NOW)
    return ((before + now, "muted"), (clock, "name")) if now else ((text, "muted"),)
