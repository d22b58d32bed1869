"""A guest's command line: the words after `ssh HOST`, which no shell ever sees."""

import re
import shlex
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

import click

from tui.model.errors import OptionError
from tui.model.safe_text import printable
from tui.replay import ReplayOptions
from tui.replay_options import LOOP, PAUSED, SHARED, ZONE, flag, text

NAMED = ("--author", "--kind", "--source")  # options whose values may be several words
MAX_COMMAND_CHARACTERS = 1000
HELP_COLUMNS = 80
USAGE = "ssh HOST help prints the options."
_HELP = """\
Watch a live blog again. After ssh and the host's name you can write:

{begin}  ssh HOST help                 this text; also: ssh HOST -- --help
  ssh HOST list                 the live blogs here

For example: ssh -t HOST {example} --pace 240

"""
_ONE_BLOG = """\
  ssh -t HOST                   watch; ? there lists the keys, q leaves
  ssh -t HOST {moment:<17} start there; also +10m, 50%, #7, a headline
  ssh HOST {moment:<20} without -t: the page at that moment as text
"""
_SEVERAL_BLOGS = """\
  ssh -t HOST                   a list of the live blogs: enter opens one, q leaves;
                                in a live blog ? lists the keys, q leads back to the list
  ssh -t HOST BLOG              watch the live blog of that name, such as {name}
  ssh -t HOST BLOG {moment:<12} start there; also +10m, 50%, #7, a headline
  ssh HOST BLOG {moment:<15} without -t: the page at that moment as text
"""

# Start of a word that is a moment, not part of a name.
MOMENT_START = re.compile(
    r"\d{1,2}[:.]\d\d|\d{1,2}[ap]m\b|\d{4}-\d\d|[\d.]+%|#\d|[+-]\d", re.IGNORECASE
)
_OPTIONS = (
    text("--pace", "WPM", "Words a minute at which you read; the clock waits for you."),
    text("--speed", "N", "A constant speed instead: blog seconds a second, such as 60."),
    *SHARED,
    ZONE,
    PAUSED,
    LOOP,
    flag("--spoilers", "Show all of the summary from the start."),
    flag("--json as_json", "The posts at that moment as JSON, one a line."),
    flag("--projector", "For the screen of a hall: no hints, and no seat is taken."),
)


_WORDS = click.Argument(["words"], nargs=-1)
_command = click.Command("ssh HOST", add_help_option=False, params=[*_OPTIONS, _WORDS])
"""Only its parser is used."""


class Command(NamedTuple):
    replay: ReplayOptions = ReplayOptions()
    projector: bool = False
    answer: Literal["", "help", "list"] = ""  # instead of a replay
    blog: str = ""  # empty: the list of several


def parse_command(command: str, names: Collection[str] = ()) -> Command:
    """A guest's request; of several live blogs its first word is in `names`. Raises OptionError."""
    words = _split(command)
    if words == ["help"] or {"-h", "--help"} & set(words):
        return Command(answer="help")
    if words == ["list"]:
        return Command(answer="list")
    try:
        given = _command.make_context("ssh HOST", _with_whole_names(words)).params
    except click.UsageError as error:
        raise OptionError(f"{printable(error.format_message())} {USAGE}") from error
    typed = list(given.pop("words"))
    blog = known_name(typed.pop(0), names) if names and typed else ""
    at, moment = given["at"].strip(), " ".join(typed).strip()
    if at and moment:
        raise OptionError(f"The moment is given twice. {USAGE}")
    projector, order = given.pop("projector"), given.pop("order")
    options = given | {"at": at or moment, "newest_first": order == "newest"}
    return Command(ReplayOptions(**options), projector, blog=blog)


def _split(command: str) -> list[str]:
    if len(command) > MAX_COMMAND_CHARACTERS:
        raise OptionError(f"The command is too long. {USAGE}")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OptionError(f"A quotation mark is missing. {USAGE}") from error
    # As in ssh HOST -- --help, of which some clients send all.
    return words[1:] if words[:1] == ["--"] else words


def help_text(names: Sequence[str], moment: str) -> str:
    """`names` are empty on a host with one live blog; `moment` is an example."""
    name = names[0] if names else ""
    formatter = click.HelpFormatter(width=HELP_COLUMNS)
    _command.format_options(click.Context(_command), formatter)
    begin = _SEVERAL_BLOGS if names else _ONE_BLOG
    begin = begin.format(name=name, moment=moment)
    typed = " ".join(filter(None, (name, moment)))
    return _HELP.format(begin=begin, example=typed) + formatter.getvalue()


def known_name(typed: str, names: Collection[str]) -> str:
    """The name, typed in any case. Raises OptionError for an unknown name."""
    name = typed.strip().lower()
    if name not in names:
        raise OptionError(
            f"No live blog {printable(typed.strip())!r} here. Live blogs: {', '.join(names)}."
        )
    return name


def _with_whole_names(words: Sequence[str]) -> list[str]:
    """Join the words of a name, whose quotes the guest's own shell has removed, up to an option or
    a moment. The moment gets its option; -5m also gets a space, or it would be an option itself."""
    whole: list[str] = []
    option = ""
    for word in words:
        if word.startswith("--"):
            option = word
            whole.append(word)
        elif option not in NAMED:
            whole.append(f" {word}" if re.match(r"-\d", word) else word)
        elif whole[-1] == option:
            whole.append(word)
        elif MOMENT_START.match(word):
            whole += ["--at", word]
        else:
            whole[-1] += f" {word}"
    return whole
