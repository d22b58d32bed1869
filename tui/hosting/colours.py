"""Each guest's terminal gets the colours it can show, though all apps of the process draw in 24-bit colour.

Rich keeps the escape codes of a style in the style, shared by all guests, so the colours themselves must be
brought down before they are drawn: in a line filter.
"""

from collections.abc import Mapping
from enum import Enum

from rich.color import ColorSystem
from textual.filter import LineFilter, NoColor

from tui.screen.downgrade import Downgrade

# Terminals that draw 24-bit colour and say so by their name alone, as ssh does not send COLORTERM unasked.
TRUE_COLOUR_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm")


class Depth(Enum):
    """How many colours a terminal shows; NONE: it draws no screen at all, and gets text."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    TRUE = 1 << 24


def depth_of(term: str, environment: Mapping[str, str]) -> Depth:
    """What a terminal can show, from its TERM and COLORTERM."""
    if term in ("", "dumb", "unknown"):
        return Depth.NONE
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.TRUE
    if term.startswith(TRUE_COLOUR_TERMS) or term.endswith("-direct"):
        return Depth.TRUE
    return Depth.PALETTE if term.endswith("256color") else Depth.SIXTEEN


def filters_for(depth: Depth, no_color: bool) -> list[LineFilter]:
    """The filters of one guest's app, in order."""
    if no_color:
        return [NoColor()]
    filters: list[LineFilter] = []
    if depth is Depth.PALETTE:
        filters.append(Downgrade(ColorSystem.EIGHT_BIT))
    elif depth is Depth.SIXTEEN:
        filters.append(Downgrade(ColorSystem.STANDARD))
    return filters
