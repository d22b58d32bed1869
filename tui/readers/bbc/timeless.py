"""The posts of a text without any times: those it numbers, else its paragraphs."""

from collections.abc import Sequence
from datetime import date, timedelta

from tui.model.blog import ReadWarning
from tui.readers.bbc.body import NUMBER
from tui.readers.bbc.headings import Head, Heads
from tui.readers.bbc.lines import Line
from tui.readers.bbc.times import Stamp

NUMBERED = "The posts have no times; as on the BBC's pages the first is taken for the newest."
PARAGRAPHS = (
    "The text has neither times nor numbered posts; each paragraph is a post, in the text's order."
)
FEWEST_NUMBERED = 2
"""Numbered lines that make a text one of numbered posts."""


def timeless_heads(lines: Sequence[Line], day: date) -> tuple[Heads, bool]:
    """The heads of the posts, all at the day's beginning; and whether they are mere paragraphs."""
    at_midnight = Stamp(timedelta(0), day)
    heads = Heads()
    numbered = _numbered(lines, at_midnight)
    are_paragraphs = len(numbered) < FEWEST_NUMBERED
    heads.complete = _paragraphs(lines, at_midnight) if are_paragraphs else numbered
    message = PARAGRAPHS if are_paragraphs else NUMBERED
    heads.warnings.append(ReadWarning(f"line {heads.complete[0].line}", message))
    return heads, are_paragraphs


def _paragraphs(lines: Sequence[Line], at_midnight: Stamp) -> list[Head]:
    return [
        Head(place, place, line.number, None, "", "", at_midnight)
        for place, line in enumerate(lines)
        if line.apart or not place
    ]


def _numbered(lines: Sequence[Line], at_midnight: Stamp) -> list[Head]:
    """A head for each line with the next number, at the indent of the first."""
    heads: list[Head] = []
    indent = 0
    for place, line in enumerate(lines):
        marked = NUMBER.match(line.text)
        if marked is None or int(marked[1]) != len(heads) + 1 or (heads and line.indent != indent):
            continue
        indent = line.indent
        headline = line.text[marked.end() :]
        body = place + 1
        if not headline and body < len(lines) and len(lines[body].text) <= 200:
            headline, body = lines[body].text, body + 1
        said = "" if headline == "Post" else headline
        heads.append(Head(place, body, line.number, len(heads) + 1, "", said, at_midnight))
    return heads
