"""The transport bar: scrubber, clock and key hints; and the actions of time."""

from datetime import datetime, timedelta

from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tui.playback.tempo import Tempo
from tui.playback.view import PostRead
from tui.screen.drawing.line_widget import LineWidget, Piece, TextRow, row_cells
from tui.screen.drawing.signs import chip
from tui.screen.drawing.wrap import truncate
from tui.screen.hint_row import hint_row, hints_row, note_rows
from tui.screen.page import ReplayPage
from tui.screen.transport.scrubber import Layout, laid_out
from tui.screen.transport.state import BarState, speed_text

WIDE_CELLS = 100  # texts three cells apart, else two
LEAST_CELLS_TOLD = 8  # a shorter search or filter is left out
_MARGIN = 1
ROOM_GOES_ON = "This is the last page so far; the room goes on by itself."


class Transport(LineWidget):
    """Scrubber, clock, hints. A click on the scrubber, or a drag along it, seeks."""

    bar = BarState()
    _drag_is_noted = False  # the current drag can be undone already
    _note_rows = 0  # over the rows of the bar

    def __init__(self, page: ReplayPage) -> None:
        super().__init__(id="transport")
        self._page, self._player, self._feed = page, page.player, page.feed

    def text_rows(self, size: Size) -> list[TextRow]:
        """A note too long for the clock's row takes the last rows of the bar."""
        state, width, view = self.bar, size.width, self._page.view
        has_help = self._page.has_keys and self.screen.has_class("-low")
        keys = hint_row(x for x in state.hints if x.id == "help" and has_help)[1:]
        notes = [] if (clock := clock_row(state, width, keys)) else note_rows(state.note, size)
        clock = clock or clock_row(state._replace(note=""), width, keys)
        scrubber = self._scrubber.rows(view.moment, standing=not (view.playing or view.ended))
        rows = [*scrubber[: self.scrubber_height], clock]
        rows += [hints_row(state.hints, width)] if self._has_hints else []
        self._note_rows = len(notes)
        return [*rows[: size.height - len(notes)], *notes]

    @property
    def _has_hints(self) -> bool:
        """False in a low window, and for a guest with buttons in the place of keys."""
        return self._page.has_keys and not self.screen.has_class("-low")

    @property
    def scrubber_height(self) -> int:
        """Rows above the clock, none in a lobby."""
        return max(0, self.size.height - 1 - self._has_hints) * self._page.has_begun

    @property
    def _scrubber(self) -> Layout:
        page, player = self._page, self._player
        size = Size(self.size.width, self.scrubber_height)
        return laid_out(page.face, player.timeline, player.all_posts, size)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.y < min(self.scrubber_height, self.size.height - self._note_rows):
            self.capture_mouse()
            self._page.tell("")  # a note may name a post that the seek takes back
            self._drag_is_noted = False
            self.on_mouse_move(event)

    def on_mouse_move(self, event: events.MouseEvent) -> None:
        """Jump to a place on the scrubber; a whole drag is a single jump."""
        if self.app.mouse_captured is self:
            noted, moment = self._drag_is_noted, self._scrubber.moment_at(event.x)
            self._drag_is_noted |= self._jump(self._player.seek(moment, same_jump=noted))

    def action_toggle_play(self) -> None:
        again = self._player.view().ended
        self._player.toggle()
        self._page.show_moment(jumped=again)

    def action_step(self, seconds: int) -> None:
        if not self._jump(self._player.step(timedelta(seconds=seconds))):
            self._page.tell("This is the end." if seconds > 0 else "This is the start.")

    def action_post(self, step: int, pauses: bool = False) -> None:
        """Go to the next post, or with a negative step to the previous."""
        if pauses:
            self._player.play(False)
        move = self._player.next_post if step > 0 else self._player.previous_post
        if not self._jump(move()):
            self._tell_no_more("more" if step > 0 else "earlier")

    def action_tenth(self, digit: int) -> None:
        self.seek(self._player.timeline.moment_at(digit / 10))

    def action_tempo(self, change: str, *arguments: bool) -> None:
        """Change the tempo by a method of `Tempo`."""
        tempo: Tempo = getattr(self._player.tempo, change)(*arguments)
        self._player.set_tempo(tempo)
        pace = f"{tempo.pace:.0f} words a minute"
        self._page.tell(pace if tempo.reading else f"Speed: {speed_text(tempo.speed)}")

    def action_turn(self) -> None:
        """Turn to the next page, or to the next post after the last page."""
        reading, timeline = self._feed.reading, self._player.timeline
        spot, page = reading.spot, reading.next_page
        if not reading.following:
            reading.follow()
        elif page is not None:
            self._read_on(page)
        elif spot is not None and (later := timeline.next_of_moment(spot.post)) is not None:
            self._read_on(PostRead(later, 0.0))
        elif not self._player.has_clock:
            self._page.tell(ROOM_GOES_ON)
        elif not self._player.next_post():
            if spot is None or spot.share >= 1.0 or reading.shows_card:
                self._tell_no_more()
            else:
                self._read_on(PostRead(spot.post, 1.0))
        self._page.show_moment()

    def action_undo(self) -> None:
        jump = self._player.undo()
        if jump is None:
            self._page.tell("No jump to undo.")
            return
        self._page.show_moment(jumped=True)
        self._feed.reading.restore(jump.feed)
        self._page.tell(f"Back to {self._page.face.named(self._player.position)}.")

    def seek(self, moment: datetime) -> None:
        if not self._jump(self._player.seek(moment)):
            self._page.tell(f"Already at {self._page.face.time(self._player.position)}.")

    def _jump(self, moved: bool) -> bool:
        """Show the result of a jump; False if nothing moved."""
        self._page.show_moment(jumped=moved)
        return moved

    def _read_on(self, spot: PostRead) -> None:
        """Read on further down; the clock follows if it waits for the reader."""
        if not self._player.read_on(spot.post, spot.share):
            self._feed.reading.read_ahead(spot)

    def _tell_no_more(self, which: str = "more") -> None:
        """Note that no posts are left, or none of the filter's choices."""
        selection, is_live = self._player.selection, self._player.view().behind is not None
        if selection.active:
            self._page.tell(f"No {which} posts fit the filter: {selection.describe()}.")
        elif which == "earlier":
            self._page.tell("No post before this one.")
        else:
            self._page.tell("No newer post yet." if is_live else "No more posts to come.")


