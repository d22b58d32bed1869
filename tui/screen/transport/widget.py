"""The transport bar: scrubber, clock and key hints, each a widget."""

from collections.abc import Hashable, Sequence
from typing import override

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.wrap import truncate_quoted
from tui.screen.transport import messages
from tui.screen.transport.clock_row import clock_row, room_for_note
from tui.screen.transport.hints import hint_at, hint_row, shown_hints
from tui.screen.transport.scrubber import Scrubber
from tui.screen.transport.state import BarState, Hint

BESIDE_NOTE = 2


class ClockRow(LineWidget):
    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(id="clock")
        self._help = next((hint for hint in hints if hint.id == "help"), None)
        self.state = BarState()

    @override
    def facts(self) -> Hashable:
        return self.state, self._help, self.screen.has_class("-low")

    def text_rows(self, size: Size) -> list[TextRow]:
        help_hint: TextRow = ()
        if self._help is not None and self.screen.has_class("-low"):
            help_hint = hint_row([self._help])[1:]
        state = self.state
        if state.note and cell_len(state.note) > room_for_note(state, size.width, help_hint):
            if help_hint:  # no other row is there for it
                return [note_row(state.note, size.width)]
            state = state._replace(note="")
        return [clock_row(state, size.width, help_hint=help_hint)]


class HintsRow(LineWidget):
    """Useful keys, a long notice, or words about the cell under the mouse."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(id="hints")
        self._hints = tuple(hints)
        self.state = BarState()
        self.pointed = ""

    @override
    def facts(self) -> Hashable:
        return self.state, self._hints, self.pointed

    def text_rows(self, size: Size) -> list[TextRow]:
        note = self._note
        return [note_row(note, size.width) if note else hint_row(self._shown)]

    @property
    def _note(self) -> str:
        note, room = self.state.note, room_for_note(self.state, self.size.width)
        return note if note and cell_len(note) > room else self.pointed

    @property
    def _shown(self) -> list[Hint]:
        return shown_hints(self._hints, self.size.width, self.state)

    def on_click(self, event: events.Click) -> None:
        if not self._note and (hint := hint_at(self._shown, event.x)):
            key_id, backwards = hint
            self.post_message(messages.HintClicked(key_id, backwards=backwards))


class Transport(Vertical):
    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(id="transport")
        self.scrubber = Scrubber(self._point)
        self.clock = ClockRow(hints)
        self.hints = HintsRow(hints)

    def compose(self) -> ComposeResult:
        yield self.scrubber
        yield self.clock
        yield self.hints

    def show(self, state: BarState, timeline: Timeline, every: Timeline) -> None:
        """Show a state; posts of `every` outside `timeline` get dim marks."""
        self.scrubber.show(state, timeline, every)
        if (unmoved := state._replace(fraction=0.0)) != self.clock.state:
            self.clock.state = self.hints.state = unmoved
            self.clock.update_rows()
            self.hints.update_rows()

    def has_room_for(self, note: str) -> bool:
        return cell_len(note) <= self.size.width - BESIDE_NOTE

    def _point(self, told: str) -> None:
        self.hints.pointed = told
        self.hints.update_rows()


def note_row(note: str, width: int) -> TextRow:
    return ((f" {truncate_quoted(note, width - BESIDE_NOTE)}", "note"),)
