"""`liveblog-tui serve`: one flag for each field of the host's options."""

import shlex
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.garbage import resume_collection
from tui.cli.given_sources import GivenSources, source_options
from tui.model.errors import OptionError
from tui.model.extras import with_extra

if TYPE_CHECKING:
    from tui.hosting.host import Follow
    from tui.hosting.options import ServeOptions
    from tui.model.blog import LiveBlog

_FILE = click.Path(dir_okay=False, path_type=Path)
_SECONDS = click.FloatRange(min=0)
_COUNT = click.IntRange(min=1)

LIMITS: dict[str, tuple[click.ParamType[Any], str]] = {
    "guests": (_COUNT, "Guests at once; further guests are told that the host is full."),
    "per_address": (_COUNT, "Guests at once from one address."),
    "projectors": (_COUNT, "Projectors at once, which take no guest's place."),
    "connects_per_minute": (_COUNT, "Connections that one address may open in a minute."),
    "login_time": (_SECONDS, "Seconds from connecting to asking for a session. 0: no limit."),
    "idle": (_SECONDS, "Seconds without a key; a warning comes a minute before. 0: no limit."),
    "session": (
        _SECONDS,
        "Seconds that a guest may stay; a warning comes a minute before. 0: no limit.",
    ),
    "work": (click.FloatRange(min=0.01, max=1), "CPU share per guest."),
}  # fields of Limits; each has a flag, --limit-NAME


def _limit_options(command: Any) -> Any:
    from dataclasses import fields

    from tui.hosting.options import Limits

    defaults = {field.name: field.default for field in fields(Limits)}
    for name, (kind, text) in reversed(LIMITS.items()):
        flag = f"--limit-{name.replace('_', '-')}"
        option = click.option(
            flag,
            f"limit_{name}",
            type=kind,
            default=None,
            show_default=str(defaults[name]),
            metavar="N",
            help=text,
        )
        command = option(command)
    return command


