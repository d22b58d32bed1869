"""The options that `replay` and a film of `convert` share."""

from collections.abc import Callable
from typing import Any

import click

from tui.cli.streams import with_options
from tui.model.errors import OptionError
from tui.settings.config import ORDERS

_OPTIONS = (
    click.option(
        "--pace",
        default="",
        metavar="WPM",
        help="Words a minute at which you read; the clock waits for you. At first 200; "
        "a replay on a screen keeps it for the next time.",
    ),
    click.option(
        "--speed",
        default="",
        metavar="N",
        help="A constant speed instead: so many blog seconds a second, such as 60; 1 is real time, "
        "max all at once.",
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
        help='Only such posts: Analysis, "with image".',
    ),
    click.option(
        "--source",
        "only_sources",
        multiple=True,
        metavar="NAME",
        help="Of several sources, only this one.",
    ),
    click.option(
        "--order",
        type=click.Choice(ORDERS),
        help="Which post is first on a screen, with --as-of, and in all that convert writes; "
        "the oldest unless your settings for replay say otherwise.",
    ),
    click.option(
        "--spoilers/--no-spoilers",
        default=None,
        help="Show all of the summary from the start; or, where your settings for replay do so, "
        "only what is known so far.",
    ),
    click.option(
        "--theme",
        default="",
        metavar="NAME",
        help="Colours, for this run: one of Textual's themes. In the app, T chooses one and "
        "keeps it.",
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
        raise OptionError(
            f"There is no theme called {asked!r}; the themes are: {', '.join(THEMES)}."
        )
