"""The transport bar: scrubber, clock and key hints, each a widget."""

from collections.abc import Hashable
from typing import override

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.keys import action_of_hint
from tui.screen.transport.clock_row import BESIDE_NOTE, ClockRow, note_fits, note_row
from tui.screen.transport.hints import fitting, hint_at, hint_row
from tui.screen.transport.scrubber import Scrubber
from tui.screen.transport.state import BarState


class HintsRow(LineWidget):
    """Useful keys, a long notice, or words about the cell under the mouse."""

    state = BarState()
    pointed_at = ""

    @override
    def facts(self) -> Hashable:
        return self.state, self.pointed_at

    def text_rows(self, size: Size) -> list[TextRow]:
        if note := self._note:
            return [note_row(note, size.width)]
        return [hint_row(fitting(self.state.hints, size.width))]

    @property
    def _note(self) -> str:
        note = self.state.note
        return note if note and not note_fits(self.state, self.size.width) else self.pointed_at

    async def on_click(self, event: events.Click) -> None:
        hint = hint_at(fitting(self.state.hints, self.size.width), event.x)
        if hint and not self._note:
            await self.app.run_action(action_of_hint(*hint))


class Transport(Vertical):
    def __init__(self) -> None:
        super().__init__(id="transport")
        self.scrubber = Scrubber()
        self.clock = ClockRow(id="clock")
        self.hints = HintsRow(id="hints")

    def compose(self) -> ComposeResult:
        yield self.scrubber
        yield self.clock
        yield self.hints

    def show(self, state: BarState) -> None:
        if state != self.clock.state:
            self.clock.state = self.hints.state = state
            self.clock.update_rows()
            self.hints.update_rows()

    def has_room_for(self, note: str) -> bool:
        return cell_len(note) <= self.size.width - BESIDE_NOTE

    def on_scrubber_pointed(self, message: Scrubber.Pointed) -> None:
        self.hints.pointed_at = message.words
        self.hints.update_rows()
