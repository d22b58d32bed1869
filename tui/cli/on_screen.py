"""A replay on this terminal: the app, with choices and places kept between runs."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from tui.cli.garbage import resume_collection
from tui.cli.usual_options import (
    keep_face,
    keep_tempo,
    keep_theme,
    kept_face,
    usual_tempo,
    usual_theme,
)
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.zones import local_zone
from tui.operating_system import on_ending_signals
from tui.replay import Replay, ReplayOptions
from tui.screen.actions.resume import ResumePoint
from tui.screen.app import THEMES, ReplayApp
from tui.screen.drawing.picture import PictureSource
from tui.screen.environment import check_environment
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.reading import FeedPlace
from tui.screen.keys import KEYS, check_keymap
from tui.screen.view_options import ViewOptions
from tui.settings.config import Config
from tui.settings.config import keymap as keys_of
from tui.settings.marks import blog_name, marks_in, remember_marks
from tui.settings.places import place_in

NO_CONFIG = Config()


def replay_on_screen(
    blog: LiveBlog,
    asked: ReplayOptions,
    *,
    newest_first: bool,
    theme: str,
    resume: bool,
    note: str = "",
    command: tuple[str, ...] = (),
    config: Config = NO_CONFIG,
    follow: Callable[[ReplayApp], None] | None = None,
    back_to_list: bool = False,
) -> None:
    """Play until the reader quits, then keep the place and the tempo. `note` is shown at the start;
    `command` begins a command that replays the same. `follow` is called after the first frame of a
    blog being written. Raises OptionError, MomentError."""
    if asked.speed.casefold() == "max":
        raise OptionError(
            "--speed max shows everything at once, which is for --plain; "
            "on a screen, give a number."
        )
    check_environment(os.environ)
    set_pace, set_theme, set_zone = (
        config.defaults.pace,
        config.defaults.theme,
        config.defaults.zone,
    )
    default_tempo = usual_tempo(set_pace)
    replay = Replay(blog, asked, local_zone(), default_tempo)
    keymap = keys_of(config.keys, frozenset(key.id for key in KEYS))
    check_keymap(keymap)
    usual_colours = usual_theme(set_theme, THEMES)
    face = kept_face(replay.faces, set_zone) if asked.zones == set_zone else 0
    options = ViewOptions(
        replay.faces,
        face,
        newest_first=newest_first,
        spoilers=asked.spoilers,
        theme=theme or usual_colours,
        keymap=keymap,
        command=command,
        marks=marks_in(blog),
        keep_marks=partial(remember_marks, blog),
        back_to_list=back_to_list,
        pictures=_pictures(command[2:]),
    )
    player = replay.player(time.monotonic)
    if resume:
        from tui.cli.place_left import start_where_left

        if (place := start_where_left(replay, player)) is not None:
            options = options._replace(place=FeedPlace(*place.feed))
    app = ReplayApp(player, options, LayoutCache(blog), now=time.monotonic)
    is_plain_start = not resume and not asked.at
    if is_plain_start and (place := place_in(blog)) is not None and not place.ended:
        from tui.cli.place_left import kept_selection

        chosen = kept_selection(replay, place)
        app.resume_actions.point = ResumePoint(
            place.moment, FeedPlace(*place.feed), chosen, place.read
        )
    app.keep_theme = partial(keep_theme, configured=set_theme)
    if is_plain_start and blog.edge is not None:
        player.start_at(blog.edge)
    app.started = partial(_on_screen, app, [config.trouble, note], follow)
    app.run()
    if app.has_read or not is_plain_start:
        _keep_place(app, command)
        if not player.view().ended and not app.return_code and not back_to_list:
            from tui.cli.place_left import left_words

            sys.stdout.write(f"{left_words(player, app.face)}\n")
    keep_tempo(player.tempo, default_tempo, replay, set_pace)
    if app.face_number != face:
        keep_face(replay.faces, app.face_number, set_zone)
    if app.return_code or (back_to_list and app.was_interrupted):
        sys.exit(app.return_code)


def _pictures(sources: tuple[str, ...]) -> PictureSource:
    """Pictures saved with a page, or at the reader's wish from the web."""

    def saved(address: str) -> bytes | None:
        from tui.sources.pictures import saved_picture  # which reads pages

        return saved_picture(sources, address)

    def fetched(address: str) -> bytes:
        from tui.sources.pictures import fetched_picture

        return fetched_picture(address)

    return PictureSource(saved, fetched)


def _keep_place(app: ReplayApp, command: tuple[str, ...]) -> None:
    """Keep the place for `r`, and the progress for the shelf."""
    from tui.cli.place_left import remember_left
    from tui.settings.recent import Recent, remember_recent

    player, blog, view = app.player, app.player.blog, app.player.view()
    words = tuple(
        str(Path(word).resolve()) if Path(word).exists() else word for word in command[2:]
    )
    remember_left(player, app.feed.reading.place)
    remember_recent(
        Recent(
            words,
            blog.title or " ".join(words),
            blog_name(blog),
            app.face.span(blog.start, blog.end),
            app.face.named(view.moment),
            1.0 if view.ended else min(0.99, view.known / len(blog.posts)),
            view.left,
        )
    )


def _on_screen(
    app: ReplayApp, notes: Iterable[str], follow: Callable[[ReplayApp], None] | None = None
) -> None:
    """After the first frame a signal to end must restore the terminal."""
    app.tell_each(filter(None, notes))
    on_ending_signals(lambda status: app.exit(return_code=status))
    resume_collection()
    if follow is not None:
        follow(app)
