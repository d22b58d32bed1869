"""Who watches, with what, and what they asked for."""

import argparse
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn

from tui.model.errors import OptionError
from tui.replay import ReplayOptions

FLAGS = ("paused", "skip_gaps", "loop")
MAX_COMMAND_CHARACTERS = 1000  # characters of a command line
USAGE = 'write for example: ssh -t HOST 10:26 --author "Tom Bateman" --speed 10'

# How a moment begins that can be told from the words of a name.
MOMENT_START = re.compile(
    r"\d{1,2}[:.]\d\d|\d{1,2}[ap]m\b|\d{4}-\d\d|[\d.]+%|#\d|[+-]\d", re.IGNORECASE
)

ENVIRONMENT_NAMES = ("TERM", "COLORTERM", "NO_COLOR", "LANG")
"""All that a guest's client may tell of its environment."""


# Terminals that draw 24-bit colour and say so by their name alone, as ssh does not send COLORTERM unasked.
TRUE_COLOUR_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")


class ColourDepth(Enum):
    """How many colours a terminal shows; NONE: it draws no screen at all, and gets text."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    TRUE = 1 << 24


def colour_depth_of(term: str, environment: Mapping[str, str]) -> ColourDepth:
    """What a terminal can show, from its TERM and COLORTERM."""
    if term in ("", "dumb", "unknown"):
        return ColourDepth.NONE
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return ColourDepth.TRUE
    if term.startswith(TRUE_COLOUR_TERMS) or term.endswith("-direct"):
        return ColourDepth.TRUE
    return ColourDepth.PALETTE if term.endswith("256color") else ColourDepth.SIXTEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One guest at the time of joining. `fingerprint` is of a key whose signature has been verified, else empty."""

    address: str
    user: str = ""
    fingerprint: str = ""
    colour_depth: ColourDepth = ColourDepth.TRUE
    term: str = "xterm-256color"
    environment: Mapping[str, str] = field(default_factory=dict)
    requested: ReplayOptions = field(default_factory=ReplayOptions)
    """What they asked for on the command line, not yet understood: a moment, authors, a speed."""

    @property
    def no_color(self) -> bool:
        """Whether the guest wants no colour (NO_COLOR set to anything but the empty string)."""
        return bool(self.environment.get("NO_COLOR"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionError(f"{printable(message)}; {USAGE}")


def parse_command(command: str) -> ReplayOptions:
    """Read a guest's command line as arguments; no shell ever sees it. Raises OptionError."""
    if len(command) > MAX_COMMAND_CHARACTERS:
        raise OptionError(f"That is too long; {USAGE}")
    parser = _Parser(prog="ssh HOST", add_help=False, allow_abbrev=False)
    parser.add_argument("moment", nargs="*")
    parser.add_argument("--at", default="")
    # Several words, because the guest's own shell has taken the quotation marks away; a moment may follow them.
    parser.add_argument("--author", nargs="+", action="append", default=[])
    parser.add_argument("--speed", default="")
    for flag in FLAGS:
        parser.add_argument(f"--{flag.replace('_', '-')}", action="store_true")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OptionError(f"A quotation mark is missing; {USAGE}") from error
    # With a space in it a word such as -5m is no option.
    found = parser.parse_intermixed_args(
        [f" {word}" if re.match(r"-\d", word) else word for word in words]
    )
    moments = [found.at, " ".join(found.moment)]
    authors = []
    for name in found.author:
        end = next(
            (at for at, word in enumerate(name) if at and MOMENT_START.match(word.strip())),
            len(name),
        )
        authors.append(" ".join(name[:end]))
        moments.append(" ".join(name[end:]))
    at = [moment.strip() for moment in moments if moment]
    if len(at) > 1:
        raise OptionError(f"The moment is given twice; {USAGE}")
    flags = {flag: getattr(found, flag) for flag in FLAGS}
    return ReplayOptions(at="".join(at), authors=tuple(authors), speed=found.speed, **flags)


def printable(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
