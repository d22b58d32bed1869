"""`liveblog-tui serve`: one flag for each field of the host's options."""

import shlex
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import OF_SOURCES, GivenSources
from tui.cli.preferences import with_defaults
from tui.hosting.options import DEFAULT_PORT, DEFAULT_WEB_PORT, Limits, ServeOptions
from tui.model.coverage_words import part_line
from tui.model.errors import OptionError
from tui.model.extras import with_extra
from tui.replay import ReplayOptions, pace_of, speed_of
from tui.replay_options import choice, flag, text
from tui.settings.recent import recording_of

if TYPE_CHECKING:
    from tui.hosting.host import Follow
    from tui.model.blog import LiveBlog

_SECONDS = click.FloatRange(min=0)
_COUNT = click.IntRange(min=1)


def _file(name: str, help: str) -> click.Option:
    return click.Option([name], type=click.Path(dir_okay=False, path_type=Path), help=help)


def _number(name: str, kind: click.ParamType[Any], default: int, help: str) -> click.Option:
    return click.Option(
        [name], type=kind, default=default, show_default=True, metavar="N", help=help
    )


_OPTIONS = (
    text(
        "--listen", "HOST:PORT", "For guests over SSH: 127.0.0.1:2222, unless only --web is given."
    ),
    text("--public-name", "NAME", "Name of this host for guests, in place of its address."),
    _file("--host-key", "A private key. Default: made once, then kept."),
    _file("--authorized-keys", "Let in over SSH only these keys (OpenSSH's format)."),
    _number("--workers", click.IntRange(1, 64), 1, "Processes sharing the port."),
    text("--pace", "WPM", "Guests' reading pace; the clock waits for them.", default="200"),
    text("--speed", "N", "Play at N times real time instead."),
    flag("--pictures", "Let guests see the pictures that are saved with the live blogs (key i)."),
    text("--web", "HOST:PORT", "For guests in a browser, for example 127.0.0.1:8000."),
    flag("--class in_class", "A room with a lobby for this network, over SSH and in browsers."),
    choice(
        "--present-link",
        ("on", "off"),
        "Print a link by which a browser presents. Default: on for --class, and on a terminal.",
    ),
    flag("--room", "All guests share one clock, and may share one address."),
    _file("--presenter-keys", "Public keys of presenters, with their names as comments."),
    text("--start-at", "TIME", "Start the room at this time: 14:00."),
    flag("--loop", "The room begins again at the end."),
    text("--title", "TEXT", "Shown before the room begins."),
    _file("--welcome", "A text shown before the room begins."),
    text("--room-store", "URL", "redis://..., to share the room over several machines."),
    text("--proxy-protocol", "NETWORK", "Load balancers that send PROXY headers.", multiple=True),
    _number("--drain", _SECONDS, 0, "Seconds that guests may stay after a signal to stop."),
    text("--metrics", "HOST:PORT", "Serve Prometheus /metrics and /health there."),
    flag("--choose", "Guests choose a live blog from a list. Default: all on one clock."),
    flag("--live", "Follow a live blog that is being written, and record it."),
)


def _limit(name: str, kind: click.ParamType[Any], help: str) -> click.Option:
    help = f"{help} Default {getattr(Limits(), name):g}."
    return click.Option([f"--limit-{name.replace('_', '-')}"], type=kind, metavar="N", help=help)


_LIMIT_OPTIONS = (
    _limit("guests", _COUNT, "Guests at once; further guests are told that the host is full."),
    _limit("per_address", _COUNT, "Guests at once from one address; in a room any number."),
    _limit("projectors", _COUNT, "Projectors at once, which take no guest's place."),
    _limit("idle", _SECONDS, "Seconds without a key press; 7200 in a room; 0: no limit."),
)


