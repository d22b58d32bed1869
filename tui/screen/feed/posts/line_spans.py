"""The parts of a line with a look of their own: links, matches of a search. Pure."""

from collections.abc import Iterable, Iterator

from textual.content import Span
from textual.style import Style

from tui.model.blog import Link
from tui.screen.drawing.clusters import whole_clusters
from tui.screen.feed.posts.post_lines import PostLine


def link_spans(line: PostLine, links: Iterable[Link]) -> list[Span]:
    """The links of a line, as the terminal's own links (OSC 8)."""
    return [
        Span(start, end, Style(underline=True, link=link.url))
        for link in links
        for start, end in _overlaps(line, ((link.start, link.end),))
    ]


def match_spans(line: PostLine, matches: Iterable[tuple[int, int]], style: str) -> list[Span]:
    """The matches of a line, from the matches of its part."""
    return [Span(start, end, style) for start, end in _overlaps(line, matches)]


def _overlaps(line: PostLine, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges of a part that overlap the line, cut to it, each over whole clusters."""
    end = line.start + len(line.text)
    for start, stop in ranges:
        if start < end and stop > line.start:
            cut = max(start, line.start) - line.start, min(stop, end) - line.start
            yield whole_clusters(line.text, *cut)
