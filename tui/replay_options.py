"""Options of a replay, shared by the command and by guests who type them behind `ssh HOST`."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from tui.model.blog import ORDERS

type Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def flag(*names: str, help: str) -> Option:
    return click.option(*names, is_flag=True, help=help)


def text(*names: str, held: str, help: str, multiple: bool = False, default: str = "") -> Option:
    """An option with a text, by default empty; `held` names it in the help, such as WPM."""
    if multiple:
        return click.option(*names, metavar=held, help=help, multiple=True)
    shown = bool(default)
    return click.option(*names, metavar=held, help=help, default=default, show_default=shown)


def with_options(command: Callable[..., Any], options: Iterable[Option]) -> Callable[..., Any]:
    """In the order of the help."""
    for option in reversed([*options]):
        command = option(command)
    return command


SHARED = (
    text("--finish-in", held="SPAN", help="Choose the pace so that it takes this long: 5m, 90s."),
    flag("--skip-gaps", help="At a constant speed, hold no silence longer than 3 seconds."),
    text("--at", held="MOMENT", help="Start at 10:26, +10m, 50%, #7, a headline."),
    text(
        "--author",
        "authors",
        held="NAME",
        multiple=True,
        help='Only this author\'s posts, or "unsigned".',
    ),
    text(
        "--kind",
        "kinds",
        held="KIND",
        multiple=True,
        help='Only posts of this kind: Analysis, "with image".',
    ),
    text(
        "--source",
        "only_sources",
        held="NAME",
        multiple=True,
        help="Only the posts of this source.",
    ),
    click.option(
        "--order", type=click.Choice(ORDERS), help="Order of the posts. Default: oldest first."
    ),
)
PAUSED = flag("--paused", help="Start paused.")
LOOP = flag("--loop", help="Start again at the end.")
AS_JSON = flag("--json", "as_json", help="Posts as JSON, one a line, instead of a screen.")
