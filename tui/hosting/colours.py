"""Each guest's terminal gets the colours it can show, though all apps of the process draw in 24-bit colour.

Rich keeps the escape codes of a style in the style, shared by all guests, so the colours themselves must be
brought down before they are drawn: in a line filter.
"""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import override

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, NoColor

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


class Downgrade(LineFilter):
    """Brings every colour down to what `system` has."""

    def __init__(self, system: ColorSystem) -> None:
        super().__init__()
        self._system = system

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in colours of the system."""
        return [
            Segment(text, None if style is None else downgraded(style, self._system), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def downgraded(style: Style, system: ColorSystem) -> Style:
    """The style in colours of `system`; text never gets the colour of its own background."""
    colour = None if style.color is None else style.color.downgrade(system)
    ground = None if style.bgcolor is None else style.bgcolor.downgrade(system)
    if colour is not None and colour == ground and style.color != style.bgcolor:
        colour = _opposite(style)
    return style + Style.from_color(colour, ground)


def _opposite(style: Style) -> RichColor:
    ground = style.bgcolor.get_truecolor() if style.bgcolor is not None else (0, 0, 0)
    return RichColor.from_ansi(0 if sum(ground) > 3 * 127 else 15)
