"""Posts of a text without clocks: numbered posts, else paragraphs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from tui.model.blog import Post
from tui.readers.pieces.clocks.body import NUMBER, body
from tui.readers.pieces.clocks.heads import UNTITLED
from tui.readers.pieces.clocks.lines import Line

NUMBERED = "The posts have no times; as on many pages the first is taken for the newest."
PARAGRAPHS = "The text has no times; each paragraph is a post, in the text's order."
FEWEST_NUMBERED = 2  # lines, for a text to be numbered
LONGEST_HEADLINE = 200


def numbered(lines: Sequence[Line]) -> list[int]:
    """Lines numbered in sequence, at the indent of the first; [] without a sequence."""
    found: list[int] = []
    for at, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        is_next = marked is not None and int(marked[1]) == len(found) + 1
        if is_next and (not found or line.indent == lines[found[0]].indent):
            found.append(at)
    return found if len(found) >= FEWEST_NUMBERED else []


def posts_without_times(lines: Sequence[Line], moment: datetime) -> Iterator[Post]:
    """Posts in the text's order."""
    numbers = numbered(lines)
    starts = numbers or [at for at, line in enumerate(lines) if line.apart or not at]
    for start, end in pairwise([*starts, len(lines)]):
        text = lines[start:end]
        headline, text = _without_headline(text) if numbers else ("", text)
        yield Post(moment, headline, "", *body(text))


def _without_headline(text: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The headline follows the number, or is on the next line."""
    at, headline = 1, NUMBER.sub("", text[0].text, count=1)
    if not headline and len(text) > 1 and len(text[1].text) <= LONGEST_HEADLINE:
        at, headline = 2, text[1].text
    return "" if headline.casefold() in UNTITLED else headline, text[at:]
