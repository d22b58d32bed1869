"""A live blog on a host: one process follows and records it, the others read the recording."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tui.live.background import Wait, following, in_background
from tui.live.followed import Followed
from tui.live.looks import FileSource, source_of
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, SourceError
from tui.screen.actions.live import UNASKED, Following

FILE_SECONDS = 3.0  # between looks at another process's recording
SILENT_SECONDS = 180.0  # a recorder touches the file at each answer; after this long, none came

type Take = Callable[[LiveBlog, Following], None]


@dataclass(frozen=True, slots=True)
class HostedLive:
    source: str
    path: Path
    now: Callable[[], float]  # seconds since 1970
    sleep: Callable[[float], None]

    def first(self) -> LiveBlog:
        """The state at the start, recorded. Raises SourceError if it is unreadable or over."""
        followed = self._followed(Recording(self.path))
        state = followed.look()
        followed.end()
        if state.blog is None or state.over:
            raise SourceError(state.trouble or state.over)
        return state.blog

    def start(self, take: Take) -> Callable[[], None]:
        """Call `take` with each longer state, in a thread, until the result is called."""
        return in_background(partial(self._run, take))

    def _run(self, take: Take, wait: Wait) -> None:
        """Record, or read the recording of another process until that process ends."""
        shown: LiveBlog | None = None
        told, read = UNASKED, FileSource(str(self.path))
        while not (recording := Recording(self.path)).is_ours:
            try:
                page = read.look(shown).page or shown
                silent = self.now() - self.path.stat().st_ctime
            except (LiveBlogError, OSError):
                page, silent = shown, 0.0
            here = Following(page and page.edge, failing=silent > SILENT_SECONDS)
            if page is not None and (page is not shown or here != told):
                shown, told = page, here
                take(page, here)
            if wait(FILE_SECONDS):
                return
        followed = self._followed(recording)
        try:
            for state in followed.states(wait):
                if state.blog is not None:
                    take(state.blog, following(state))
        finally:
            followed.end()

    def _followed(self, recording: Recording) -> Followed:
        source = source_of(self.source, self.now, self.sleep)
        return Followed(source, recording, now=self.now)
