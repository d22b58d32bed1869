"""Action that resumes at the place of the last visit."""

from datetime import datetime
from typing import NamedTuple

from tui.playback.selection import Selection
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.feed.viewport import FeedPlace
from tui.screen.page import PartActions
from tui.screen.transport.state import WAITS, BarState, key_words


class ResumePoint(NamedTuple):
    moment: datetime
    place: FeedPlace
    selection: Selection = Selection()
    read: tuple[int, float] | None = None  # post, share of it already read


class ResumeActions(PartActions):
    point: ResumePoint | None = None
    _first: tuple[int, int] | None = None  # posts known at the start, post being read

    def note(self, view: View) -> None:
        if self._first is None:
            self._first = _reading_of(view)

    def has_read(self, view: View) -> bool:
        """True once the clock reached another post or the reader scrolled."""
        if self._first is None:
            return False
        return _reading_of(view) != self._first or not self.feed.reading.following

    def with_offer(self, state: BarState, view: View) -> BarState:
        """Offer the last place in the bar until the reader reads on."""
        if self.point is None or self.has_read(view):
            return state
        resume = f" resume at {self.app.face.time(self.point.moment)}"
        words: list[TextRow] = [((self.key("go-on"), "key"), (resume, "name"))]
        if not view.playing and not view.ended and not view.held:
            state = state._replace(chip=WAITS)
            words.append(key_words(self.key("play"), "start here"))
        return state._replace(words=(*words, *state.words))

    def action_resume(self) -> None:
        point = self.point
        if point is None:
            self.tell("Nothing to resume here yet.")
            return
        before = self.feed.reading.place
        self.player.select(point.selection)
        self.player.seek(point.moment, before, read=point.read)
        self.show_moment(jumped=True)
        self.feed.reading.restore(point.place)
        self.tell(f"Resumed at {self.app.face.named(point.moment)}.")


def _reading_of(view: View) -> tuple[int, int]:
    return view.known, -1 if view.reading is None else view.reading.post
