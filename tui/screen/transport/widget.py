"""The transport widget: scrubber, clock and key hints."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message

from tui.model.clock_face import ClockFace
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate_quoted
from tui.screen.transport.hints import Hint, hint_at, hint_row, shown_hints
from tui.screen.transport.rows import TransportState, clock_row
from tui.screen.transport.scale import Label, ends, labels, ticks
from tui.screen.transport.scrubber import Track, cell_of, moment_of, post_in, track
from tui.screen.transport.scrubber_rows import line_row, times_row, track_row

TALL_ROWS = 4
"""The height of a bar with a row for the times under the scrubber."""
LEAST_ROWS_WITH_HINTS = 3
"""The height of a bar with a row for the hints; in a lower one a note covers the clock."""
LEAST_CELLS_WITH_ENDS = 56
"""The width of a bar with the times at the ends of the scrubber, beside it."""

BESIDE_NOTE = 2
"""The blank cells of a note's row."""


class Layout(NamedTuple):
    """What the scrubber's rows are made of, as long as size, posts and clock face stay."""

    left: int
    """The first cell of the track."""
    track: Track
    ends: tuple[str, str]
    """What stands beside the track."""
    labels: Sequence[Label]
    """The times below it, or in it."""
    hours: frozenset[int]


class Transport(LineWidget):
    """Shows the last state given; a click on the scrubber posts a moment to seek to."""

    PREFIX = "transport"

    class Sought(Message):
        """The reader pointed at a moment; `goes_on` says that the same drag goes on."""

        def __init__(self, moment: datetime, *, goes_on: bool) -> None:
            super().__init__()
            self.moment = moment
            self.goes_on = goes_on

    class HintClicked(Message):
        """The reader clicked a hint; `backwards` says that it was the first of its two keys."""

        def __init__(self, key_id: str, *, backwards: bool) -> None:
            super().__init__()
            self.key_id = key_id
            self.backwards = backwards

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(id="transport")
        self._hints = hints
        self._state = self._drawn = TransportState()
        self._timelines: tuple[Timeline, Timeline] | None = None
        self._layout: tuple[Size, ClockFace | None, Layout] | None = None
        self._dragging = False
        self._pointed: int | None = None

    def show(self, state: TransportState, timeline: Timeline, every: Timeline) -> None:
        """Shows a state; posts of `every` that are not in `timeline` get dim marks."""
        if self._timelines is None or self._timelines[0] is not timeline:
            self._timelines = (timeline, every)
            self._layout = None
        # Only the head's cell is drawn of the fraction: another tick in it needs no new layout.
        drawn = state._replace(fraction=cell_of(state.fraction, max(1, self.size.width - 2)))
        self._state = state
        if drawn != self._drawn or self._layout is None:
            self._drawn = drawn
            self.update_rows()

    def has_room_for(self, note: str) -> bool:
        """Whether all of a note can be shown."""
        return cell_len(note) <= self.size.width - BESIDE_NOTE

    def text_rows(self, size: Size) -> list[TextRow]:
        state = self._state
        bar, last = clock_row(state, size.width), self._last_row(size.width)
        if size.height < LEAST_ROWS_WITH_HINTS and state.note:
            bar = last
        if size.height == 1:
            return [bar]
        return [*self._scrubber_rows(size), bar, last]

    def _last_row(self, width: int) -> TextRow:
        """A note, or what is under the mouse, or the hints."""
        if note := self._state.note or self._under_mouse():
            return ((f" {truncate_quoted(note, width - BESIDE_NOTE)}", "note"),)
        return hint_row(self._hints_in(width))

    def _scrubber_rows(self, size: Size) -> list[TextRow]:
        layout = self._laid_out(size)
        if layout is None:
            return [()]
        fraction, width = self._state.fraction, len(layout.track.cells)
        first, last = layout.ends
        margin = (" ", "text")
        if size.height >= TALL_ROWS:
            top = track_row(layout.track, fraction, hours=layout.hours)
            if layout.track.dense:
                top = track_row(layout.track, fraction, head=False)
                return [(margin, *top), (margin, *line_row(width, fraction, layout.labels))]
            return [(margin, *top), (margin, *times_row(width, layout.labels))]
        row = track_row(layout.track, fraction, set_in=layout.labels)
        if not first:
            return [(margin, *row)]
        return [((f" {first} ", "hint"), *row, (f" {last}", "hint"))]

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
        timeline, width = self._timelines[0], len(layout.track.cells)
        cell = min(max(self._pointed - layout.left, 0), width - 1)
        told = state.face.named(moment_of(cell, timeline, width))
        post = post_in(cell, timeline, width)
        if post is None:
            return told
        if post < state.known:
            return f"{told} · {timeline.blog.posts[post].title}"
        return f"{told} · post {post + 1}"

    def _hints_in(self, width: int) -> list[Hint]:
        state = self._state
        clearing = bool(state.search or state.filtered)
        return shown_hints(
            self._hints,
            width,
            playing=state.playing,
            ended=state.ended,
            clearing=clearing,
            searching=bool(state.search),
            turns=state.turns,
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._is_scrubber(event.y):
            self._dragging = True
            self.capture_mouse()
            self._seek(event.x, goes_on=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point(event.x if self._dragging or self._is_scrubber(event.y) else None)
        if self._dragging:
            self._seek(event.x, goes_on=True)

    def on_leave(self) -> None:
        self._point(None)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        height = self.size.height
        if height < LEAST_ROWS_WITH_HINTS or event.y != height - 1 or self._state.note:
            return
        if hint := hint_at(self._hints_in(self.size.width), event.x):
            key_id, backwards = hint
            self.post_message(self.HintClicked(key_id, backwards=backwards))

    def _is_scrubber(self, y: int) -> bool:
        """Whether a row is the scrubber's, or that of its times."""
        return self.size.height > 1 and y < max(1, self.size.height - 2)

    def _point(self, x: int | None) -> None:
        if x != self._pointed:
            self._pointed = x
            self.update_rows()

    def _seek(self, x: int, *, goes_on: bool) -> None:
        layout = self._laid_out(self.size)
        if layout is not None and self._timelines is not None:
            width = len(layout.track.cells)
            cell = min(max(x - layout.left, 0), width - 1)
            moment = moment_of(cell, self._timelines[0], width)
            self.post_message(self.Sought(moment, goes_on=goes_on))


def _layout(face: ClockFace, timeline: Timeline, every: Timeline, size: Size) -> Layout:
    """The scrubber in a bar of that size."""
    width = size.width - 2
    if size.height >= TALL_ROWS:
        hours = frozenset(tick.cell for tick in ticks(face, every, width))
        below = labels(face, every, width)
        return Layout(1, track(timeline, every, width), ("", ""), below, hours)
    first, last = ends(face, every) if size.width >= LEAST_CELLS_WITH_ENDS else ("", "")
    taken = cell_len(first) + cell_len(last) + 2 if first else 0
    width = max(1, width - taken)
    hours_in = [
        Label(tick.cell, tick.label.removesuffix(":00"))
        for tick in ticks(face, every, width)
        if not tick.label[-2:].isdigit() or tick.label.endswith(":00")
    ]
    left = 1 + (cell_len(first) + 1 if first else 0)
    return Layout(left, track(timeline, every, width), (first, last), hours_in, frozenset())
