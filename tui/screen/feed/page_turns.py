"""The pages of a post in a window: which line is being read, and when the page is turned. Pure."""

from typing import NamedTuple

from tui.playback.reading_time import characters_to_read
from tui.screen.feed.post_lines import PostLines, Role

STAYING_ROWS = 2
"""Rows of the old page that stay on top of the new one at least."""


class Turn(NamedTuple):
    """The next page of a post: the line on its top, and the line whose reading turns to it."""

    top: int
    at: float


def next_turn(post: PostLines, top: int, height: int) -> Turn | None:
    """The next page where line `top` is on the first row of a window; None if the post ends in it.

    Two rows stay, or more where the post's last words then fit; the page is turned in their middle.
    """
    words, below = words_end(post), top + height
    if words <= below:
        return None
    new = min(below - min(STAYING_ROWS, height - 1), words - height)
    new = max(new, top + 1)
    return Turn(new, new + (below - new) / 2)


def words_end(post: PostLines) -> int:
    """How many lines there are without the blank ones at the end."""
    words = len(post.lines)
    while words and post.lines[words - 1].role is Role.BLANK:
        words -= 1
    return words


def row_at(post: PostLines, share: float) -> float:
    """The line at that share of the characters; 2.5 is the middle of the third line."""
    sizes = _sizes(post)
    left = share * sum(sizes)
    for row, size in enumerate(sizes):
        if left < size:
            return row + left / size
        left -= size
    return float(len(sizes))


def share_before(post: PostLines, row: float) -> float:
    """The share of the characters that stand before a line."""
    sizes = _sizes(post)
    whole, part = int(row), row % 1
    before = sum(sizes[:whole]) + (sizes[whole] * part if whole < len(sizes) else 0.0)
    return min(before / (sum(sizes) or 1.0), 1.0)


def _sizes(post: PostLines) -> list[float]:
    """Characters to read on each line."""
    return [characters_to_read(line.text) + 1 if line.text else 0.0 for line in post.lines]
