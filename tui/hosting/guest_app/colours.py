"""Each guest's terminal gets the colours it can show, though all apps of the process draw in 24-bit colour.

Rich keeps the escape codes of a style in the style, shared by all guests, so the colours themselves must be
brought down before they are drawn: in a line filter.
"""

from rich.color import ColorSystem
from textual.filter import LineFilter, NoColor

from tui.hosting.guest import ColourDepth
from tui.screen.drawing.colour_depth import Downgrade


def line_filters_for(depth: ColourDepth, no_color: bool) -> list[LineFilter]:
    """The filters of one guest's app, in order."""
    if no_color:
        return [NoColor()]
    filters: list[LineFilter] = []
    if depth is ColourDepth.PALETTE:
        filters.append(Downgrade(ColorSystem.EIGHT_BIT))
    elif depth is ColourDepth.SIXTEEN:
        filters.append(Downgrade(ColorSystem.STANDARD))
    return filters