class _Line:
    """Texts that fit beside one another."""

    def __init__(self, start: TextRow, width: int, end: TextRow) -> None:
        self.gap = 3 if width >= WIDE_CELLS else 2
        self.room = width - row_cells(start) - _MARGIN
        self.end = self.take(end)

    def take(self, text: TextRow, *, cut: bool = False) -> TextRow:
        """Text after a gap; () without room. `cut` shortens its last piece."""
        free = self.room - self.gap
        if cut and row_cells(text) > free >= LEAST_CELLS_TOLD:
            *before, (last, role) = text
            text = (*before, (truncate(last, free - row_cells(before)), role))
        if not 0 < row_cells(text) <= free:
            return ()
        self.room -= self.gap + row_cells(text)
        return ((" " * self.gap, "text"), *text)


def clock_row(state: BarState, width: int, help_hint: TextRow = ()) -> TextRow:
    """Chip, clock, words, numbers. Dropped first: next post, then span, time left, posts. () if a
    note does not fit."""
    start = _essentials(state, width)
    line = _Line(start, width, help_hint)
    if state.note:
        if not (note := line.take(((state.note, "name"),))):
            return ()
        start, state = (*start, *note), state._replace(room=(), words=(), next="")
    texts = (line.take(((text, "room"),)) for text in state.room)
    of_room = next(filter(None, texts), ())
    told = [*of_room]
    for word in state.words:
        told += line.take(word, cut=word[-1][1] == "name" and not of_room)
    posts = line.take(((state.posts, "text"),))
    left, span, more = (
        line.take(((text, "muted"),)) for text in (state.left, state.span, state.next)
    )
    space = (" " * max(0, line.room), "text")
    return (*start, *told, *more, space, *posts, *span, *left, *line.end)


def _essentials(state: BarState, width: int) -> TextRow:
    """Chip, clock, zone, rate; without room drop the rate, then the day, then the zone."""
    text, role = state.chip
    blank = (" ", "text")
    if not state.clock:
        return (blank, *chip(text, role), blank)
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone: Piece = (f" {state.zone}", "text")
    forms: list[TextRow] = [
        ((state.clock, "name"), zone, (f" {state.beside}", "muted")),
        ((state.clock, "name"), zone),
        ((time, "name"), zone),
        ((time, "name"),),
    ]
    chip_cells = cell_len(text) + 4
    kept = min(row_cells(state.words[0]) if state.words else 0, 2 * LEAST_CELLS_TOLD)
    room = width - chip_cells - kept - _MARGIN
    forms = forms if state.beside else forms[1:]
    form = next((form for form in forms if row_cells(form) <= room), forms[-1])
    if chip_cells + row_cells(form) > width:  # the sign or number alone
        text = text.split()[0]
    return (blank, *chip(text, role), blank, *form)
