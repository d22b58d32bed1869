"""A live blog on a host: one process follows and records it, the others read the recording."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tui.live.background import Wait, following, in_background
from tui.live.followed import Followed
from tui.live.looks import source_of
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
from tui.screen.actions.live import Following

type Take = Callable[[LiveBlog, Following], None]


@dataclass(frozen=True, slots=True)
class HostedLive:
    source: str
    path: Path
    now: Callable[[], float]  # seconds since 1970
    sleep: Callable[[float], None]

    def first(self) -> LiveBlog:
        """The state at the start, recorded. Raises SourceError if it is unreadable or over."""
        followed = self._followed()
        state = followed.look()
        followed.end()
        if state.blog is None or state.over:
            raise SourceError(state.trouble or state.over)
        return state.blog

    def start(self, take: Take) -> Callable[[], None]:
        """Call `take` with each longer state, in a thread, until the result is called."""
        return in_background(partial(self._run, take))

    def _run(self, take: Take, wait: Wait) -> None:
        followed = self._followed()
        try:
            for state in followed.states(wait):
                if state.blog is not None:
                    take(state.blog, following(state))
        finally:
            followed.end()

    def _followed(self) -> Followed:
        source = source_of(self.source, self.now, self.sleep)
        return Followed(source, Recording(self.path), now=self.now)
