"""A guest at the time of joining: their address, their terminal, and what they requested."""

import argparse
import re
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, NoReturn

from tui.model.errors import OptionError
from tui.model.safe_text import printable
from tui.replay import ReplayOptions
from tui.screen.actions.resume import ResumePoint

FLAGS = ("paused", "skip_gaps", "loop", "spoilers")
NAMED = ("author", "kind", "source")
"""Options whose values are names of several words."""
ORDERS = ("oldest", "newest")
MAX_COMMAND_CHARACTERS = 1000
USAGE = "ssh HOST help prints what can be written"
HELP_WORDS = ("help", "-h", "--help")
_HELP = """\
Watch a live blog again. After ssh and the host's name you can write:

{begin}  ssh HOST help                 this text; also: ssh HOST -- --help
  ssh HOST list                 the live blogs here

and after these, in any order:

  --at MOMENT        start at this moment
  --pace WPM         words a minute at which you read; the clock waits for you
  --speed N          a constant speed instead: blog seconds a second, such as 60
  --finish-in SPAN   choose the pace so that it takes this long: 5m, 90s
  --skip-gaps        at a constant speed, hold no silence longer than 3 seconds
  --author NAME      only this author's posts, or unsigned
  --kind KIND        only such posts: Analysis, with image
  --source NAME      of several sources, only this one
  --order ORDER      oldest or newest: which post is first
  --zone ZONE        another time zone for the z key, such as Europe/Paris
  --paused           start paused
  --loop             start again at the end
  --spoilers         show all of the summary from the start
  --json             the posts as JSON, one a line, and no screen
  --projector        for the screen of a hall: no hints, and no seat is taken

For example: ssh -t HOST {name}10:26 --author Tom Bateman --pace 240
"""
HELP = _HELP.format(
    begin="""\
  ssh -t HOST                   watch; ? there lists the keys, q leaves
  ssh -t HOST 10:26             start at a moment: 10:26, +10m, 50%, #7, a headline
  ssh HOST 10:26                without -t: the page at that moment as text
""",
    name="",
)
HELP_WITH_LIST = _HELP.format(
    begin="""\
  ssh -t HOST                   a list of the live blogs: enter opens one, q leaves;
                                in a live blog ? lists the keys, q leads back to the list
  ssh -t HOST BLOG              watch the live blog of that name, such as {name}
  ssh -t HOST BLOG 10:26        start at a moment: 10:26, +10m, 50%, #7, a headline
  ssh HOST BLOG 10:26           without -t: the page at that moment as text
""",
    name="{name} ",
)
"""The help of a host with several live blogs; `name` is that of one."""

# The start of a word that is a moment and not a part of a name.
MOMENT_START = re.compile(
    r"\d{1,2}[:.]\d\d|\d{1,2}[ap]m\b|\d{4}-\d\d|[\d.]+%|#\d|[+-]\d", re.IGNORECASE
)

ENVIRONMENT_NAMES = ("TERM", "COLORTERM", "NO_COLOR", "LANG")
"""The environment variables that the host takes from a guest's client."""

# Terminals with 24-bit colour that only their name reveals: ssh does not send COLORTERM by default.
TRUE_COLOUR_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")


class ColourDepth(Enum):
    """How many colours a terminal shows; NONE: it draws no screen at all and gets text."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    TRUE = 1 << 24


def colour_depth_of(term: str, environment: Mapping[str, str]) -> ColourDepth:
    """Derive a terminal's colour depth from its TERM and COLORTERM."""
    if term in ("", "dumb", "unknown"):
        return ColourDepth.NONE
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return ColourDepth.TRUE
    if term.startswith(TRUE_COLOUR_TERMS) or term.endswith("-direct"):
        return ColourDepth.TRUE
    return ColourDepth.PALETTE if term.endswith("256color") else ColourDepth.SIXTEEN


class NewPost(NamedTuple):
    """A post that has just come onto a guest's page, for a reader who hears it."""

    headline: str
    as_of: str
    """The moment that the post is the newest of, as a guest can type it."""
    came: int
    """The number of posts that came with it, itself included."""


class Button(NamedTuple):
    """A key of the page as a word to touch. `kind` is "main" or "room" for a colour of its own."""

    word: str
    key: str
    kind: str = ""
    types: bool = False
    """Whether the guest types something after it."""