@click.command("serve")
@click.option(
    "--listen",
    default="",
    metavar="HOST:PORT",
    help="Where guests connect over SSH: 127.0.0.1:2222, unless there is --web alone.",
)
@click.option(
    "--public-name",
    default="",
    metavar="NAME",
    help="The name that guests know this host by, if not that address.",
)
@click.option("--host-key", type=_FILE, help="A private key. Default: made once, then kept.")
@click.option(
    "--authorized-keys",
    type=_FILE,
    help="Let in only these keys (OpenSSH's format). Default: everybody.",
)
@click.option(
    "--workers",
    type=_COUNT,
    default=1,
    show_default=True,
    metavar="N",
    help="Processes sharing the port.",
)
@click.option(
    "--pace",
    default="200",
    show_default=True,
    metavar="WPM",
    help="Guests' reading pace; the clock waits for them.",
)
@click.option(
    "--speed",
    default="",
    metavar="N",
    help="Play at N times real time instead.",
)
@click.option(
    "--zone", "zones", multiple=True, metavar="ZONE", help="Another time zone for the z key."
)
@click.option("--spoilers", is_flag=True, help="Show guests all of the summary from the start.")
@click.option(
    "--pictures",
    is_flag=True,
    help="Let guests see the pictures that are saved with the live blogs (key i).",
)
@click.option(
    "--web",
    default="",
    metavar="HOST:PORT",
    help="Where guests connect in a browser, for example 127.0.0.1:8000.",
)
@click.option(
    "--hall",
    is_flag=True,
    help="Guests share one address, as in a hall: no limits per address or for idling.",
)
@click.option(
    "--class",
    "in_class",
    is_flag=True,
    help="A room with a lobby for everybody on this network, over SSH and in browsers.",
)
@click.option(
    "--present-link",
    type=click.Choice(["on", "off"]),
    default=None,
    help="Print a link by which a browser presents. Default: on for --class, and on a terminal.",
)
@click.option("--room", is_flag=True, help="All guests share one clock; includes --hall.")
@click.option(
    "--presenter-keys",
    type=_FILE,
    help="Presenters: public keys in OpenSSH's format, with their names as comments.",
)
@click.option("--start-at", default="", metavar="TIME", help="Start the room at this time: 14:00.")
@click.option("--loop", is_flag=True, help="The room begins again at the end.")
@click.option("--title", default="", metavar="TEXT", help="Shown before the room begins.")
@click.option("--welcome", type=_FILE, help="A text shown before the room begins.")
@click.option(
    "--pause-alone",
    is_flag=True,
    help="Pause when the presenter leaves. Default: the room plays on.",
)
@click.option(
    "--room-store",
    default="",
    metavar="URL",
    help="redis://..., to share the room over several machines.",
)
@click.option(
    "--proxy-protocol",
    multiple=True,
    metavar="NETWORK",
    help="Load balancers with a PROXY header; no other address may connect.",
)
@click.option(
    "--drain",
    type=_SECONDS,
    default=0,
    show_default=True,
    metavar="N",
    help="Seconds that guests may stay after a signal to stop.",
)
@click.option("--log-json", is_flag=True, help="Log lines as JSON.")
@click.option(
    "--metrics",
    default="",
    metavar="HOST:PORT",
    help="Serve Prometheus /metrics and /health there.",
)
@click.option("--qr", is_flag=True, help="Show the address as a QR code, for a slide.")
@click.option(
    "--choose",
    is_flag=True,
    help="Guests choose a live blog from a list. Default: all on one clock.",
)
@click.option(
    "--live",
    is_flag=True,
    help="Follow a live blog that is being written, and record it.",
)
@source_options
@_limit_options
def serve_command(
    given: GivenSources, choose: bool, live: bool, present_link: str | None, **options: Any
) -> None:
    """Let guests watch over ssh or in a browser, with nothing installed: a live blog (the bundled
    one without a SOURCE) for each.
    """
    from tui.hosting.options import DEFAULT_PORT, DEFAULT_WEB_PORT, Limits, ServeOptions
    from tui.model.clock_face import clock_faces
    from tui.model.part_words import part_line
    from tui.replay import pace_of, speed_of

    options["pictures"] = given.names if options["pictures"] else ()
    limited = {name: options.pop(f"limit_{name}") for name in LIMITS}
    limited = {name: value for name, value in limited.items() if value is not None}
    options["pace"] = pace_of(options["pace"])
    options["speed"] = speed_of(options["speed"]) if options["speed"] else 0.0
    if isinf(options["speed"]):
        raise OptionError("Guests need a speed in numbers, for example --speed 60.")
    if options["in_class"]:
        options["room"] = options["qr"] = True
        options["listen"] = options["listen"] or f"0.0.0.0:{DEFAULT_PORT}"
        options["web"] = options["web"] or f"0.0.0.0:{DEFAULT_WEB_PORT}"
    if not options["web"] and not options["listen"]:
        options["listen"] = ServeOptions().listen
    default = "on" if options["in_class"] or sys.stdout.isatty() else "off"
    can_present = options["room"] and bool(options["web"])
    options["present_link"] = can_present and (present_link or default) == "on"
    if not options["web"]:
        address = options["listen"].rpartition(":")[0] or "0.0.0.0"
        options["advice"] = f"{_command_line()} --web {address}:{DEFAULT_WEB_PORT}"
    limits = Limits.for_hall if options["hall"] or options["room"] else Limits
    asked = ServeOptions(limits=limits(**limited), **options)
    extra = "web-host" if asked.web else "ssh"
    if asked.web and find_spec("aiohttp") is None:
        raise OptionError(f"--web needs extra packages. Try: {with_extra(extra, _command_line())}")
    try:
        from tui.hosting.serve import serve
    except ModuleNotFoundError as error:
        raise OptionError(
            f"Hosting needs extra packages. Try: {with_extra(extra, _command_line())}"
        ) from error
    blogs, follow = _blogs(given, asked, choose=choose, live=live)
    for name, blog in blogs.items():
        if blog.part is not None and (part := part_line(blog, clock_faces(blog)[0])):
            click.echo(f"Serving {name}, {part}." if name else f"Serving {part}.")
    resume_collection()
    sys.exit(serve(asked, blogs, now=time.monotonic, say=click.echo, log=_log, follow=follow))


def _blogs(
    given: GivenSources, asked: "ServeOptions", *, choose: bool, live: bool
) -> "tuple[dict[str, LiveBlog], Follow | None]":
    if not (live or choose):
        return {"": given.load()}, None
    if not live:
        from tui.hosting.blog_names import blog_names

        found = given.load_each()
        names = blog_names([blog.title for _, blog in found], [source for source, _ in found])
        return {name: blog for name, (_, blog) in zip(names, found, strict=True)}, None
    if len(given.names) > 1 or choose or asked.loop or asked.room_store:
        raise OptionError(
            "--live is for one live blog on one machine, and it has no end yet: without "
            "--choose, --loop and --room-store."
        )
    from tui.cli.live import default_path
    from tui.live.hosted import HostedLive

    hosted = HostedLive(given.names[0], default_path(given.names[0]), time.time, time.sleep)
    first = hosted.first()
    click.echo(f"Recording in {hosted.path}.")
    return {"": first}, hosted.start


def _command_line() -> str:
    return shlex.join(["liveblog-tui", *sys.argv[1:]])


def _log(line: str) -> None:
    """A full disk or a lost reader of the log must not end the guests."""
    with suppress(OSError):
        click.echo(line, err=True)
