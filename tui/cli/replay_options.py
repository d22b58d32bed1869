"""The options that `replay` and a film of `convert` share."""

from collections.abc import Callable
from typing import Any

import click

from tui.model.errors import OptionError
from tui.replay_options import SHARED, with_options

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
    *SHARED,
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
    return with_options(command, _OPTIONS)


def check_theme(asked: str) -> None:
    """Raises OptionError for an unknown theme, even when no colours are shown."""
    if not asked:
        return
    from tui.screen.app import THEMES

    if asked not in THEMES:
        raise OptionError(f"No theme {asked!r}. Themes: {', '.join(THEMES)}.")