class Buttons(NamedTuple):
    """All buttons of a browser: the `first` always, the `more` when asked for."""

    first: Sequence[Button] = ()
    more: Sequence[Button] = ()
    presents: bool = False
    """Whether they show where there is a keyboard, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One guest at the time of joining.

    `fingerprint` is the key's whose signature the host has verified, else empty.
    """

    address: str
    user: str = ""
    fingerprint: str = ""
    colour_depth: ColourDepth = ColourDepth.TRUE
    term: str = "xterm-256color"
    environment: Mapping[str, str] = field(default_factory=dict)
    requested: ReplayOptions = field(default_factory=ReplayOptions)
    """The words of the guest's command line: a moment, authors, a speed, not yet checked."""
    on_new_post: Callable[[NewPost], None] | None = None
    """Called with the newest of the posts that come, also when the guest goes to a later moment."""
    on_buttons: Callable[[Buttons], None] | None = None
    """Called with the buttons that a browser shows now."""
    projector: bool = False
    """Whether an audience looks at this terminal, which is no guest of the room."""
    blog: str = ""
    """Of several live blogs the name of that which the guest watches, or has watched before they
    came back to the list."""
    came_from_list: bool = False
    """Whether the list led here, and so the way out leads to it."""
    places: dict[str, ResumePoint] = field(default_factory=dict)
    """Where the guest has left live blogs for the list, by their names."""

    @property
    def no_color(self) -> bool:
        """Whether the guest wants no colour (NO_COLOR is set and not empty)."""
        return bool(self.environment.get("NO_COLOR"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionError(f"{printable(_sentence(message))}; {USAGE}")


def _sentence(message: str) -> str:
    """Say what argparse says, with the option as it was typed."""
    if unknown := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
        return f"No option {unknown[1].split()[0]}"
    if about := re.match(r"argument (--\S+): (ignored explicit argument)?", message):
        return f"{about[1]} takes no value" if about[2] else f"{about[1]} needs a value"
    return message


def _value(typed: str) -> str:
    """What stands after an option. Raises ValueError for nothing."""
    if not typed.strip():
        raise ValueError("nothing")
    return typed


class TextReply(Enum):
    """Texts that a guest can ask for instead of a replay."""

    HELP = "help"
    LIST = "list"


class Command(NamedTuple):
    """A guest's command line."""

    replay: ReplayOptions
    projector: bool = False
    answer: TextReply | None = None
    """What is told instead of a replay."""
    blog: str = ""
    """The name of a live blog, where there are several; empty for their list."""


def parse_command(command: str, names: Collection[str] = ()) -> Command:
    """Parse a guest's command line; no shell ever sees it. Where a host has several live blogs, the
    first word is one of their `names`.

    Raises OptionError for an unknown option or name, a missing quotation mark or too long a line.
    """
    if len(command) > MAX_COMMAND_CHARACTERS:
        raise OptionError(f"The command is too long; {USAGE}")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OptionError(f"A quotation mark is missing; {USAGE}") from error
    if words[:1] == ["--"]:  # as in ssh HOST -- --help, of which some clients send all
        del words[0]
    if any(word in HELP_WORDS[1:] for word in words) or words == [HELP_WORDS[0]]:
        return Command(ReplayOptions(), answer=TextReply.HELP)
    if words == [TextReply.LIST.value]:
        return Command(ReplayOptions(), answer=TextReply.LIST)
    # argparse takes a word such as -5m for an option unless it contains a space.
    words = [f" {word}" if re.match(r"-\d", word) else word for word in words]
    parsed = _parser().parse_intermixed_args(words)
    blog = known_name(parsed.moment.pop(0), names) if names and parsed.moment else ""
    moments = [parsed.at or "", " ".join(parsed.moment)]
    named: dict[str, list[str]] = {}
    for option in NAMED:
        named[option] = []
        for words_after in getattr(parsed, option):
            name, moment = _split_name(words_after)
            named[option].append(name)
            moments.append(moment)
    given = [moment.strip() for moment in moments if moment]
    if len(given) > 1:
        raise OptionError(f"The moment is given twice; {USAGE}")
    replay = ReplayOptions(
        at="".join(given),
        authors=tuple(named["author"]),
        kinds=tuple(named["kind"]),
        only_sources=tuple(named["source"]),
        pace=parsed.pace or "",
        speed=parsed.speed or "",
        finish_in=parsed.finish_in or "",
        zones=tuple(parsed.zone),
        newest_first=_is_newest_first(parsed.order or ""),
        as_json=parsed.json,
        **{flag: getattr(parsed, flag) for flag in FLAGS},
    )
    return Command(replay, parsed.projector, blog=blog)


def known_name(typed: str, names: Collection[str]) -> str:
    """Return the name that was typed, in letters of any case.

    Raises OptionError for any other word.
    """
    name = typed.strip().lower()
    if name not in names:
        raise OptionError(
            f"No live blog {printable(typed.strip())!r} here. Live blogs: {', '.join(names)}."
        )
    return name


def _parser() -> _Parser:
    parser = _Parser(prog="ssh HOST", add_help=False, allow_abbrev=False)
    parser.add_argument("moment", nargs="*")
    # The guest's own shell has removed the quotation marks, so a name is several words.
    for option in NAMED:
        parser.add_argument(f"--{option}", nargs="+", action="append", default=[], type=_value)
    for option in ("at", "pace", "speed", "finish-in", "order"):
        parser.add_argument(f"--{option}", type=_value)
    parser.add_argument("--zone", action="append", default=[], type=_value)
    for flag in (*FLAGS, "json", "projector"):
        parser.add_argument(f"--{flag.replace('_', '-')}", action="store_true")
    return parser


def _is_newest_first(order: str) -> bool:
    if order not in ("", *ORDERS):
        raise OptionError(f"--order takes {' or '.join(ORDERS)}; not {printable(order)!r}.")
    return order == "newest"


def _split_name(words: Sequence[str]) -> tuple[str, str]:
    """Split the words after --author into the author's name and the moment that may follow it."""
    for at, word in enumerate(words):
        if at and MOMENT_START.match(word.strip()):
            return " ".join(words[:at]), " ".join(words[at:])
    return " ".join(words), ""
