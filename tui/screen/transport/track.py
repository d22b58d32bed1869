"""Rows of the scrubber, with a mark for each post."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import compress, count, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.instants import micros
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import source_style
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT, TURNED
from tui.screen.transport.scale import NOW, Label, cell_of

POST, DIM, KEY, NONE = "pdk-"
_DENSE_SHARE = 8  # dense: over 1/8 of the cells adjoin another post's
_POST, _LINE = "┼┿", "─━"  # to come, played
_OF_SOURCE = "┴┬"  # posts of the first and second source


class Track(NamedTuple):
    """Cells of a scrubber, without the playhead."""

    cells: str
    levels: tuple[int, ...] = ()  # heights of bars, 0 to 7; only if dense
    sources: tuple[tuple[int, ...], ...] = ()  # in each cell; only of several blogs
    newest: int | None = None  # cell of a live blog's newest post


def track(timeline: Timeline, every: Timeline, width: int) -> Track:
    blog, posts = timeline.blog, timeline.blog.posts

    def counts(field: str, value: object) -> list[int]:
        chosen = [index for index in timeline.indices if getattr(posts[index], field) == value]
        return _counts(every.select(chosen), every, width)

    here = _counts(timeline, every, width)
    there = here if len(timeline) == len(every) else _counts(every, every, width)
    cells = "".join(map(_kind, counts("key_event", True), here, there))
    names = blog.sources if len(blog.sources) > 1 else ()
    of_each = zip(*(counts("source", name) for name in names), strict=True)
    sources = tuple(tuple(compress(count(), cell)) for cell in of_each)
    newest = None
    if blog.edge is not None:
        newest = cell_of(every.fraction(posts[-1].published), width)
    return Track(cells, _levels(here), sources, newest)


def _kind(keys: int, here: int, there: int) -> str:
    """Kind of a cell by its key events, its chosen posts and all of its posts."""
    return KEY if keys else POST if here else DIM if there else NONE


def moment_of(cell: int, axis: Timeline, width: int) -> datetime:
    """Moment of a click: the cell's last shown post, else the cell's own moment."""
    newest = post_in(cell, axis, width)
    if newest is not None:
        return axis.published(newest)
    return axis.moment_at(cell / (width - 1) if width > 1 else 1.0)


def post_in(cell: int, axis: Timeline, width: int) -> int | None:
    """Last shown post of a cell."""
    edge = axis.moment_at((cell + 0.5) / max(1, width - 1))
    if cell < width - 1:
        edge -= timedelta(microseconds=1)
    newest = axis.newest_at(edge)
    begin = axis.moment_at((cell - 0.5) / max(1, width - 1))
    shown = newest is not None and (cell == 0 or axis.published(newest) >= begin)
    return newest if shown else None


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


@lru_cache(256)  # guests have the same tracks
def track_row(track: Track, head: int, *, standing: bool) -> TextRow:
    """Heavy line for the part played; its role is "text" while time is `standing`."""
    played = "text" if standing else "played"
    cells = [_cell(track, x, played if x < head else "") for x in range(len(track.cells))]
    cells[head] = (HEAD, "name")
    return joined(cells)


def times_row(width: int, labels: Sequence[Label]) -> TextRow:
    """Times under a scrubber."""
    text = ""
    for label in labels:
        text += " " * (label.cell - cell_len(text)) + label.text
    return timed(text + " " * (width - cell_len(text)))


def timed(text: str) -> TextRow:
    """Times; a live edge's time is bold."""
    before, now, clock = text.rpartition(NOW)
    return ((before + now, "muted"), (clock, "name")) if now else ((text, "muted"),)


def joined(cells: Sequence[Piece]) -> TextRow:
    groups = groupby(cells, key=itemgetter(1))
    return tuple(("".join(text for text, _ in group), role) for role, group in groups)


def _cell(track: Track, x: int, played: str) -> Piece:
    """`played` is the role of the part played, else ""."""
    cell = track.cells[x]
    if cell == KEY:
        return KEY_EVENT, played or "name"
    if track.levels:
        return _bar(track, x, played)
    if cell == POST:
        sources = track.sources[x] if track.sources else ()
        if len(sources) == 1:
            return _OF_SOURCE[sources[0] % 2], source_style(sources[0])
        return _POST[bool(played)], played or "text"
    return ("·", "rule") if cell == DIM else _line(track, x, played)


def _bar(track: Track, x: int, played: str) -> Piece:
    if level := track.levels[x]:
        sources = track.sources[x] if track.sources else ()
        role = source_style(sources[0]) if sources else played or "rule"
        return BARS[level - 1], role
    unknown = track.newest is not None and x > track.newest and track.cells[x] == NONE
    return _line(track, x, played) if unknown else (" ", "text")


def _line(track: Track, x: int, played: str) -> Piece:
    """Cell without a post; dotted after the newest post of a live blog."""
    unknown = track.newest is not None and x > track.newest
    return TURNED if unknown else _LINE[bool(played)], played or "rule"
