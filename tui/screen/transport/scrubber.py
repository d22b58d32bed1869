"""The scrubber widget: the blog's whole time, in which the reader points at a moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tui.model.clock_face import ClockFace
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.transport import messages
from tui.screen.transport.scale import NOW, Label, axis_of, cell_of, ends, hours, labels
from tui.screen.transport.state import BarState
from tui.screen.transport.track import (
    Track,
    line_row,
    moment_of,
    post_in,
    times_row,
    track,
    track_row,
)

TALL_ROWS = 2
LEAST_CELLS_WITH_ENDS = 56  # bar width for times beside the scrubber


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts of the rows, kept until size, posts or clock face change."""

    left: int
    track: Track
    ends: tuple[str, str]
    labels: Sequence[Label]


class Scrubber(LineWidget):
    """A click or drag seeks; `point` gets the words for the mouse's cell."""

    def __init__(self, point: Callable[[str], None]) -> None:
        super().__init__(id="scrubber")
        self._point_at = point
        self._state = BarState()
        self._timeline: Timeline | None = None
        self._axes: tuple[Timeline, Timeline] | None = None
        self._layout: tuple[Size, ClockFace | None, Layout] | None = None
        self._place: object = None
        self._dragging = False
        self._pointed: int | None = None

    def show(self, state: BarState, timeline: Timeline, every: Timeline) -> None:
        if timeline is not self._timeline:
            self._timeline = timeline
            self._axes = axis_of(timeline), axis_of(every)
            self._layout = None
        self._state = state
        place = cell_of(state.fraction, max(1, self.size.width)), state.standing, state.face
        if place != self._place or self._layout is None:  # else the head is in the same cell
            self._place = place
            self.update_rows()

    def text_rows(self, size: Size) -> list[TextRow]:
        layout = self._laid_out(size)
        if layout is None:
            return []
        track, standing = layout.track, self._state.standing
        width = len(track.cells)
        head = cell_of(self._state.fraction, width)
        margin = (" ", "text")
        if size.height >= TALL_ROWS:
            top = track_row(track, head, standing=standing)
            below = times_row(width, layout.labels)
            if track.levels:  # the unknown stretch up to now is on the line below the bars
                top = track_row(replace(track, newest=None), head, standing=standing)
                below = line_row(track, head, layout.labels, standing=standing)
            return [(margin, *top), (margin, *below)]
        row = track_row(track, head, standing=standing, set_in=tuple(layout.labels))
        first, last = layout.ends
        if not first:
            return [(margin, *row)]
        before, now, clock = last.rpartition(NOW)
        end = (f" {before}{now}", "muted"), (clock, "name" if now else "muted")
        return [((f" {first} ", "muted"), *row, *end)]

    def _laid_out(self, size: Size) -> Layout | None:
        face = self._state.face
        if self._axes is None or face is None or size.width <= 2:
            return None
        if self._layout is None or self._layout[:2] != (size, face):
            self._layout = size, face, _layout(face, *self._axes, size)
        return self._layout[2]

    def _under_mouse(self) -> str:
        """Moment and post under the mouse; the title only once published."""
        state, layout = self._state, self._laid_out(self.size)
        if self._pointed is None or layout is None or self._axes is None or not state.face:
            return ""
        axis, cell = self._axes[0], self._cell(layout, self._pointed)
        width = len(layout.track.cells)
        told = state.face.named(moment_of(cell, axis, width))
        post = post_in(cell, axis, width)
        if post is None:
            return told
        title = axis.blog.posts[post].title if post < state.known else f"post {post + 1}"
        return f"{told} \N{MIDDLE DOT} {title}"

    def _cell(self, layout: Layout, x: int) -> int:
        return min(max(x - layout.left, 0), len(layout.track.cells) - 1)

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
            self._point_at(self._under_mouse())

    def _seek(self, x: int, *, goes_on: bool) -> None:
        layout = self._laid_out(self.size)
        if layout is not None and self._axes is not None:
            moment = moment_of(self._cell(layout, x), self._axes[0], len(layout.track.cells))
            self.post_message(messages.Sought(moment, goes_on=goes_on))


def _layout(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    width = size.width - 2
    if size.height >= TALL_ROWS:
        return Layout(1, track(timeline, every, width), ("", ""), labels(face, every, width))
    first, last = ends(face, every) if size.width >= LEAST_CELLS_WITH_ENDS else ("", "")
    left = cell_len(first) + 1 if first else 0
    width = max(1, width - left - (cell_len(last) + 1 if first else 0))
    within = hours(face, every, width)
    return Layout(1 + left, track(timeline, every, width), (first, last), within)
