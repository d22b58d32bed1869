"""The scrubber widget: the blog's whole time, in which the reader points at a moment."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tui.model.clock_face import ClockFace
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.transport import messages
from tui.screen.transport.post_axis import PostAxis, axis_of
from tui.screen.transport.scale import NOW, Label, ends, labels, ticks
from tui.screen.transport.scrubber_rows import line_row, times_row, track_row
from tui.screen.transport.state import BarState
from tui.screen.transport.track import Track, cell_of, moment_of, post_in, track

TALL_ROWS = 2
"""The height of a scrubber with a row for the times."""
LEAST_CELLS_WITH_ENDS = 56
"""The width of a bar with the times at the ends of the scrubber, beside it."""


class Layout(NamedTuple):
    """What the rows are made of, as long as size, posts and clock face stay."""

    left: int
    """The first cell of the track."""
    track: Track
    ends: tuple[str, str]
    """What stands beside the track."""
    labels: Sequence[Label]
    """The times below it, or in it."""


class Scrubber(LineWidget):
    """A click or a drag posts a moment to seek to; `point` gets what is under the mouse."""

    def __init__(self, point: Callable[[str], None]) -> None:
        super().__init__(id="scrubber")
        self._point_at = point
        self._state = BarState()
        self._timeline: Timeline | None = None
        self._timelines: tuple[Timeline, Timeline] | None = None
        self._layout: tuple[Size, ClockFace | None, Layout] | None = None
        self._drawn: object = None
        self._dragging = False
        self._pointed: int | None = None

    def show(self, state: BarState, timeline: Timeline, every: Timeline) -> None:
        """Show the place of a state's moment; another tick in the same cell draws nothing."""
        if timeline is not self._timeline:
            self._timeline = timeline
            self._timelines = axis_of(timeline), axis_of(every)
            self._layout = None
        head = cell_of(state.fraction, max(1, self.size.width - 2))
        drawn = head, state.standing, state.face
        self._state = state
        if drawn != self._drawn or self._layout is None:
            self._drawn = drawn
            self.update_rows()

    def text_rows(self, size: Size) -> list[TextRow]:
        layout = self._laid_out(size)
        if layout is None:
            return []
        fraction, width = self._state.fraction, len(layout.track.cells)
        standing, dense = self._state.standing, layout.track.dense
        first, last = layout.ends
        margin = (" ", "text")
        if size.height >= TALL_ROWS:
            top = track_row(layout.track, fraction, standing=standing, head=not dense)
            if dense:
                below = line_row(width, fraction, layout.labels, standing=standing)
            else:
                below = times_row(width, layout.labels)
            return [(margin, *top), (margin, *below)]
        row = track_row(layout.track, fraction, standing=standing, set_in=layout.labels)
        if not first:
            return [(margin, *row)]
        before, now, clock = last.rpartition(NOW)
        end = (f" {before}{now}", "muted"), (clock, "name" if now else "muted")
        return [((f" {first} ", "muted"), *row, *end)]

    def _laid_out(self, size: Size) -> Layout | None:
        face = self._state.face
        if self._layout is not None and self._layout[:2] == (size, face):
            return self._layout[2]
        if self._timelines is None or face is None or size.width <= 2:
            return None
        layout = _layout(face, *self._timelines, size)
        self._layout = (size, face, layout)
        return layout

    def _under_mouse(self) -> str:
        """The moment under the mouse and its post, whose title is told once it was posted."""
        state, layout = self._state, self._laid_out(self.size)
        if self._pointed is None or layout is None or self._timelines is None or not state.face:
            return ""
        timeline, cell = self._timelines[0], self._cell(layout, self._pointed)
        width = len(layout.track.cells)
        told = state.face.named(moment_of(cell, timeline, width))
        post = post_in(cell, timeline, width)
        if post is None:
            return told
        if post < state.known:
            return f"{told} \N{MIDDLE DOT} {timeline.blog.posts[post].title}"
        return f"{told} \N{MIDDLE DOT} post {post + 1}"

    def _cell(self, layout: Layout, x: int) -> int:
        return min(max(x - layout.left, 0), len(layout.track.cells) - 1)

    # Input

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
        if layout is not None and self._timelines is not None:
            cell = self._cell(layout, x)
            moment = moment_of(cell, self._timelines[0], len(layout.track.cells))
            self.post_message(messages.Sought(moment, goes_on=goes_on))


def _layout(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    """The scrubber at that size."""
    width = size.width - 2
    by_posts = isinstance(every, PostAxis)
    if size.height >= TALL_ROWS:
        below = labels(face, every, width, ends_only=by_posts)
        return Layout(1, track(timeline, every, width), ("", ""), below)
    first, last = ends(face, every) if size.width >= LEAST_CELLS_WITH_ENDS else ("", "")
    taken = cell_len(first) + cell_len(last) + 2 if first else 0
    width = max(1, width - taken)
    hours = [
        Label(tick.cell - cell_len(tick.label) // 2, tick.label)
        for tick in ([] if by_posts else ticks(face, every, width))
    ]
    left = 1 + (cell_len(first) + 1 if first else 0)
    return Layout(left, track(timeline, every, width), (first, last), hours)
