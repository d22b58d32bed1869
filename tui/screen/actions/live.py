"""Actions that take new posts of a live blog, jump to its edge, and to the place left last time."""

from datetime import datetime
from math import ceil
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import span_text
from tui.model.counted import counted
from tui.playback.tick_interval import countdown
from tui.playback.view import SavedPlace, View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.page import PartActions
from tui.screen.transport import state as bar
from tui.screen.transport.state import MINUTE, BarState, Chip, countdown_text, key_words


class Following(NamedTuple):
    reached: datetime | None = None  # time of the source's last answer
    trouble: str = ""  # a sentence on the latest failed looks
    wait: float = 0.0  # seconds until the next request
    note: str = ""  # to show now
    saved_ago: float | None = None  # seconds since the last save of a file or folder


OWN_CHIPS = bar.YOU_PRESENT, bar.ON_YOUR_OWN  # chips of a room that a live blog keeps
UNASKED = Following()  # no answer yet
ASKED_STEP_SECONDS = 10  # of the time since the last answer or save


class LiveActions(PartActions):
    following = UNASKED
    _asked_at = 0.0

    def take(self, blog: LiveBlog, following: Following = UNASKED) -> None:
        """Continue with a longer state of the blog; nothing on screen moves."""
        self.following, self._asked_at = following, self.player.now()
        if blog is not self.player.blog:
            self.app.continue_with(blog)
        if following.note:
            self.tell(following.note)
        self.show_moment()

    def action_to_edge(self) -> None:
        view = self.player.view()
        if view.behind is None:
            self.tell("This live blog is no longer being written.")
            return
        self.player.to_edge()
        if self.player.is_at_edge(view):
            self.tell(self.following.trouble or "Already at the live edge.")
        self.feed.reading.follow()
        self.show_moment(jumped=True)

    @property
    def _asked_ago(self) -> float:
        return self.player.now() - self._asked_at

    @property
    def _again_in(self) -> float:
        return max(self.following.wait - self._asked_ago, 0.0)

    def with_edge(self, state: BarState, view: View) -> BarState:
        """Add a live blog's chip and words to the bar; OWN_CHIPS stay."""
        self.app.live_figure_in = None
        trouble = ((self.following.trouble, "name"),)  # last, as it takes all room
        if view.behind is None:  # maybe because of it
            return state._replace(words=(*state.words, trouble))
        is_live = self.player.is_at_edge(view)
        chip, words = (bar.LIVE, self._news()) if is_live else self._away(state, view)
        if self.following.trouble:
            chip, words = bar.NO_ANSWER, [*self._unanswered(), *words]
            self.app.live_figure_in = self._again_in % 1 or 1.0
        if state.chip in OWN_CHIPS and chip != state.chip:
            chip, words = state.chip, [((chip.text.lower(), "name"),), *words]
        state = state._replace(chip=chip, words=(*words, *state.words, trouble))
        if is_live:
            return self._at_edge(state, view)
        return state._replace(left="") if view.playing else state

    def _at_edge(self, state: BarState, view: View) -> BarState:
        if not self.player.selection.active:
            state = state._replace(posts=counted(view.known, "post"))
        is_read = not (view.reading and view.reading.share < 1.0) and not self.feed.reading.unread
        left = "all read" if is_read else ""
        return state._replace(beside="", next="", left=left, span=state.span.split(" / ")[-1])

    def _away(self, state: BarState, view: View) -> tuple[Chip, list[TextRow]]:
        assert view.behind is not None
        behind = span_text(max(view.behind, MINUTE))
        to_live = [key_words(self.key("live"), "to live")] if self.player.has_clock else []
        if view.playing or (state.room and state.chip not in OWN_CHIPS):
            to_read = span_text(max(1, ceil(view.left / 60)) * MINUTE)
            chip = Chip(f"{behind.upper()} BEHIND", "chip-now")
            return chip, [((f"{to_read} to read", "muted"),), *to_live]
        count = len(self.player.timeline) - view.shown
        new = f", {counted(count, 'new post')}" if count else ""
        return state.chip, [((f"{behind} behind live{new}", "name"),), *to_live]

    def _news(self) -> list[TextRow]:
        if self.following.trouble:
            return []
        told = [f"newest {self.app.face.time(self.player.blog.posts[-1].published)}"]
        saved_ago = self.following.saved_ago
        ago = self._asked_ago + (saved_ago or 0.0)
        if self.following.reached is not None and ago >= ASKED_STEP_SECONDS:
            seconds = int(ago) // ASKED_STEP_SECONDS * ASKED_STEP_SECONDS
            done = "asked" if saved_ago is None else "saved"
            told.append(f"{done} {countdown_text(seconds)} ago")
        return [((text, "muted"),) for text in told]

    def _unanswered(self) -> list[TextRow]:
        words: list[TextRow] = []
        if (reached := self.following.reached) is not None:
            words.append(((f"since {self.app.face.time(reached)}", "name"),))
        if self.following.wait:
            again = countdown_text(countdown(self._again_in))
            words.append(((f"tries again in {again}", "muted"),))
        return words


class ResumeActions(PartActions):
    point: SavedPlace | None = None
    has_read = False  # the clock reached another post, or the reader scrolled
    _first: tuple[int, int] | None = None  # posts known at the start, post being read

    def with_offer(self, state: BarState, view: View) -> BarState:
        """Offer the last place in the bar until the reader reads on from the first view."""
        here = view.known, -1 if view.reading is None else view.reading.post
        self._first = self._first or here
        self.has_read |= here != self._first or not self.feed.reading.following
        if self.point is None or self.has_read:
            return state
        resume = f" resume at {self.app.face.time(self.point.moment)}"
        words: list[TextRow] = [((self.key("go-on"), "key"), (resume, "name"))]
        if not view.playing and not view.ended and not view.held:
            state = state._replace(chip=bar.WAITS)
            words.append(key_words(self.key("play"), "start here"))
        return state._replace(words=(*words, *state.words))

    def action_resume(self) -> None:
        point = self.point
        if point is None:
            self.tell("Nothing to resume here yet.")
            return
        self.player.seek(point.moment, read=point.read, filter=point.filter)
        self.show_moment(jumped=True)
        self.feed.reading.restore(point.feed)
        self.tell(f"Resumed at {self.app.face.named(self.player.position)}.")