@click.command("serve", params=[*_OPTIONS, *OF_SOURCES, *_LIMIT_OPTIONS])
def serve_command(choose: bool, live: bool, **options: Any) -> None:
    """Let guests watch over ssh or in a browser, with nothing installed: a live blog (the bundled
    one without a SOURCE) for each.
    """
    given = GivenSources.taken(options)
    options["pictures"] = given.names if options["pictures"] else ()
    asked = _serve_options(options)
    _check_packages(asked)
    from tui.hosting.serve import serve

    blogs, follow = _blogs(given, asked, choose=choose, live=live)
    for name, blog in blogs.items():
        if part := part_line(blog):
            click.echo(f"Serving {name}, {part}." if name else f"Serving {part}.")
    sys.exit(serve(asked, blogs, now=time.monotonic, say=click.echo, log=_log, follow=follow))


def _serve_options(options: dict[str, Any]) -> ServeOptions:
    """The options with their defaults, which depend on one another. Raises OptionError."""
    defaults = with_defaults(ReplayOptions())
    options["zones"], options["spoilers"] = defaults.zones, defaults.spoilers
    options["pace"] = pace_of(options["pace"])
    options["speed"] = speed_of(options["speed"]) if options["speed"] else 0.0
    options["log_json"] = not sys.stderr.isatty()
    if options["in_class"]:
        options["room"] = True
        options["listen"] = options["listen"] or f"0.0.0.0:{DEFAULT_PORT}"
        options["web"] = options["web"] or f"0.0.0.0:{DEFAULT_WEB_PORT}"
    if not options["web"]:
        options["listen"] = options["listen"] or ServeOptions().listen
        address = options["listen"].rpartition(":")[0] or "0.0.0.0"
        options["advice"] = f"{_command_line()} --web {address}:{DEFAULT_WEB_PORT}"
    options["present_link"] = _prints_link(options)
    return ServeOptions(limits=_limits(options), **options)


def _prints_link(options: dict[str, Any]) -> bool:
    """True for a link by which a browser presents: asked for, or by default."""
    if options["present_link"]:
        return bool(options["present_link"] == "on")
    return options["in_class"] or bool(options["room"] and options["web"] and sys.stdout.isatty())


def _limits(options: dict[str, Any]) -> Limits:
    names = [name for name in options if name.startswith("limit_")]
    asked = {name.removeprefix("limit_"): options.pop(name) for name in names}
    given = {name: value for name, value in asked.items() if value is not None}
    return Limits.of_options(room=options["room"], **given)


def _check_packages(asked: ServeOptions) -> None:
    """Raises OptionError, with a command that adds them, for missing packages."""
    extra = "web-host" if asked.web else "ssh"
    needed = (
        ("--web", asked.web, "aiohttp", extra),
        ("--room-store", asked.room_store, "redis", f"{extra},cluster"),
        ("Hosting", True, "asyncssh prometheus_client segno", extra),
    )
    for name, is_given, modules, extras in needed:
        if is_given and None in map(find_spec, modules.split()):
            line = with_extra(extras, _command_line())
            raise OptionError(f"{name} needs extra packages. Try: {line}")


def _blogs(
    given: GivenSources, asked: ServeOptions, *, choose: bool, live: bool
) -> "tuple[dict[str, LiveBlog], Follow | None]":
    if live:
        return _live_blog(given, asked, choose=choose)
    if not choose:
        return {"": given.load()}, None
    from tui.hosting.guest.blog_names import blog_names

    found = given.load_each()
    names = blog_names([blog.title for _, blog in found], [source for source, _ in found])
    return {name: blog for name, (_, blog) in zip(names, found, strict=True)}, None


def _live_blog(
    given: GivenSources, asked: ServeOptions, *, choose: bool
) -> "tuple[dict[str, LiveBlog], Follow]":
    if len(given.names) > 1 or choose or asked.loop or asked.room_store:
        raise OptionError(
            "--live is for one live blog on one machine, and it has no end yet: without "
            "--choose, --loop and --room-store."
        )
    from tui.live.background import HostedLive

    hosted = HostedLive(given.names[0], recording_of(given.names[0]), time.time, time.sleep)
    first = hosted.first()
    click.echo(f"Recording in {hosted.path}.")
    return {"": first}, hosted.start


def _command_line() -> str:
    return shlex.join(["liveblog-tui", *sys.argv[1:]])


def _log(line: str) -> None:
    """A full disk or a lost reader of the log must not end the guests."""
    with suppress(OSError):
        click.echo(line, err=True)
