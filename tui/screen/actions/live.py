"""A blog that is being written: its longer states, its live edge, and what the bar says of it."""

from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.clock_face import span_text
from tui.playback.view import View
from tui.screen.actions.part import PartActions
from tui.screen.drawing.line_widget import TextRow
from tui.screen.transport.state import LIVE, NO_ANSWER, BarState, behind_chip, key_words


class Following(NamedTuple):
    """How a live blog is followed: what the bar says of it."""

    reached: datetime | None = None
    """When the source last answered."""
    failing: bool = False


UNASKED = Following()
"""The source has given no answer yet."""


class LiveActions(PartActions):
    """Takes longer states of the blog; goes to its live edge."""

    following = UNASKED

    def take(self, blog: LiveBlog, following: Following = UNASKED, note: str = "") -> None:
        """Go on in a longer state of the blog; nothing that is read moves."""
        self.following = following
        if blog is not self.player.blog:
            self.app.continue_with(blog)
        if note:
            self.tell(note)
        self.show_moment()

    def action_to_edge(self) -> None:
        """Jumps to the newest that is known, and plays."""
        if self.player.view().behind is None:
            self.tell("This live blog is over.")
            return
        place = self.feed.reading.place
        if not self.player.to_edge(place):
            self.tell("Already at the live edge.")
        self.feed.follow()
        self.show_moment(jumped=True)

    def with_edge(self, state: BarState, view: View) -> BarState:
        """The bar's content with what a blog that is being written adds to it."""
        if view.behind is None:
            return state
        here, words = self.following, list(state.words)
        chip, to_live = state.chip, key_words(self.key("live"), "to live")
        if view.at_edge and (view.playing or view.held):
            chip, words = LIVE, [*self._news(), *words]
        elif view.playing:
            chip = behind_chip(view.behind)
            words[:0] = [((to_read_text(view.left), "muted"),), to_live]
        else:
            words = [((self._behind(view), "name"),), to_live, *words]
        if here.failing:
            chip = NO_ANSWER
            if here.reached is not None:
                words.insert(0, ((f"since {self.face.time(here.reached)}", "name"),))
        return state._replace(
            chip=chip,
            words=tuple(words),
            beside="" if view.at_edge else state.beside,
            next="" if view.at_edge else state.next,
            left="" if view.at_edge or view.playing else state.left,
            ended=False,
        )

    def _news(self) -> list[TextRow]:
        newest = self.player.blog.posts[-1].published
        return [((f"newest {self.face.time(newest)}", "muted"),)]

    def _behind(self, view: View) -> str:
        """How far a paused reader is behind, and how many posts have come since."""
        assert view.behind is not None
        count = len(self.player.blog.posts) - view.known
        new = "" if not count else f", {count} new post{'s' if count > 1 else ''}"
        return f"{behind_text(view.behind)} behind live{new}"


def to_read_text(seconds: float) -> str:
    """How long catching up with the live edge takes: "4 min to read"."""
    return f"{span_text(timedelta(minutes=max(1, ceil(seconds / 60))))} to read"


def behind_text(span: timedelta) -> str:
    """The span in minutes at least."""
    return span_text(max(span, timedelta(minutes=1)))
