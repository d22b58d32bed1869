"""A guest at the time of joining: their address, their terminal, and what they requested."""

import argparse
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, NoReturn

from tui.model.errors import OptionError
from tui.model.safe_text import printable
from tui.replay import ReplayOptions

FLAGS = ("paused", "skip_gaps", "loop", "spoilers")
MAX_COMMAND_CHARACTERS = 1000
USAGE = 'write for example: ssh -t HOST 10:26 --author "Tom Bateman" --pace 240'

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
    projector: bool = False
    """Whether an audience looks at this terminal, which is no guest of the room."""

    @property
    def no_color(self) -> bool:
        """Whether the guest wants no colour (NO_COLOR is set and not empty)."""
        return bool(self.environment.get("NO_COLOR"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionError(f"{printable(message)}; {USAGE}")


class Command(NamedTuple):
    """A guest's command line."""

    replay: ReplayOptions
    projector: bool = False


def parse_command(command: str) -> Command:
    """Parse a guest's command line; no shell ever sees it.

    Raises OptionError for an unknown option, a missing quotation mark or too long a line.
    """
    if len(command) > MAX_COMMAND_CHARACTERS:
        raise OptionError(f"The command is too long; {USAGE}")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OptionError(f"A quotation mark is missing; {USAGE}") from error
    # argparse takes a word such as -5m for an option unless it contains a space.
    words = [f" {word}" if re.match(r"-\d", word) else word for word in words]
    parsed = _parser().parse_intermixed_args(words)
    moments = [parsed.at, " ".join(parsed.moment)]
    authors = []
    for name_words in parsed.author:
        author, moment = _split_author(name_words)
        authors.append(author)
        moments.append(moment)
    given = [moment.strip() for moment in moments if moment]
    if len(given) > 1:
        raise OptionError(f"The moment is given twice; {USAGE}")
    flags = {flag: getattr(parsed, flag) for flag in FLAGS}
    replay = ReplayOptions(
        at="".join(given), authors=tuple(authors), pace=parsed.pace, speed=parsed.speed, **flags
    )
    return Command(replay, parsed.projector)


def _parser() -> _Parser:
    parser = _Parser(prog="ssh HOST", add_help=False, allow_abbrev=False)
    parser.add_argument("moment", nargs="*")
    parser.add_argument("--at", default="")
    # The guest's own shell has removed the quotation marks, so a name is several words.
    parser.add_argument("--author", nargs="+", action="append", default=[])
    parser.add_argument("--pace", default="")
    parser.add_argument("--speed", default="")
    parser.add_argument("--projector", action="store_true")
    for flag in FLAGS:
        parser.add_argument(f"--{flag.replace('_', '-')}", action="store_true")
    return parser


def _split_author(words: Sequence[str]) -> tuple[str, str]:
    """Split the words after --author into the author's name and the moment that may follow it."""
    for at, word in enumerate(words):
        if at and MOMENT_START.match(word.strip()):
            return " ".join(words[:at]), " ".join(words[at:])
    return " ".join(words), ""
