"""Options of a replay, shared by the command and by guests who type them behind `ssh HOST`."""

from collections.abc import Iterable
from typing import Any

import click

from tui.model.blog import ORDERS


def flag(names: str, help: str) -> click.Option:
    """An option without a value; `names` may end in the parameter's: "--json as_json"."""
    return click.Option(names.split(), is_flag=True, help=help)


def text(names: str, held: str, help: str, **more: Any) -> click.Option:
    """An option with a text, by default empty; `held` names it in the help, such as WPM."""
    if not more.get("multiple"):
        more = {"default": "", "show_default": "default" in more} | more
    return click.Option(names.split(), metavar=held, help=help, **more)


def choice(names: str, values: Iterable[str], help: str) -> click.Option:
    """An option with one of these values, by default None."""
    return click.Option(names.split(), type=click.Choice([*values]), help=help)


SHARED = (
    text("--finish-in", "SPAN", "Choose the pace so that it takes this long: 5m, 90s."),
    flag("--skip-gaps", "At a constant speed, hold no silence longer than 3 seconds."),
    text("--at", "MOMENT", "Start at 10:26, +10m, 50%, #7, a headline."),
    text("--author authors", "NAME", 'Only this author\'s posts, or "unsigned".', multiple=True),
    text("--kind kinds", "KIND", 'Only posts of this kind: Analysis, "with image".', multiple=True),
    text("--source only_sources", "NAME", "Only the posts of this source.", multiple=True),
    choice("--order", ORDERS, "Order of the posts. Default: oldest first."),
)
PAUSED = flag("--paused", "Start paused.")
LOOP = flag("--loop", "Start again at the end.")
ZONE = text(
    "--zone zones", "ZONE", "A time zone for the z key, such as Europe/Paris.", multiple=True
)
