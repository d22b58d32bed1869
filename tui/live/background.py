"""Looks at a live blog in the background of the app, which goes on in each new state."""

import threading
from collections.abc import Callable
from functools import partial

from tui.live.followed import Followed, State, watch
from tui.screen.actions.live import Following
from tui.screen.app import ReplayApp


class Background:
    """A thread that looks, from the app's first frame to its end."""

    def __init__(self, followed: Followed, now: Callable[[], float], *, bell: bool = False) -> None:
        """`now` is in seconds since 1970; `bell` rings the terminal's for new posts."""
        self._followed, self._now, self._rings = followed, now, bell
        self._stopped = threading.Event()
        self._trouble = ""

    def start(self, app: ReplayApp) -> None:
        """Look again and again, until `stop`."""
        looking = partial(
            watch,
            self._followed,
            partial(self._show, app),
            now=self._now,
            wait=self._stopped.wait,
            waits_first=True,
        )
        threading.Thread(target=looking, name="live", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _show(self, app: ReplayApp, state: State) -> None:
        """Hands a state to the app, in the app's own thread."""
        if state.blog is None or self._stopped.is_set():
            return
        note, blog = state.over, state.blog
        if state.over:
            blog = blog._replace(edge=None)
        elif state.trouble != self._trouble:
            note = state.trouble
        elif self._followed.trouble_of_recording:
            note = self._followed.trouble_of_recording
        self._trouble = state.trouble
        following = Following(state.reached, failing=bool(state.trouble))
        is_new = len(blog.posts) > len(app.player.blog.posts)
        try:
            app.call_from_thread(app.live_actions.take, blog, following, note)
            if is_new and self._rings:
                app.call_from_thread(app.bell)
        except RuntimeError:  # the app has ended meanwhile
            self.stop()
