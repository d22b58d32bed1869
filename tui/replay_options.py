"""Options of a replay, shared by the command and by guests who type them behind `ssh HOST`."""

from collections.abc import Callable, Sequence
from typing import Any

import click

ORDERS = ("oldest", "newest")

SHARED = (
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
        "--order",
        type=click.Choice(ORDERS),
        help="Order of the posts. Default: oldest first.",
    ),
)
PAUSED = click.option("--paused", is_flag=True, help="Start paused.")
LOOP = click.option("--loop", is_flag=True, help="Start again at the end.")
AS_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Posts as JSON, one a line, instead of a screen."
)


def with_options[Command: Callable[..., Any]](
    command: Command, options: Sequence[Callable[[Command], Command]]
) -> Command:
    """In the order of the help."""
    for option in reversed(options):
        command = option(command)
    return command
