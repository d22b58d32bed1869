"""A laid-out line and its styles -> the strip that is drawn. Colours are known by name; looks.py has them."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.blog import Link
from tui.screen.post_lines import Line, Role

STYLE_OF_ROLE = {
    Role.BLANK: "feed--body",
    Role.TIME: "feed--time",
    Role.KICKER: "feed--kicker",
    Role.HEADLINE: "feed--headline",
    Role.BYLINE: "feed--byline",
    Role.BODY: "feed--body",
    Role.HEADING: "feed--headline",
    Role.QUOTE: "feed--quote",
    Role.READ_MORE: "feed--more",
    Role.CAPTION: "feed--caption",
    Role.CREDIT: "feed--credit",
    Role.EMBED: "feed--embed",
    Role.CARD: "feed--card",
}
"""The look of each kind of line."""

type StyleOf = Callable[[str], Style]


class Span(NamedTuple):
    """Characters `start` to `end` of a line that have a style of their own."""

    start: int
    end: int
    style: Style


def link_spans(line: Line, links: Iterable[Link], style_of: StyleOf) -> list[Span]:
    """The parts of a line that lead somewhere, as the terminal's own links (OSC 8)."""
    spans = _overlaps(line, ((link.start, link.end) for link in links))
    urls = [link.url for link in links if link.start < line.start + len(line.text) and link.end > line.start]
    return [
        Span(start, end, style_of("feed--link") + Style(link=url))
        for (start, end), url in zip(spans, urls, strict=True)
    ]


def match_spans(line: Line, matches: Iterable[tuple[int, int]], style: Style) -> list[Span]:
    """The parts of a line that a search found, given where it found them in the line's part."""
    return [Span(start, end, style) for start, end in _overlaps(line, matches)]


def _overlaps(line: Line, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of a part, as far as they fall into the line, from the line's start."""
    end = line.start + len(line.text)
    return [
        (max(start, line.start) - line.start, min(stop, end) - line.start)
        for start, stop in ranges
        if start < end and stop > line.start
    ]


def text_segments(text: str, style: Style, spans: Sequence[Span]) -> list[Segment]:
    """The text in its style, with the spans laid over it in order."""
    if not spans:
        return [Segment(text, style)] if text else []
    cuts = sorted({0, len(text), *(cut for span in spans for cut in (span.start, span.end) if cut <= len(text))})
    segments = []
    for start, end in itertools.pairwise(cuts):
        piece = style
        for span in spans:
            if span.start <= start and end <= span.end:
                piece = piece + span.style
        segments.append(Segment(text[start:end], piece))
    return segments


def strip(segments: list[Segment], width: int, fill: Style) -> Strip:
    """The segments as one row of exactly `width` cells."""
    used = sum(cell_len(segment.text) for segment in segments)
    if used < width:
        return Strip([*segments, Segment(" " * (width - used), fill)], width)
    row = Strip(segments, used)
    return row if used == width else row.crop(0, width)
