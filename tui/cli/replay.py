"""`liveblog-tui replay`: on a screen, or as text."""

import os
import sys
import time
from typing import Any

import click

from tui.cli.garbage import resume_collection
from tui.cli.streams import DEFAULT_SOURCES, load, separate_option
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.zones import local_zone
from tui.operating_system import read_keys_from_terminal
from tui.replay import ReplayOptions

ORDERS = ("oldest", "newest")


@click.command("replay")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--pace",
    default="",
    metavar="WPM",
    help="Words a minute at which you read, kept for the next time; the clock waits for you. "
    "At first 200.",
)
@click.option(
    "--speed",
    default="",
    metavar="N",
    help="A constant speed instead: so many blog seconds a second, such as 60; 1 is real time, "
    "max all at once.",
)
@click.option(
    "--finish-in",
    default="",
    metavar="SPAN",
    help="Choose the pace so that it takes this long: 5m, 90s.",
)
@click.option("--paused", is_flag=True, help="Start paused.")
@click.option(
    "--skip-gaps", is_flag=True, help="At a constant speed, hold no silence longer than 3 seconds."
)
@click.option("--loop", is_flag=True, help="Start again at the end.")
@click.option(
    "--at", default="", metavar="MOMENT", help="Start at 10:26, +10m, 50%, #7, a headline."
)
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help='Only this author\'s posts, or "unsigned".',
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help='Only such posts: Analysis, "with image".',
)
@click.option(
    "--source",
    "only_sources",
    multiple=True,
    metavar="NAME",
    help="Of several sources, only this one.",
)
@click.option(
    "--date",
    "day",
    default="",
    metavar="DAY",
    help="The day, 2020-10-15, of a text whose posts say none.",
)
@click.option(
    "--every",
    default="",
    metavar="SPAN",
    help="Space the posts evenly, 30s apart: for a page with one time for all, or none.",
)
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="oldest",
    show_default=True,
    help="Which post is first.",
)
@click.option(
    "--zone", "zones", multiple=True, metavar="ZONE", help="Another time zone for the z key."
)
@click.option(
    "--spoilers",
    is_flag=True,
    help="Show all of the summary from the start, not only what is known so far.",
)
@click.option(
    "--theme",
    default="",
    metavar="NAME",
    help="Colours: one of Textual's themes, kept for the next time.",
)
@click.option("--resume", is_flag=True, help="Go on where you left this live blog the last time.")
@click.option(
    "--plain", is_flag=True, help="Text instead of a screen, as when the output is no terminal."
)
@click.option(
    "--as-of", metavar="MOMENT", help="The page as text as it stood at 10:30, and no replay."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Posts as JSON, one a line, instead of a screen."
)
@separate_option
def replay_command(
    sources: tuple[str, ...],
    order: str,
    theme: str,
    resume: bool,
    plain: bool,
    as_of: str | None,
    as_json: bool,
    every: str,
    day: str,
    separate: bool,
    **options: Any,
) -> None:
    """Replay a live blog: a saved page, JSON, copied text, an address (http...), a name of `list`,
    or - for standard input. Several files, or a folder: pages of one live blog are joined, others
    merged on one clock. Without a SOURCE the bundled one.
    """
    asked = ReplayOptions(**options)
    newest_first = order == "newest"
    _check_theme(theme)
    _check_start(asked, resume=resume)
    blog = load(sources or DEFAULT_SOURCES, every, day, separate=separate)
    if as_of is None and not plain and not as_json and _on_terminal():
        from tui.cli.on_screen import replay_on_screen

        replay_on_screen(
            blog,
            asked,
            newest_first=newest_first,
            theme=theme,
            resume=resume,
        )
        return
    resume_collection()
    if as_of is not None:
        _print_page(blog, asked, as_of, newest_first=newest_first, as_json=as_json)
    elif newest_first:
        raise OptionError(
            "A replay as text goes from the oldest post on; "
            "--order newest is for a screen and --as-of."
        )
    else:
        _replay_as_text(blog, asked, as_json=as_json)


def _on_terminal() -> bool:
    """Whether there is a terminal to draw on and to read keys from, even if the input is a pipe."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdin.isatty() or read_keys_from_terminal()


def _check_start(asked: ReplayOptions, *, resume: bool) -> None:
    if resume and asked.at:
        raise OptionError("Give --resume or --at, not both: each decides where the replay starts.")


def _check_theme(asked: str) -> None:
    """Reject an unknown theme even when no colours are shown."""
    if not asked:
        return
    from tui.screen.app import THEMES

    if asked not in THEMES:
        raise OptionError(
            f"There is no theme called {asked!r}; the themes are: {', '.join(THEMES)}."
        )


def _replay_as_text(blog: LiveBlog, asked: ReplayOptions, *, as_json: bool) -> None:
    from tui.cli.usual_tempo import usual_tempo
    from tui.playback.tempo import Tempo
    from tui.replay import Replay
    from tui.text.replay import play

    # Nobody reads along at a pipe.
    usual = usual_tempo() if sys.stdout.isatty() else Tempo(reading=False)
    replay = Replay(blog, asked, local_zone(), usual=usual)
    player = replay.player(time.monotonic)
    play(
        player,
        sys.stdout,
        sleep=time.sleep,
        face=replay.faces[0],
        as_json=as_json,
        spoilers=asked.spoilers,
    )


def _print_page(
    blog: LiveBlog, asked: ReplayOptions, as_of: str, *, newest_first: bool, as_json: bool
) -> None:
    from tui.replay import Replay
    from tui.text.replay import json_lines, write_page

    replay = Replay(blog, asked, local_zone())
    moment = replay.page_moment(as_of)
    if as_json:
        for line in json_lines(blog, moment, selection=replay.selection, newest_first=newest_first):
            click.echo(line)
    else:
        write_page(
            sys.stdout,
            blog,
            moment,
            selection=replay.selection,
            newest_first=newest_first,
            face=replay.faces[0],
            spoilers=asked.spoilers,
        )
