"""Posts of a text without clocks: numbered posts, else paragraphs."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.readers.pieces.clocks.body import NUMBER
from tui.readers.pieces.clocks.layout import UNTITLED
from tui.readers.pieces.clocks.lines import Line

NUMBERED = "The posts have no times; as on many pages the first is taken for the newest."
PARAGRAPHS = (
    "The text has neither times nor numbered posts; each paragraph is a post, in the text's order."
)
FEWEST_NUMBERED = 2  # lines, for a text to be numbered
LONGEST_HEADLINE = 200


class Piece(NamedTuple):
    first: int
    headline: str
    text: Sequence[Line]


def pieces(lines: Sequence[Line]) -> tuple[list[Piece], bool]:
    """Posts in the text's order; True if they are mere paragraphs."""
    starts = _numbered(lines)
    are_paragraphs = len(starts) < FEWEST_NUMBERED
    if are_paragraphs:
        starts = [at for at, line in enumerate(lines) if line.apart or not at]
    spans = list(pairwise([*starts, len(lines)]))
    if are_paragraphs:
        return [Piece(a, "", lines[a:b]) for a, b in spans], True
    return [_numbered_piece(lines, a, b) for a, b in spans], False


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Lines numbered in sequence, at the indent of the first."""
    found: list[int] = []
    for at, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        is_next = marked is not None and int(marked[1]) == len(found) + 1
        if is_next and (not found or line.indent == lines[found[0]].indent):
            found.append(at)
    return found


def _numbered_piece(lines: Sequence[Line], start: int, end: int) -> Piece:
    """The headline follows the number, or is on the next line."""
    body, headline = start + 1, NUMBER.sub("", lines[start].text, count=1)
    if not headline and body < end and len(lines[body].text) <= LONGEST_HEADLINE:
        body, headline = body + 1, lines[body].text
    return Piece(start, "" if headline.casefold() in UNTITLED else headline, lines[body:end])
