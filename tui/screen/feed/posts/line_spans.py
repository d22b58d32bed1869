"""The parts of a line with a look of their own: links, matches of a search. Pure."""

from collections.abc import Iterable

from rich.style import Style

from tui.model.blog import Link
from tui.screen.drawing.strips import Span
from tui.screen.feed.posts.post_lines import Line


def link_spans(line: Line, links: Iterable[Link]) -> list[Span]:
    """The links of a line, as the terminal's own links (OSC 8)."""
    spans = _overlaps(line, ((link.start, link.end) for link in links))
    urls = [
        link.url
        for link in links
        if link.start < line.start + len(line.text) and link.end > line.start
    ]
    return [
        Span(start, end, Style(underline=True, link=url))
        for (start, end), url in zip(spans, urls, strict=True)
    ]


def match_spans(line: Line, matches: Iterable[tuple[int, int]], style: Style) -> list[Span]:
    """The matches of a line, from the matches of its part."""
    return [Span(start, end, style) for start, end in _overlaps(line, matches)]


def _overlaps(line: Line, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of a part that overlap the line, cut to it, from the line's start."""
    end = line.start + len(line.text)
    return [
        (max(start, line.start) - line.start, min(stop, end) - line.start)
        for start, stop in ranges
        if start < end and stop > line.start
    ]
