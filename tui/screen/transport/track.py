"""The rows of the scrubber: the blog's whole time, with a mark for each post. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from rich.cells import cell_len

from tui.model.instants import micros
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import source_style
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT, TURNED
from tui.screen.transport.scale import NOW, Label, cell_of

POST, DIM, KEY, NONE = "pdk-"
_DENSE_SHARE = 8
"""A scrubber is dense if more than one in so many cells adjoin another post's."""
_POST, _LINE = "┼┿", "─━"
"""Signs of a post and of the line: to come, and played."""
_OF_SOURCE = "┴┬"
"""Signs of posts of the first source and of the second."""


@dataclass(frozen=True, slots=True)
class Track:
    """The cells of a scrubber, without the playhead."""

    cells: str
    levels: tuple[int, ...] = ()
    """The height of each cell's bar, 0 to 7; only of a dense scrubber, whose posts are closer than
    cells can show."""
    sources: tuple[frozenset[int], ...] = ()
    """The numbers of the sources with a post in each cell; only of several blogs on one clock."""
    newest: int | None = None
    """The cell of the newest post of a blog that is being written: nothing is known after it."""


def track(timeline: Timeline, every: Timeline, width: int) -> Track:
    posts, sources = timeline.blog.posts, timeline.blog.sources
    there = _counts(every, every, width)
    counts = there if len(timeline) == len(every) else _counts(timeline, every, width)
    keys = _counts(
        every.select([index for index in timeline.indices if posts[index].key_event]), every, width
    )
    cells = "".join(
        KEY if key else POST if here else DIM if filtered else NONE
        for key, here, filtered in zip(keys, counts, there, strict=True)
    )
    of_sources: list[frozenset[int]] = []
    if len(sources) > 1:
        chosen = (
            every.select([index for index in timeline.indices if posts[index].source == name])
            for name in sources
        )
        rows = [_counts(own, every, width) for own in chosen]
        of_sources = [
            frozenset(number for number, row in enumerate(rows) if row[x]) for x in range(width)
        ]
    newest = None
    if timeline.blog.edge is not None:
        newest = cell_of(every.fraction(posts[-1].published), width)
    return Track(cells, _levels(counts), tuple(of_sources), newest)


def moment_of(cell: int, axis: Timeline, width: int) -> datetime:
    """The moment of a click on a cell: that of its last shown post, else the cell's own."""
    newest = post_in(cell, axis, width)
    if newest is not None:
        return axis.published(newest)
    return axis.moment_at(cell / (width - 1) if width > 1 else 1.0)


def post_in(cell: int, axis: Timeline, width: int) -> int | None:
    """The last shown post of a cell; None if it has none."""
    edge = axis.moment_at((cell + 0.5) / max(1, width - 1))
    if cell < width - 1:
        edge -= timedelta(microseconds=1)
    newest = axis.newest_at(edge)
    begin = axis.moment_at((cell - 0.5) / max(1, width - 1))
    shown = newest is not None and (cell == 0 or axis.published(newest) >= begin)
    return newest if shown else None


def _counts(timeline: Timeline, axis: Timeline, width: int) -> list[int]:
    if not len(timeline):
        return [0] * width
    edges = (axis.moment_at((cell - 0.5) / max(1, width - 1)) for cell in range(1, width))
    before = [bisect_left(timeline.instants, micros(edge)) for edge in edges]
    return [later - earlier for earlier, later in pairwise([0, *before, len(timeline)])]


def _levels(counts: Sequence[int]) -> tuple[int, ...]:
    """The height of each cell's bar; none where the posts stand apart."""
    close = sum(
        1
        for before, here, after in zip((0, *counts[:-1]), counts, (*counts[1:], 0), strict=True)
        if here and (before or after)
    )
    if close * _DENSE_SHARE <= len(counts):
        return ()
    return tuple(-(-count * len(BARS) // max(counts)) for count in counts)


def track_row(track: Track, head: int, *, standing: bool, set_in: Sequence[Label] = ()) -> TextRow:
    """The track: heavy lines for the part played, light lines for the rest.

    The labels `set_in` stand in it where they hide no post. While time stands the part played is in
    the colour of text.
    """
    played = "text" if standing else "played"
    cells = [_cell(track, x, played if x < head else "") for x in range(len(track.cells))]
    if track.levels:
        return joined(cells)
    cells[head] = (HEAD, "name")
    for label in set_in:
        under = range(label.cell - 1, label.end + 1)
        inside = under[0] >= 1 and under[-1] < len(cells) - 1 and head not in under
        if inside and all(track.cells[x] == NONE for x in under):
            cells[under[0] : under[-1] + 1] = [(sign, "muted") for sign in f" {label.text} "]
    return joined(cells)


def line_row(track: Track, head: int, labels: Sequence[Label], *, standing: bool) -> TextRow:
    """The line under the bars of a dense scrubber, with the times and the playhead in it."""
    played, width = "text" if standing else "played", len(track.cells)
    cells = [_line(track, x, played if x < head else "") for x in range(width)]
    for label in labels:
        if label.cell - 1 <= head <= label.end:
            continue  # the playhead passes over it
        for x, sign in enumerate(f" {label.text} ", label.cell - 1):
            if 0 <= x < width:
                cells[x] = (sign, "hint")
    cells[head] = (HEAD, "name")
    return joined(cells)


def times_row(width: int, labels: Sequence[Label]) -> TextRow:
    """The times under a scrubber; that of a live edge is bold."""
    text = ""
    for label in labels:
        text += " " * (label.cell - cell_len(text)) + label.text
    text += " " * (width - cell_len(text))
    before, now, clock = text.rpartition(NOW)
    return ((before + now, "hint"), (clock, "name")) if now else ((text, "hint"),)


def joined(cells: Sequence[Piece]) -> TextRow:
    """The cells as pieces, of which each two neighbours have different styles."""
    groups = groupby(cells, key=itemgetter(1))
    return tuple(("".join(text for text, _ in group), role) for role, group in groups)


def _cell(track: Track, x: int, played: str) -> Piece:
    """A cell of the track; `played` is the role of the part played, empty in the rest."""
    cell = track.cells[x]
    if cell == KEY:
        return KEY_EVENT, played or "name"
    sources = track.sources[x] if track.sources else frozenset[int]()
    if track.levels and track.levels[x]:
        role = source_style(min(sources)) if sources else played or "rule"
        return BARS[track.levels[x] - 1], role
    if cell == POST:
        if len(sources) == 1:
            return _OF_SOURCE[min(sources) % 2], source_style(min(sources))
        return _POST[bool(played)], played or "text"
    if cell == DIM:
        return (" ", "text") if track.levels else ("·", "rule")
    if track.levels and (track.newest is None or x <= track.newest):
        return " ", "text"
    return _line(track, x, played)


def _line(track: Track, x: int, played: str) -> Piece:
    """A cell without a post; nothing is known after the newest post of a live blog."""
    unknown = track.newest is not None and x > track.newest
    return TURNED if unknown else _LINE[bool(played)], played or "rule"
