"""Looks at a live blog in a thread, while an app or a host shows it."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from tui.live.followed import Followed
from tui.live.looks import live_source
from tui.live.recording import Recording
from tui.model.blog import LiveBlog
from tui.model.errors import SourceError
from tui.model.safe_text import printable
from tui.screen.actions.live import Following
from tui.screen.app import ReplayApp

type Take = Callable[[LiveBlog, Following], None]


def in_background(followed: Followed, take: Take) -> Callable[[], None]:
    """Call `take` with the state and each new state, in a thread, until the result is called."""
    stopped = threading.Event()
    first = replace(followed.state, note="")  # told already

    def run() -> None:
        try:
            for state in chain([first], followed.states(stopped.wait)):
                if state.blog is not None:
                    told = state.reached, state.trouble, state.wait, state.note, state.saved_ago
                    take(state.blog, Following(*told))
        finally:
            followed.end()

    threading.Thread(target=run, name="live", daemon=True).start()
    return stopped.set


class Background:
    """Looks from the first frame of an app to its end; each new state goes to the app."""

    def __init__(self, followed: Followed, *, bell: bool = False) -> None:
        """`bell` rings the terminal's bell for new posts."""
        self._followed, self._rings = followed, bell
        self.stop: Callable[[], None] = lambda: None

    def start(self, app: ReplayApp) -> None:
        def take(blog: LiveBlog, following: Following) -> None:
            is_new = len(blog.posts) > len(app.player.blog.posts)
            try:
                app.call_from_thread(app.live_actions.take, blog, following)
                if is_new and self._rings:
                    app.call_from_thread(app.bell)
            except RuntimeError:  # the app has ended meanwhile
                self.stop()

        self.stop = in_background(self._followed, take)


@dataclass(frozen=True, slots=True)
class HostedLive:
    """A live blog on a host: one process follows and records it, the others read the recording."""

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
        """Call `take` with the state and each new state; no sentence names a folder of the host."""
        names = {printable(str(Path(path).parent)) for path in (self.source, self.path)}
        inner_first = "|".join(map(re.escape, sorted(names, reverse=True)))
        folder = re.compile(rf"(?:{inner_first})[/\\](?!/)")  # no address

        def take_for_guests(blog: LiveBlog, following: Following) -> None:
            trouble, note = (folder.sub("", said) for said in (following.trouble, following.note))
            take(blog, following._replace(trouble=trouble, note=note))

        return in_background(self._followed(), take_for_guests)

    def _followed(self) -> Followed:
        source = live_source(self.source, self.now, self.sleep)
        return Followed(source, Recording(self.path), now=self.now)
