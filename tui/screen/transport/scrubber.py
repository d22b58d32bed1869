"""The scrubber: the blog's whole time with a mark for each post; the reader points at a moment."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tui.model.clock_face import ClockFace
from tui.model.instants import micros
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, Piece, TextRow
from tui.screen.drawing.signs import BARS, HEAD, KEY_EVENT, TURNED, source_style
from tui.screen.page import ReplayPage
from tui.screen.transport.scale import NOW, Label, axis_of, cell_of, ends, labels

TALL_ROWS = 2
LEAST_CELLS_WITH_ENDS = 56  # bar width for times beside the scrubber
_DENSE_SHARE = 8  # dense: over 1/8 of the cells adjoin another post's
_POST, _LINE = "┼┿", "─━"  # to come, played
_OF_SOURCE = "┴┬"  # posts of the first and second source


class Cell(NamedTuple):
    """Sign and role of a cell while it is to come, and once it is played."""

    to_come: Piece
    played: Piece


type Track = tuple[Cell, ...]  # without the playhead


class Layout(NamedTuple):
    left: int
    track: Track
    ends: tuple[str, str]
    labels: tuple[Label, ...]

    def cell(self, x: int) -> int:
        return min(max(x - self.left, 0), len(self.track) - 1)


class Scrubber(LineWidget):
    """A click or drag calls `sought` with its moment, and True if it goes on with a drag."""

    def __init__(self, page: ReplayPage, sought: Callable[[datetime, bool], None]) -> None:
        super().__init__(id="scrubber")
        self._page, self._sought = page, sought

    def text_rows(self, size: Size) -> list[TextRow]:
        if size.width <= 2:
            return []
        layout, view = self._laid_out(size), self._page.view
        track, standing = layout.track, not view.playing and not view.ended
        head = cell_of(self._every.fraction(view.moment), len(track))
        margin = (" ", "text")
        row = track_row(track, head, standing=standing)
        if size.height < TALL_ROWS:
            first, last = layout.ends
            if not first:
                return [(margin, *row)]
            return [((f" {first} ", "muted"), *row, *timed(f" {last}"))]
        below = times_row(len(track), layout.labels)
        return [(margin, *row), (margin, *below)]

    @property
    def _axis(self) -> Timeline:
        return axis_of(self._page.player.timeline)

    @property
    def _every(self) -> Timeline:
        """All posts; those outside the filter get dim marks."""
        return axis_of(self._page.player.all_posts)

    def _laid_out(self, size: Size) -> Layout:
        return _layout(self._page.face, self._axis, self._every, size)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._seek(event.x, goes_on=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._seek(event.x, goes_on=True)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _seek(self, x: int, *, goes_on: bool) -> None:
        layout = self._laid_out(self.size)
        self._sought(moment_of(layout.cell(x), self._axis, len(layout.track)), goes_on)


@lru_cache(64)  # guests have the same scrubbers
def _layout(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    width = size.width - 2
    if size.height >= TALL_ROWS:
        return Layout(1, track(timeline, every, width), ("", ""), tuple(labels(face, every, width)))
    first, last = ends(face, every) if size.width >= LEAST_CELLS_WITH_ENDS else ("", "")
    left = cell_len(first) + 1 if first else 0
    width = max(1, width - left - (cell_len(last) + 1 if first else 0))
    return Layout(1 + left, track(timeline, every, width), (first, last), ())


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
    return Cell((signs[0], to_come), (signs[-1], played))


def moment_of(cell: int, axis: Timeline, width: int) -> datetime:
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


@lru_cache(256)  # guests have the same tracks
def track_row(track: Track, head: int, *, standing: bool) -> TextRow:
    """Heavy line for the part played; its role is "text" while time is `standing`."""
    passed = [cell.played for cell in track[:head]]
    if standing:
        passed = [(sign, "text" if role == "played" else role) for sign, role in passed]
    cells = [*passed, (HEAD, "name"), *(cell.to_come for cell in track[head + 1 :])]
    groups = groupby(cells, key=itemgetter(1))
    return tuple(("".join(sign for sign, _ in group), role) for role, group in groups)


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
