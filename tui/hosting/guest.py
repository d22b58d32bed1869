"""Who watches, with what, and what they asked for."""

import argparse
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from tui.errors import OptionError
from tui.hosting.colours import Depth

LONGEST = 1000  # characters of a command line
USAGE = 'write for example: ssh -t HOST 10:26 --author "Tom Bateman" --speed 10'

ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "LANG")
"""All that a guest's client may tell of its environment."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a guest asked for on the command line, not yet understood: a moment, authors, a speed."""

    at: str = ""
    authors: tuple[str, ...] = ()
    speed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One guest at the time of joining. `fingerprint` is of a key whose signature has been verified, else empty."""

    address: str
    user: str = ""
    fingerprint: str = ""
    depth: Depth = Depth.TRUE
    term: str = "xterm-256color"
    environment: Mapping[str, str] = field(default_factory=dict)
    wish: Wish = Wish()

    @property
    def no_color(self) -> bool:
        """Whether the guest wants no colour (NO_COLOR set to anything but the empty string)."""
        return bool(self.environment.get("NO_COLOR"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionError(f"{_printable(message)}; {USAGE}")


def parse_wish(command: str) -> Wish:
    """Read a guest's command line as arguments; no shell ever sees it. Raises OptionError."""
    if len(command) > LONGEST:
        raise OptionError(f"That is too long; {USAGE}")
    parser = _Parser(prog="ssh HOST", add_help=False, allow_abbrev=False)
    parser.add_argument("moment", nargs="*")
    parser.add_argument("--at", default="")
    parser.add_argument("--author", action="append", default=[])
    parser.add_argument("--speed", type=float)
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OptionError(f"A quotation mark is missing; {USAGE}") from error
    found = parser.parse_args(words)
    if found.at and found.moment:
        raise OptionError(f"The moment is given twice; {USAGE}")
    if found.speed is not None and not 0 < found.speed <= 10_000:
        raise OptionError("The speed must be a number over 0, for example --speed 10")
    return Wish(found.at or " ".join(found.moment), tuple(found.author), found.speed)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
