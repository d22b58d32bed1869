"""Looks at a live blog in a thread, while an app or a host shows it."""

import threading
from collections.abc import Callable
from functools import partial

from tui.live.followed import Followed, State
from tui.screen.actions.live import Following
from tui.screen.app import ReplayApp

type Wait = Callable[[float], bool]  # waits for some seconds; True to stop


def in_background(run: Callable[[Wait], None]) -> Callable[[], None]:
    """Call `run` in a thread; call the result to end it."""
    stopped = threading.Event()
    threading.Thread(target=run, args=(stopped.wait,), name="live", daemon=True).start()
    return stopped.set


def following(state: State) -> Following:
    return Following(state.reached, failing=bool(state.trouble), wait=state.wait, note=state.note)


class Background:
    """Looks from the first frame of an app to its end; each new state goes to the app."""

    def __init__(self, followed: Followed, *, bell: bool = False) -> None:
        """`bell` rings the terminal's bell for new posts."""
        self._followed, self._rings = followed, bell
        self.stop: Callable[[], None] = lambda: None

    def start(self, app: ReplayApp) -> None:
        self.stop = in_background(partial(self._run, app))

    def _run(self, app: ReplayApp, wait: Wait) -> None:
        for state in self._followed.states(wait):
            self._show(app, state)

    def _show(self, app: ReplayApp, state: State) -> None:
        """Runs `take` in the app's own thread."""
        if state.blog is None:
            return
        is_new = len(state.blog.posts) > len(app.player.blog.posts)
        try:
            app.call_from_thread(app.live_actions.take, state.blog, following(state))
            if is_new and self._rings:
                app.call_from_thread(app.bell)
        except RuntimeError:  # the app has ended meanwhile
            self.stop()
