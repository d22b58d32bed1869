"""A replay on this terminal: the app with what is kept between runs."""

import os
import sys
import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from tui.cli.garbage import resume_collection
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.zones import local_zone
from tui.operating_system import on_ending_signals
from tui.replay import ReplayOptions

if TYPE_CHECKING:
    from tui.screen.app import ReplayApp


def replay_on_screen(
    blog: LiveBlog,
    asked: ReplayOptions,
    *,
    newest_first: bool,
    theme: str,
    resume: bool,
    note: str = "",
    command: tuple[str, ...] = (),
) -> None:
    """Play it on this terminal until the reader quits; keeps the place, and the tempo they chose.

    `note` is shown at the start; `command` begins a command that replays the same.
    Raises OptionError, MomentError.
    """
    from tui import settings
    from tui.cli.usual_tempo import keep_tempo, usual_tempo
    from tui.replay import Replay
    from tui.screen.app import ReplayApp
    from tui.screen.environment import check_environment
    from tui.screen.feed.layout_cache import LayoutCache
    from tui.screen.feed.reading import FeedPlace
    from tui.screen.keys import KEYS, check_keymap
    from tui.screen.view_options import ViewOptions

    if asked.speed.casefold() == "max":
        raise OptionError(
            "--speed max shows everything at once, which is for --plain; "
            "on a screen, give a number."
        )
    check_environment(os.environ)
    usual = usual_tempo()
    replay = Replay(blog, asked, local_zone(), usual)
    tables, trouble = settings.config()
    keymap = settings.keymap(tables, frozenset(key.id for key in KEYS))
    check_keymap(keymap)
    options = ViewOptions(
        replay.faces,
        newest_first=newest_first,
        spoilers=asked.spoilers,
        theme=_theme(theme),
        keymap=keymap,
        command=command,
        marks=settings.marks_in(blog),
        keep_marks=partial(settings.remember_marks, blog),
    )
    player = replay.player(time.monotonic)
    if resume and (left := settings.place_in(blog)) is not None:
        player.start_at(left.moment)
        options = options._replace(place=FeedPlace(*left.feed))
    app = ReplayApp(player, options, LayoutCache(blog), now=time.monotonic)
    app.started = partial(_on_screen, app, [trouble, note])
    app.run()
    settings.remember_place(blog, settings.Place(player.view().held, app.feed.reading.place))
    keep_tempo(player.tempo, usual, replay)
    if app.return_code:
        sys.exit(app.return_code)


def _on_screen(app: "ReplayApp", notes: Iterable[str]) -> None:
    """After the first frame a signal to end must restore the terminal."""
    for note in filter(None, notes):
        app.tell(note)
    on_ending_signals(lambda status: app.exit(return_code=status))
    resume_collection()


def _theme(asked: str) -> str:
    """The theme to use: as asked, which is kept for the next time, or as kept; else empty."""
    from tui import settings
    from tui.screen.app import THEMES

    if asked:
        settings.remember("theme", asked)
        return asked
    noted = settings.recall("theme")
    return noted if noted in THEMES else ""
