"""`liveblog-tui replay`: on a screen, as text, as JSON, or as a page."""

import os
import sys
import time
from typing import Any

import click

from tui.cli.options import OF_REPLAYS, OF_SOURCES, GivenSources, how_to_fetch, notes_in_short
from tui.cli.preferences import (
    check_theme,
    remember_left,
    start_where_left,
    usual_tempo,
    with_defaults,
)
from tui.cli.printing import tell
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.safe_text import printable
from tui.model.zones import LocalZone
from tui.operating_system import read_keys_from_terminal
from tui.playback.player import Player
from tui.playback.tempo import Tempo
from tui.replay import FASTEST, Replay, ReplayOptions
from tui.replay_options import LOOP, PAUSED, ZONE, flag, text
from tui.settings.config import read_config
from tui.sources.side_by_side import side_by_side

_OPTIONS = (
    *OF_REPLAYS,
    PAUSED,
    LOOP,
    ZONE,
    flag("--resume", "Resume where you left this live blog, with its filter."),
    flag(
        "--plain",
        "Text instead of a screen, for a screen reader or a pipe; all at once with --speed max. "
        "ctrl+z holds it, fg resumes; after ctrl+c --resume continues there.",
    ),
    text("--as-of", "MOMENT", "Print each source's page as it was at 10:30.", default=None),
    flag(
        "--json as_json", "Posts as JSON, one a line, as they come; all at once with --speed max."
    ),
)


@click.command("replay", params=[*_OPTIONS, *OF_SOURCES])
def replay_command(
    order: str | None,
    spoilers: bool | None,
    theme: str,
    resume: bool,
    plain: bool,
    as_of: str | None,
    **options: Any,
) -> None:
    """Replay a live blog: a saved page, JSON, copied text, an address (http...), a name of `list`,
    or - for standard input. Several files, or a folder: pages of one live blog are joined, others
    merged on one clock. Without a SOURCE the bundled one.

    The pace, and a speed, theme or zone chosen while you watch, are remembered.
    """
    given = GivenSources.taken(options)
    asked = with_defaults(ReplayOptions(**options), spoilers=spoilers, order=order)
    check_theme(theme)
    if resume and asked.at:
        raise OptionError("Give --resume or --at, not both.")
    if as_of is not None:
        _print_as_of(given, asked, as_of)
        return
    blog = given.load()
    _tell_notes(blog, given)
    if not (plain or asked.as_json) and on_terminal():
        from tui.cli.on_screen import replay_on_screen

        notes, words = notes_in_short(blog, given.names), given.words
        replay_on_screen(blog, asked, theme=theme, resume=resume, notes=notes, words=words)
        return
    if asked.paused:
        raise OptionError("A replay as text cannot start paused. ctrl+z holds it, fg resumes.")
    if order == "newest":
        raise OptionError(
            "A replay as text starts at the oldest post. Use --order newest with --as-of."
        )
    _replay_as_text(blog, asked, resume=resume)


def _tell_notes(blog: LiveBlog, given: GivenSources) -> None:
    """Print trouble with the settings, and advice to get the rest of a live blog."""
    for said in filter(None, (read_config().trouble, how_to_fetch(blog, given.names))):
        click.echo(said, err=True)


def on_terminal() -> bool:
    """True with a terminal to draw on and to read keys from, even if the input is a pipe."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdin.isatty() or read_keys_from_terminal()


def _replay_as_text(blog: LiveBlog, asked: ReplayOptions, *, resume: bool) -> None:
    from tui.text.replay import play  # takes 30 ms, and completion imports this module

    all_at_once = asked.speed.casefold() == "max"
    if all_at_once:
        if asked.at:
            raise OptionError(
                "--speed max writes every post; --as-of MOMENT the posts until MOMENT."
            )
        asked, resume = asked._replace(speed=str(FASTEST), at="end", loop=False), False
    # Nobody reads along at a pipe.
    has_reader = sys.stdout.isatty() and not all_at_once
    default_tempo = usual_tempo() if has_reader else Tempo(reading=False)
    replay = Replay(blog, asked, LocalZone(), default_tempo=default_tempo)
    player = replay.player(time.monotonic)
    place = start_where_left(replay, player) if resume else None
    known = player.view().known
    try:
        play(replay, player, sys.stdout, time.sleep, goes_on=place is not None)
    finally:
        moved = bool(asked.at) or resume or player.view().known > known
        if has_reader and moved:
            _tell_left(player, replay)


def _tell_left(player: Player, replay: Replay) -> None:
    """Keep the place, and say how to go on there."""
    trouble, at = remember_left(player), replay.faces[0].named(player.position)
    if trouble or not player.view().ended:
        tell(trouble or f"Left at {at}. --resume begins there.")


def _print_as_of(given: GivenSources, asked: ReplayOptions, as_of: str) -> None:
    """A page for each live blog; the first gives the zone of a time. Raises MomentError."""
    from tui.text.replay import json_lines, write_page

    each = given.load_each()
    if asked.as_json:
        each = [("", side_by_side([blog for _, blog in each]))]
    _tell_notes(each[0][1], given)
    replays = [Replay(blog, asked, LocalZone()) for _, blog in each]
    moment = replays[0].page_moment(as_of)
    if asked.as_json:
        for line in json_lines(replays[0], moment):
            click.echo(line)
        return
    for at, (source, blog) in enumerate(each):
        if len(each) > 1:
            click.echo(f"{'\n\n' if at else ''}=== {blog.heading} ({printable(source)}) ===\n")
        write_page(sys.stdout, replays[at], replays[0].moment_beside(blog, as_of, moment))
