"""Actions of time: play, skip, speed, jump, undo."""

from datetime import datetime, timedelta

from tui.playback.tempo import Tempo
from tui.screen.actions.part import PartActions
from tui.screen.feed.pages import Spot
from tui.screen.feed.reading import FeedPlace
from tui.screen.transport.state import tempo_text

ROOM_GOES_ON = "This is the last page so far; the room goes on by itself."


class ClockActions(PartActions):
    _drag_is_noted = False  # the current drag can be undone already

    def action_toggle_play(self) -> None:
        again = self.player.view().ended
        self.player.toggle()
        self.show_moment(jumped=again)

    def action_step(self, seconds: int) -> None:
        if not self._jump(self.player.step(timedelta(seconds=seconds), self._place)):
            self.tell("This is the end." if seconds > 0 else "This is the start.")

    def action_next_post(self) -> None:
        if not self._jump(self.player.next_post(self._place)):
            self._tell_no_more()

    def action_previous_post(self) -> None:
        if not self._jump(self.player.previous_post(self._place)):
            self._tell_none("No post before this one.", "No earlier posts")

    def action_next_post_paused(self) -> None:
        self.player.pause()
        self.action_next_post()

    def action_previous_post_paused(self) -> None:
        self.player.pause()
        self.action_previous_post()

    def action_tenth(self, digit: int) -> None:
        moment = self.player.timeline.moment_at(digit / 10)
        if not self._jump(self.player.seek(moment, self._place)):
            self._tell_there()

    def action_faster(self) -> None:
        self._set_tempo(self.player.tempo.stepped(True))

    def action_slower(self) -> None:
        self._set_tempo(self.player.tempo.stepped(False))

    def action_default_speed(self) -> None:
        self._set_tempo(self.player.tempo.default())

    def action_other_tempo(self) -> None:
        self._set_tempo(self.player.tempo.other())

    def action_reset_tempo(self) -> None:
        """Undo the switch of the first press, and reset pace or speed to the default."""
        self._set_tempo(self.player.tempo.other().default())

    def action_turn(self) -> None:
        """Turn to the next page, or to the next post after the last page."""
        reading, timeline = self.feed.reading, self.player.timeline
        spot, page = reading.spot, reading.next_page()
        if not reading.following:
            self.feed.follow()
        elif page is not None:
            self._read_on(page)
        elif spot is not None and (later := timeline.next_of_moment(spot.post)) is not None:
            self._read_on(Spot(later, 0.0))
        elif not self.player.has_clock:
            self.tell(ROOM_GOES_ON)
        elif not self.player.next_post(reading.place):
            self._turn_to_end()
        self.show_moment()

    def action_undo(self) -> None:
        jump = self.player.undo()
        if jump is None:
            self.tell("No jump to undo.")
            return
        self.show_moment(jumped=True)
        if isinstance(jump.place, FeedPlace):
            self.feed.restore(jump.place)
        self.tell(f"Back to {self.face.named(self.player.position)}.")

    def seek(self, moment: datetime) -> None:
        if not self._jump(self.player.seek(moment, self._place)):
            self._tell_there()

    def drag(self, moment: datetime, *, goes_on: bool) -> None:
        """Jump to a place on the scrubber; a whole drag is a single jump."""
        same = goes_on and self._drag_is_noted
        if not goes_on:
            self.tell("")  # a note may name a post that the seek takes back
        moved = self._jump(self.player.seek(moment, self._place, same_jump=same))
        self._drag_is_noted = moved or same

    @property
    def _place(self) -> FeedPlace:
        return self.feed.reading.place

    def _jump(self, moved: bool) -> bool:
        """Show the result of a jump; False if nothing moved."""
        self.show_moment(jumped=moved)
        return moved

    def _read_on(self, spot: Spot) -> None:
        """Read on further down; the clock follows if it waits for the reader."""
        if not self.player.read_on(spot.post, spot.share):
            self.feed.read_ahead(spot)

    def _turn_to_end(self) -> None:
        spot = self.feed.reading.spot
        if spot is None or spot.share >= 1.0 or self.feed.reading.shows_end:
            self._tell_no_more()
        else:
            self._read_on(Spot(spot.post, 1.0))

    def _set_tempo(self, tempo: Tempo) -> None:
        self.player.set_tempo(tempo)
        pace = f"{tempo.pace:.0f} words a minute"
        self.tell(pace if tempo.reading else f"Speed: {tempo_text(tempo)}")

    def _tell_there(self) -> None:
        self.tell(f"Already at {self.face.time(self.player.position)}.")

    def _tell_no_more(self) -> None:
        self._tell_none("No more posts to come.", "No more posts")

    def _tell_none(self, every: str, chosen: str) -> None:
        """Note that no posts are left; name the filter's choices if they fit."""
        selection = self.player.selection
        if not selection.active:
            self.tell(every)
            return
        told = f"{chosen} {selection.clause()}."
        self.tell(told if self.app.transport.has_room_for(told) else f"{chosen} in the filter.")
