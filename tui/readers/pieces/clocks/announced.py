"""Heads whose headline ends in the time, or is numbered: "1. Headlinepublished at 9:26"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.readers.pieces.clocks.body import BULLET, NUMBER
from tui.readers.pieces.clocks.layout import KICKERS, Head
from tui.readers.pieces.clocks.lines import SUMMARY, Line
from tui.readers.pieces.clocks.openings import Opening

UNTITLED = frozenset({"post", "beitrag"})  # as in "Postpublished at 9:26"
# Not compiled: not every text has headlines beside its clocks.
_GLUED_KICKER = r"(Breaking News|Breaking|Analysis|Get involved|Watch live)(?=[A-Z“‘\"'])"
_LINES_OF_A_HEAD = 4
_LONGEST_WRAPPED = 200


def are_announced(lines: Sequence[Line], run: Sequence[Opening]) -> bool:
    """Headlines end in the time, or numbered headlines are above it."""
    ended = sum(
        x.announced and not x.rest and bool(x.title or lines[x.line].text[:6].lower() != "posted")
        for x in run
    )
    above = sum(x.line > 0 and bool(NUMBER.match(lines[x.line - 1].text)) for x in run)
    return 2 * max(ended, above) > len(run)


def announced(lines: Sequence[Line], run: Sequence[Opening]) -> Iterator[Head]:
    start, number = 0, None
    for x in run:
        first = _first_line(lines, x, start, number)
        *upper, own = (*lines[first : x.line], replace(lines[x.line], text=x.title))
        marked = NUMBER.match((*upper, own)[0].text)
        number = int(marked[1]) if marked else None
        if marked and upper:
            upper[0] = replace(upper[0], text=upper[0].text[marked.end() :])
        elif marked:
            own = replace(own, text=own.text[marked.end() :])
        kicker, headline = _kicker_and_headline([*(y for y in upper if y.text), own])
        yield Head(x, first, x.end, 0, number, kicker, headline, rest=x.rest)
        start = x.end


def _first_line(lines: Sequence[Line], x: Opening, start: int, number: int | None) -> int:
    """First line of a head that ends in the time: number, kicker or headline."""
    above = range(x.line - 1, max(start, x.line - _LINES_OF_A_HEAD) - 1, -1)
    for at in () if NUMBER.match(x.title) else above:
        if not _may_be_wrapped(lines[at].text, ""):
            break
        if marked := NUMBER.match(lines[at].text):
            if number is None or int(marked[1]) in (1, number + 1):
                return at
            break
    at = x.line
    if not x.title and at > start and _may_be_wrapped(lines[at - 1].text):
        at -= 1
    return at - (
        at > start and lines[at - 1].text.casefold() in KICKERS and not NUMBER.match(x.title)
    )


def _may_be_wrapped(text: str, stops: str = ".:,") -> bool:
    is_short = len(text) <= _LONGEST_WRAPPED and text[-1] not in stops
    return is_short and not BULLET.match(text) and text.casefold() != SUMMARY


def _kicker_and_headline(parts: list[Line]) -> tuple[str, str]:
    """A blank line separates kicker and headline; a line break only wraps the headline."""
    last = parts.pop()
    if not last.text and parts and parts[-1].text.casefold() not in KICKERS:
        last = parts.pop()
    headline, apart = last.text, last.apart
    while parts and not apart and headline != "Post" and len(parts[-1].text) > 30:
        last = parts.pop()
        headline, apart = f"{last.text} {headline}", last.apart
    kicker = " · ".join(part.text for part in parts)
    if not kicker and (glued := re.match(_GLUED_KICKER, headline)):
        kicker, headline = glued[0], headline[glued.end() :]
    return kicker, "" if headline.casefold() in UNTITLED else headline
