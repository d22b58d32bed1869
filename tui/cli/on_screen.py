"""A replay on this terminal: the app, with choices and places kept between runs."""

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import click

from tui.cli import preferences
from tui.model.blog import LiveBlog
from tui.model.safe_text import one_line
from tui.model.zones import LocalZone
from tui.replay import Replay, ReplayOptions
from tui.screen.app import ReplayApp
from tui.screen.drawing.picture import PictureSource
from tui.screen.page import ViewOptions
from tui.settings.config import read_config
from tui.settings.marks import blog_name, marks_in, remember_mark
from tui.settings.places import place_in
from tui.settings.recent import Recent, remember_recent
from tui.settings.state import state_trouble
from tui.sources.pictures import fetched_picture, saved_picture


def replay_on_screen(
    blog: LiveBlog,
    asked: ReplayOptions,
    *,
    words: tuple[str, ...],
    notes: Iterable[str],
    theme: str = "",
    resume: bool = False,
    follow: Callable[[ReplayApp], None] = lambda _: None,
) -> None:
    """Play until the reader quits, then keep the place and the tempo. `notes` are shown at the
    start; `words` after `replay` play the same. `follow` is called after the first frame of a
    blog being written. Raises OptionError, MomentError."""
    replay = Replay(blog, asked, LocalZone(), preferences.usual_tempo())
    options = _view_options(replay, words, theme)
    player = replay.player(time.monotonic)
    place = preferences.start_where_left(replay, player) if resume else None
    if place is not None:
        options = options._replace(place=place.feed)
    app = ReplayApp(player, options)
    app.keep_theme = partial(preferences.keep_name, "theme")
    if place is None:
        _offer_place(app, replay)

    def started() -> None:
        told = app.note, read_config().trouble, state_trouble(), *notes
        app.tell("  ".join(filter(None, told)))
        follow(app)

    app.started = started
    app.run()
    _keep(app, replay, words, resumed=place is not None)
    if app.return_code or (options.back_to_list and app.was_interrupted):
        sys.exit(app.return_code)


def _view_options(replay: Replay, words: tuple[str, ...], theme: str) -> ViewOptions:
    """Settings, earlier choices and marks, for a screen. Raises OptionError."""
    config, usual = read_config(), preferences.usual_theme()
    return ViewOptions(
        replay.faces,
        preferences.kept_face(replay.faces) if replay.options.zones == config.defaults.zone else 0,
        newest_first=replay.options.newest_first,
        spoilers=replay.options.spoilers,
        theme=theme or usual,
        keymap=config.keys,
        command=("liveblog-tui", "replay", *words),
        marks=marks_in(replay.blog),
        keep_mark=remember_mark,
        pictures=PictureSource(partial(saved_picture, words), fetched_picture),
        back_to_list=click.get_current_context().obj is preferences.FROM_LIST,
    )


def _offer_place(app: ReplayApp, replay: Replay) -> None:
    """Offer the place of an earlier run; a blog being written starts at its edge."""
    place = place_in(replay.blog)
    if place is not None and not place.ended:
        chosen = replay.selection if replay.selection.active else place.filter
        app.resume_actions.point = place._replace(filter=chosen)
    if replay.blog.edge is not None and not replay.options.at:
        app.player.start_at(replay.blog.edge)


def _keep(app: ReplayApp, replay: Replay, words: tuple[str, ...], *, resumed: bool) -> None:
    place, has_marked = app.resume_actions, app.post_actions.marks != app.options.marks
    has_come = place.point is None and (replay.options.at or has_marked)
    if place.has_read or resumed or has_come:
        _keep_place(app, words)
    preferences.keep_tempo(app.player.tempo, replay)
    if app.face_number != app.options.face:
        preferences.keep_name("zone", app.face.key if app.face_number else "")


def _keep_place(app: ReplayApp, words: tuple[str, ...]) -> None:
    """Keep the place for `r`, and the progress for the shelf; maybe say where the reader left."""
    player, blog, view = app.player, app.player.blog, app.player.view()
    words = tuple(str(Path(word).resolve()) if Path(word).exists() else word for word in words)
    trouble = preferences.remember_left(player, app.feed.reading.place)
    names = blog.title or " ".join(words), blog_name(blog)
    facts, moment = app.face.span(blog.start, blog.end), app.face.named(view.moment)
    share = 1.0 if view.ended else min(0.99, view.known / len(blog.posts))
    remember_recent(Recent(words, *names, facts, moment, share, view.left))
    if not (app.options.back_to_list or view.ended or app.return_code):
        title = one_line(blog.title) or "the live blog"
        left = f"Left {title} at {moment}. liveblog-tui resumes there."
        sys.stdout.write(f"{trouble or left}\n")
