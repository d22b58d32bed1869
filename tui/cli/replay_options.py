"""The options that `replay` and a film of `convert` share."""

from collections.abc import Callable
from typing import Any

import click

from tui.cli.given_sources import with_options
from tui.model.errors import OptionError
from tui.settings.config import ORDERS

_OPTIONS = (
    click.option(
        "--pace",
        default="",
        metavar="WPM",
        help="Words a minute at which you read. Default 200; the last pace is remembered.",
    ),
    click.option(
        "--speed",
        default="",
        metavar="N",
        help="Play at N times real time; max prints everything at once.",
    ),
    click.option(
        "--finish-in",
        default="",
        metavar="SPAN",
        help="Choose the pace so that it takes this long: 5m, 90s.",
    ),
    click.option(
        "--skip-gaps",
        is_flag=True,
        help="At a constant speed, hold no silence longer than 3 seconds.",
    ),
    click.option(
        "--at", default="", metavar="MOMENT", help="Start at 10:26, +10m, 50%, #7, a headline."
    ),
    click.option(
        "--author",
        "authors",
        multiple=True,
        metavar="NAME",
        help='Only this author\'s posts, or "unsigned".',
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help='Only posts of this kind: Analysis, "with image".',
    ),
    click.option(
        "--source",
        "only_sources",
        multiple=True,
        metavar="NAME",
        help="Only the posts of this source.",
    ),
    click.option(
        "--order", type=click.Choice(ORDERS), help="Order of the posts. Default: oldest first."
    ),
    click.option(
        "--spoilers/--no-spoilers",
        default=None,
        help="Show all of the summary from the start, or only what is known so far.",
    ),
    click.option(
        "--theme",
        default="",
        metavar="NAME",
        help="Theme for this run; a theme chosen in the app is remembered.",
    ),
)


def replay_options[Command: Callable[..., Any]](command: Command) -> Command:
    """Add them to a command: pace, speed, start, filter, order and colours."""
    return with_options(command, _OPTIONS)


def check_theme(asked: str) -> None:
    """Reject an unknown theme even when no colours are shown. Raises OptionError."""
    if not asked:
        return
    from tui.screen.app import THEMES

    if asked not in THEMES:
        raise OptionError(f"No theme {asked!r}. Themes: {', '.join(THEMES)}.")
