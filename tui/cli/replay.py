"""The command line: the only place that prints and that names the real clock."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import tzinfo
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.streams import (
    DEFAULT_SOURCES,
    OUTPUT_LOST,
    drop_output,
    garbage_later,
    load,
    quiet_pipe,
    tell_error,
)
from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, OptionError
from tui.replay import ReplayOptions

if TYPE_CHECKING:
    from tui.screen.app import ReplayApp

ORDERS = ("oldest", "newest")


class Commands(click.Group):
    """The replay, and the other commands: brought in when one is asked for, as each start would pay for them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self._others()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or self._others().get(cmd_name)

    def _others(self) -> dict[str, click.Command]:
        from tui.cli.pages import check_command, convert_command, list_command
        from tui.cli.serve import serve_command

        every = (check_command, convert_command, list_command, serve_command)
        return {command.name or "": command for command in every}


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="liveblog-tui")
def cli() -> None:
    """Watch any live blog again, in a terminal, as it happened."""


@cli.command("replay", short_help="Replay a live blog: a saved page, copied text, or an address.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--speed",
    default="",
    metavar="N",
    help="Blog seconds a second: 60; 1 is real time, max all at once.",
)
@click.option(
    "--finish-in",
    default="",
    metavar="SPAN",
    help="Choose the speed so that it takes this long: 5m, 90s.",
)
@click.option("--paused", is_flag=True, help="Start paused.")
@click.option(
    "--skip-gaps", is_flag=True, help="Fast-forward where nothing comes for over 3 seconds."
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
    "--every",
    default="",
    metavar="SPAN",
    help="Space the posts evenly, 30s apart: for a page with one time for all.",
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
@click.option("--no-spoilers", is_flag=True, help="Hide the summary until the end.")
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
def replay_command(
    sources: tuple[str, ...],
    order: str,
    no_spoilers: bool,
    theme: str,
    resume: bool,
    plain: bool,
    as_of: str | None,
    as_json: bool,
    every: str,
    **options: Any,
) -> None:
    """Replay a live blog: a saved page, JSON, copied text, an address (http...), a name of `list`, or - for standard
    input; several are merged on one clock. Without a SOURCE the bundled one.
    """
    asked = ReplayOptions(**options)
    newest_first = order == "newest"
    if theme:
        _check_theme(theme)
    if resume and asked.at:
        raise OptionError("Give --resume or --at, not both: each decides where the replay starts.")
    with garbage_later() as collect:
        blog = load(sources or DEFAULT_SOURCES, every)
        if not (as_of is not None or plain or as_json) and _on_terminal():
            _replay_on_screen(
                blog,
                asked,
                newest_first=newest_first,
                no_spoilers=no_spoilers,
                theme=theme,
                resume=resume,
                started=collect,
            )
            return
    if as_of is not None:
        _print_page(blog, asked, as_of, newest_first=newest_first, as_json=as_json)
    elif newest_first:
        raise OptionError(
            "A replay as text goes from the oldest post on; --order newest is for a screen and --as-of."
        )
    else:
        _replay_as_text(blog, asked, as_json=as_json)


def main() -> None:
    """The entry point: an error of ours is one line on standard error and exit status 1."""
    _open_streams()
    # An encoding that has no dashes or quotes gets a sign in their place, no traceback.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        cli()
    except LiveBlogError as error:
        tell_error(error)
        sys.exit(1)
    except OSError as error:
        if error.filename is not None or error.errno not in OUTPUT_LOST:
            raise
        drop_output()
        with suppress(OSError):  # the terminal itself is gone
            tell_error(OptionError(f"The output cannot be written ({error.strerror})."))
        sys.exit(1)


def _open_streams() -> None:
    """For a stream that whoever has started the program has closed: there is nothing to read and nobody to tell."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 -- as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- the same
    if sys.stdout is None:
        tell_error(
            OptionError(
                "Standard output is closed; where nothing is wanted of it, send it to /dev/null."
            )
        )
        sys.exit(1)


def _on_terminal() -> bool:
    """Whether there is a terminal to draw on and to read keys from, even where the input is a pipe."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    if sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return True


def _replay_on_screen(
    blog: LiveBlog,
    asked: ReplayOptions,
    *,
    newest_first: bool,
    no_spoilers: bool,
    theme: str,
    resume: bool,
    started: Callable[[], None],
) -> None:
    _import_asyncio()
    from tui import settings
    from tui.replay import Replay
    from tui.screen.app import ReplayApp
    from tui.screen.feed.layout_cache import LayoutCache
    from tui.screen.feed.reading import FeedPlace
    from tui.screen.keys import KEYS, check_keymap
    from tui.screen.page import ViewOptions

    if asked.speed.casefold() == "max":
        raise OptionError(
            "--speed max shows everything at once, which is for --plain; on a screen, give a number."
        )
    replay = Replay(blog, asked, _own_zone)
    keymap = settings.keymap(frozenset(key.id for key in KEYS))
    check_keymap(keymap)
    options = ViewOptions(
        replay.faces,
        newest_first=newest_first,
        no_spoilers=no_spoilers,
        theme=_theme(theme),
        keymap=keymap,
    )
    player = replay.player(time.monotonic)
    if resume and (left := settings.place_in(blog)) is not None:
        player.playhead.seek(left.moment)
        options = options._replace(place=FeedPlace(*left.feed))
    app = ReplayApp(player, options, LayoutCache(blog), now=time.monotonic)
    app.started = partial(_on_screen, app, started)
    app.run()
    settings.remember_place(blog, settings.Place(player.position, app.feed.reading.place))
    if app.return_code:
        sys.exit(app.return_code)


def _import_asyncio() -> None:
    """Brings in asyncio as it is where Python has no ssl: a replay's event loop speaks no TLS, and OpenSSL would cost
    each start 4 ms and 3 MB. Whoever imports ssl later gets it."""
    if "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how Python is told that there is no such module
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _on_screen(app: "ReplayApp", started: Callable[[], None]) -> None:
    """The first frame has been drawn: from now on a kill has a terminal to restore."""
    import asyncio
    import signal

    with suppress(NotImplementedError):  # where there are no such signals
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            end = partial(
                app.exit, return_code=128 + number
            )  # what a shell tells of a program that a signal ended
            asyncio.get_running_loop().add_signal_handler(number, end)
    started()


def _own_zone() -> tzinfo:
    """The zone of this machine."""
    from dateutil.tz import tzlocal

    return tzlocal()


def _check_theme(asked: str) -> None:
    """A name that is none is an error even where nothing is coloured, as any other option's is."""
    from tui.screen.app import THEMES

    if asked not in THEMES:
        raise OptionError(
            f"There is no theme called {asked!r}; the themes are: {', '.join(THEMES)}."
        )


def _theme(asked: str) -> str:
    """The theme to use: as asked and noted for the next time, or as noted the last time."""
    from tui import settings
    from tui.screen.app import THEMES

    if asked:
        settings.remember("theme", asked)
        return asked
    noted = settings.recall("theme")
    return noted if noted in THEMES else "textual-dark"


def _replay_as_text(blog: LiveBlog, asked: ReplayOptions, *, as_json: bool) -> None:
    from tui.replay import Replay
    from tui.text.replay import play

    replay = Replay(blog, asked, _own_zone)
    player = replay.player(time.monotonic)
    with quiet_pipe():
        play(player, sys.stdout, sleep=time.sleep, face=replay.faces[0], as_json=as_json)


def _print_page(
    blog: LiveBlog, asked: ReplayOptions, as_of: str, *, newest_first: bool, as_json: bool
) -> None:
    from tui.replay import Replay
    from tui.text.replay import json_lines, write_page

    replay = Replay(blog, asked, _own_zone)
    moment = replay.page_moment(as_of)
    with quiet_pipe():
        if as_json:
            for line in json_lines(
                blog, moment, selection=replay.selection, newest_first=newest_first
            ):
                click.echo(line)
        else:
            write_page(
                sys.stdout,
                blog,
                moment,
                selection=replay.selection,
                newest_first=newest_first,
                face=replay.faces[0],
            )
