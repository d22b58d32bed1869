"""Posts of a text without clocks: numbered posts, else paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.readers.pieces.clocks.body import NUMBER
from tui.readers.pieces.clocks.layout import UNTITLED
from tui.readers.pieces.clocks.lines import Line

NUMBERED = "The posts have no times; as on many pages the first is taken for the newest."
PARAGRAPHS = (
    "The text has neither times nor numbered posts; each paragraph is a post, in the text's order."
)
FEWEST_NUMBERED = 2  # lines, for a text to be numbered
LONGEST_HEADLINE = 200


@dataclass(slots=True)
class Piece:
    first: int
    headline: str = ""
    text: list[Line] = field(default_factory=list)


def pieces(lines: Sequence[Line]) -> tuple[list[Piece], bool]:
    """Posts in the text's order; True if they are mere paragraphs."""
    numbered = _numbered_pieces(lines)
    if len(numbered) >= FEWEST_NUMBERED:
        return numbered, False
    paragraphs: list[Piece] = []
    for place, line in enumerate(lines):
        if line.apart or not place:
            paragraphs.append(Piece(place))
        paragraphs[-1].text.append(line)
    return paragraphs, True


def _numbered_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Lines numbered in sequence, at the indent of the first."""
    found: list[Piece] = []
    for place, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        is_next = marked is not None and int(marked[1]) == len(found) + 1
        if marked and is_next and (not found or line.indent == lines[found[0].first].indent):
            headline = line.text[marked.end() :]
            found.append(Piece(place, "" if headline.casefold() in UNTITLED else headline))
        elif found:
            last = found[-1]
            if _is_number(last, lines) and len(line.text) <= LONGEST_HEADLINE:
                last.headline = line.text
            else:
                last.text.append(line)
    return found


def _is_number(piece: Piece, lines: Sequence[Line]) -> bool:
    """A number alone on its line, and nothing below yet."""
    is_empty = not (piece.headline or piece.text)
    return is_empty and NUMBER.fullmatch(lines[piece.first].text) is not None
