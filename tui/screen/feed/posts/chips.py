"""The publisher's labels of a post as chips. Pure.

CAPITALS are the publisher's words, lower case is ours.
"""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.model.blog import Post
from tui.screen.drawing.line_widget import Piece
from tui.screen.drawing.signs import KEY_EVENT
from tui.screen.drawing.wrap import truncate

MOST_CHIPS = 2
_BREAKING = "breaking"


def chips_of(post: Post, width: int) -> tuple[Piece, ...]:
    """The labels of a post, each with its role; at most two, in `width` cells."""
    chips: list[Piece] = []
    if post.kicker:
        is_breaking = post.kicker.casefold().startswith(_BREAKING)
        words = truncate(post.kicker.upper(), max(1, width // 2 - 2))
        chips.append((f" {words} ", "chip-live" if is_breaking else "chip-kicker"))
    if post.key_event:
        chips.append((f" {KEY_EVENT} KEY EVENT ", "chip-key"))
    if post.pinned:
        chips.append((" PINNED ", "chip-key"))
    chips = chips[:MOST_CHIPS]
    while chips and chips_cells(chips) > width:
        chips.pop()
    return tuple(chips)


def chips_cells(chips: Sequence[Piece]) -> int:
    """The cells of chips, each with a blank after it."""
    return sum(cell_len(text) + 1 for text, _ in chips)


def with_blanks(chips: Sequence[Piece]) -> tuple[Piece, ...]:
    """Chips as pieces of a row."""
    return tuple(piece for chip in chips for piece in (chip, (" ", "text")))
