"""The transport widget: scrubber, clock and key hints."""

from datetime import datetime

from textual import events
from textual.geometry import Size
from textual.message import Message

from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.transport.rows import TransportState, clock_row, hint_at, hint_row, scrubber_row
from tui.screen.transport.scrubber import cell_of, moment_of, track

TURN = "turn"
"""The word of the hint that is left out where no page is left to turn to."""


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

        def __init__(self, word: str, *, backwards: bool) -> None:
            super().__init__()
            self.word = word
            self.backwards = backwards

    def __init__(self, hints: list[tuple[str, str]]) -> None:
        super().__init__(id="transport")
        self._hints = hints
        self._state = self._drawn = TransportState()
        self._timelines: tuple[Timeline, Timeline] | None = None
        self._track = ("", 0)
        self._dragging = False

    def show(self, state: TransportState, timeline: Timeline, every: Timeline) -> None:
        """Shows a state; posts of `every` that are not in `timeline` get dim marks."""
        if self._timelines is None or self._timelines[0] is not timeline:
            self._timelines = (timeline, every)
            self._track = ("", 0)
        # Only the head's cell is drawn of the fraction: another tick in it needs no new layout.
        drawn = state._replace(fraction=cell_of(state.fraction, max(1, self.size.width - 2)))
        self._state = state
        if drawn != self._drawn or not self._track[1]:
            self._drawn = drawn
            self.update_rows()

    def text_rows(self, size: Size) -> list[TextRow]:
        state = self._state
        scrubber: TextRow = (
            (" ", "text"),
            *scrubber_row(self._cells(size.width - 2), state.fraction),
        )
        bar = clock_row(state, size.width)
        last: TextRow = ((f" {state.note}", "note"),)
        if not state.note:
            last = hint_row(self._useful_hints, size.width, playing=state.playing)
        if size.height == 1:
            return [last if state.note else bar]
        return [scrubber, bar, last]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.y == 0 and self.size.height > 1:
            self._dragging = True
            self.capture_mouse()
            self._seek(event.x, goes_on=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._seek(event.x, goes_on=True)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if event.y == 2 and not self._state.note:
            hints = self._useful_hints
            row = hint_row(hints, self.size.width, playing=self._state.playing)
            if hint := hint_at(hints, row, event.x):
                word, backwards = hint
                self.post_message(self.HintClicked(word, backwards=backwards))

    @property
    def _useful_hints(self) -> list[tuple[str, str]]:
        """The hints of the keys that can do something now."""
        return [hint for hint in self._hints if self._state.turns or hint[1] != TURN]

    def _seek(self, x: int, *, goes_on: bool) -> None:
        width = self.size.width - 2
        if self._timelines is not None and width > 0:
            moment = moment_of(min(max(x - 1, 0), width - 1), self._timelines[0], width)
            self.post_message(self.Sought(moment, goes_on=goes_on))

    def _cells(self, width: int) -> str:
        if self._track[1] != width and self._timelines is not None and width > 0:
            self._track = (track(*self._timelines, width), width)
        return self._track[0]
