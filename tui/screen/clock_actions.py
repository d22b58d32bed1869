"""What the keys of time do: play, skip, speed, jump, undo."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tui.model.errors import LiveBlogError, MomentError
from tui.screen.dialogs.jump import Reply
from tui.screen.feed.reading import FeedPlace
from tui.screen.feed.widget import Feed
from tui.screen.page import CARD, ReplayPage
from tui.screen.transport.rows import speed_text
from tui.screen.transport.widget import Transport

if TYPE_CHECKING:
    from tui.playback.typed.moment import Understood


class ClockActions(ReplayPage):
    """Each changes the player and shows the new moment at once."""

    _drag_is_noted = False
    """Whether the drag along the scrubber that goes on can be undone already."""

    def action_toggle_play(self) -> None:
        again = self.player.playhead.at_end
        self.player.toggle()
        self.show_moment(jumped=again)

    def action_step(self, seconds: int) -> None:
        place = self.feed.reading.place
        if not self.jump(lambda: self.player.step(timedelta(seconds=seconds), place)):
            self.tell("This is the end." if seconds > 0 else "This is the start.")

    def action_next_post(self) -> None:
        if not self.jump(lambda: self.player.next_post(self.feed.reading.place)):
            self.tell("No more posts to come.")

    def action_previous_post(self) -> None:
        if not self.jump(lambda: self.player.previous_post(self.feed.reading.place)):
            self.tell("No post before this one.")

    def action_next_post_paused(self) -> None:
        self.player.playhead.pause()
        self.action_next_post()

    def action_previous_post_paused(self) -> None:
        self.player.playhead.pause()
        self.action_previous_post()

    def action_tenth(self, digit: int) -> None:
        self.jump(lambda: self.player.tenth(digit, self.feed.reading.place))

    def action_faster(self) -> None:
        self._set_speed(self.player.faster)

    def action_slower(self) -> None:
        self._set_speed(self.player.slower)

    def action_default_speed(self) -> None:
        self._set_speed(self.player.default_speed)

    def action_undo(self) -> None:
        jump = self.player.undo()
        if jump is None:
            self.tell("There is no jump to undo.")
            return
        self.show_moment(jumped=True)
        if isinstance(jump.place, FeedPlace):
            self.feed.restore(jump.place)
        self.tell(f"Back at {self.face.named(self.player.position)}.")

    async def action_time_box(self) -> None:
        from tui.screen.dialogs.jump import (
            TimeBox,
        )  # only when asked for: it brings in Textual's Input

        await self.push_screen(TimeBox(self._understand), self._time_typed)

    def on_transport_sought(self, message: Transport.Sought) -> None:
        same = message.goes_on and self._drag_is_noted
        moved = self.jump(
            lambda: self.player.seek(message.moment, self.feed.reading.place, same_jump=same)
        )
        self._drag_is_noted = moved or same

    async def on_feed_card_clicked(self, message: Feed.CardClicked) -> None:
        for words, action in CARD.values():
            if message.line.endswith(f"  {words}"):
                await self.run_action(action)

    def jump(self, move: Callable[[], bool]) -> bool:
        """Makes a jump and shows where it led; says whether it led anywhere."""
        moved = move()
        self.show_moment(jumped=moved)
        return moved

    def _set_speed(self, change: Callable[[], None]) -> None:
        change()
        self.tell(f"Speed {speed_text(self.player.speed)}")

    def _parse(self, typed: str) -> "Understood":
        from tui.playback.typed.moment import (
            parse_moment,
        )  # only when asked for: it brings in dateutil's parsers

        faces = (self.face, *self.options.faces)
        return parse_moment(
            typed,
            blog=self.player.blog,
            position=self.player.position,
            zones=faces,
            timeline=self.player.timeline,
        )

    def _understand(self, typed: str) -> Reply:
        try:
            understood = self._parse(typed)
        except MomentError as error:
            return Reply(str(error), error.start, error.end)
        if self.options.no_spoilers and (understood.post or 0) >= self.player.view().known:
            return Reply(f"{understood.said} · not yet posted")
        return Reply(understood.describe(self.player.blog))

    def _time_typed(self, typed: str | None) -> None:
        if typed is None:
            return
        try:
            understood = self._parse(typed)
        except LiveBlogError as error:
            self.tell(str(error))
            return
        self.jump(lambda: self.player.seek(understood.moment, self.feed.reading.place))
