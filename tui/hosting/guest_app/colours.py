"""The line filters that bring an app's 24-bit colours down to what the guest's terminal shows.

Rich caches a style's escape codes in the style, which all guests share. So the colours must change
before the line is rendered: in a line filter.
"""

from functools import lru_cache

from rich.terminal_theme import TerminalTheme
from textual.filter import ANSIToTruecolor, LineFilter, NoColor

from tui.hosting.guest import ColourDepth
from tui.screen.drawing.colour_depth import PALETTE, SIXTEEN

NO_COLOR = NoColor()


@lru_cache(8)
def truecolor_filter(theme: TerminalTheme) -> ANSIToTruecolor:
    """Return Textual's filter for the colours that a terminal's theme defines, one for all apps."""
    return ANSIToTruecolor(theme)


def line_filters_for(depth: ColourDepth, no_color: bool) -> list[LineFilter]:
    """Return the filters for one guest's app, in order."""
    if no_color:
        return [NO_COLOR]
    if depth is ColourDepth.PALETTE:
        return [PALETTE]
    if depth is ColourDepth.SIXTEEN:
        return [SIXTEEN]
    return []
