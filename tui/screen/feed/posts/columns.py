"""The columns of the feed at a size: margin, gutter, text. Pure."""

from typing import NamedTuple

from tui.screen.feed.posts.post_lines import Heads

MOST_TEXT_CELLS = 67
"""The width of the text, at most; longer lines are hard to read."""
GUTTER_CELLS = 11
"""The sign of a bookmark, the mark of the state, a blank, time or day, the mark of the paragraph, a
blank."""
RIGHT_CELLS = 3
"""Two blanks after the text, and the scroll bar."""
LEAST_CELLS_WITH_GUTTER = 56
LEAST_ROWS_WITH_RULES = 25
"""The least height of a feed in which each rule has a row of its own."""


class Columns(NamedTuple):
    """The division of a width: margin, gutter with times, text; and the shape of the heads."""

    gutter: int
    text: int
    heads: Heads
    margin: int = 0


def columns_for(width: int, height: int) -> Columns:
    """The columns of a feed of that size in cells; the last column is the scroll bar."""
    if width < LEAST_CELLS_WITH_GUTTER:
        gutter = 2 if width > 24 else 1
        right = 2 if width > 24 else 1
        return Columns(gutter, max(1, width - gutter - right), Heads.NARROW)
    room = width - GUTTER_CELLS - RIGHT_CELLS
    text = min(MOST_TEXT_CELLS, room)
    heads = Heads.RULED if height >= LEAST_ROWS_WITH_RULES else Heads.COMPACT
    return Columns(GUTTER_CELLS, text, heads, margin=(room - text) // 2)
