"""The scrubber: the blog's whole time, in which the reader points at a moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message

from tui.model.clock_face import ClockFace
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.page import ReplayPage
from tui.screen.transport.scale import Label, axis_of, cell_of, ends, labels
from tui.screen.transport.track import (
    Track,
    moment_of,
    post_in,
    timed,
    times_row,
    track,
    track_row,
)

TALL_ROWS = 2
LEAST_CELLS_WITH_ENDS = 56  # bar width for times beside the scrubber


class Layout(NamedTuple):
    left: int
    track: Track
    ends: tuple[str, str]
    labels: tuple[Label, ...]

    def cell(self, x: int) -> int:
        return min(max(x - self.left, 0), len(self.track.cells) - 1)


class Scrubber(LineWidget):
    """A click or drag seeks."""

    @dataclass
    class Sought(Message):
        """The reader pointed at a moment; `goes_on`: in the same drag."""

        moment: datetime
        goes_on: bool

    @dataclass
    class Pointed(Message):
        """The mouse is on another cell; `words` describe its moment."""

        words: str

    _dragging = False
    _pointed: int | None = None

    def __init__(self, page: ReplayPage) -> None:
        super().__init__(id="scrubber")
        self._page = page

    def text_rows(self, size: Size) -> list[TextRow]:
        if size.width <= 2:
            return []
        layout, view = self._laid_out(size), self._page.view
        track, standing = layout.track, not view.playing and not view.ended
        head = cell_of(self._every.fraction(view.moment), len(track.cells))
        margin = (" ", "text")
        row = track_row(track, head, standing=standing)
        if size.height < TALL_ROWS:
            first, last = layout.ends
            if not first:
                return [(margin, *row)]
            return [((f" {first} ", "muted"), *row, *timed(f" {last}"))]
        below = times_row(len(track.cells), layout.labels)
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

    def _under_mouse(self) -> str:
        """Moment and post under the mouse; the title only once published."""
        if self._pointed is None:
            return ""
        layout, axis = self._laid_out(self.size), self._axis
        cell, width = layout.cell(self._pointed), len(layout.track.cells)
        told = self._page.face.named(moment_of(cell, axis, width))
        post = post_in(cell, axis, width)
        if post is None:
            return told
        title = axis.blog.posts[post].title if post < self._page.view.known else f"post {post + 1}"
        return f"{told} \N{MIDDLE DOT} {title}"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragging = True
        self.capture_mouse()
        self._seek(event.x, goes_on=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point(event.x)
        if self._dragging:
            self._seek(event.x, goes_on=True)

    def on_leave(self) -> None:
        self._point(None)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _point(self, x: int | None) -> None:
        if x != self._pointed:
            self._pointed = x
            self.post_message(self.Pointed(self._under_mouse()))

    def _seek(self, x: int, *, goes_on: bool) -> None:
        layout = self._laid_out(self.size)
        moment = moment_of(layout.cell(x), self._axis, len(layout.track.cells))
        self.post_message(self.Sought(moment, goes_on))


@lru_cache(64)  # guests have the same scrubbers
def _layout(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    width = size.width - 2
    if size.height >= TALL_ROWS:
        return Layout(1, track(timeline, every, width), ("", ""), tuple(labels(face, every, width)))
    first, last = ends(face, every) if size.width >= LEAST_CELLS_WITH_ENDS else ("", "")
    left = cell_len(first) + 1 if first else 0
    width = max(1, width - left - (cell_len(last) + 1 if first else 0))
    return Layout(1 + left, track(timeline, every, width), (first, last), ())
