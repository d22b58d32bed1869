"""What a row of the feed looks like: the columns, the texts beside the post's own, and the strip that is drawn."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from tui.model.blog import Link, Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.strips import Span, strip, text_segments
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.post_lines import Line, PostLines, Role
from tui.screen.feed.viewport import Place

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

MEASURE = 88
"""The longest line in cells: longer ones are hard to read on."""


class Columns(NamedTuple):
    """How a width is divided: a margin where there is room for it, the gutter with times, the text; on narrow screens
    a time line in every post."""

    gutter: int
    text: int
    time_line: bool
    margin: int = 0


def columns_for(width: int) -> Columns:
    """The columns of a feed so many cells wide, its bar in the last."""
    if width < 56:
        gutter = 2 if width > 24 else 1
        return Columns(gutter, max(1, width - gutter - 1), True)
    text = min(MEASURE, width - 13)
    return Columns(10, text, False, margin=(width - 13 - text) // 2)


class Row(NamedTuple):
    """All that decides how a row looks, beside the search, the clock face and the colours."""

    place: Place
    new: bool


class FeedRows:
    """Lays out posts for one feed and draws their rows. Strips are kept until what they depend on changes."""

    def __init__(self, layouts: LayoutCache, face: ClockFace, card: Sequence[str]) -> None:
        self.blog = layouts.blog
        self._layouts = layouts
        self._card = card
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(400)
        self.face = face
        self.words = ""
        self.current: int | None = None
        self.width = 80

    @property
    def card_index(self) -> int:
        """The number of the card that ends the blog: one after the last post's."""
        return len(self.blog.posts)

    @property
    def columns(self) -> Columns:
        return columns_for(self.width)

    def lines(self, post: int) -> PostLines:
        """A post (or the card) at the width in force."""
        columns = self.columns
        if post == self.card_index:
            rows = [row for text in self._card for _, row in wrap(text, columns.text)]
            lines = (
                *(Line(Role.CARD, row, start=n) for n, row in enumerate(rows)),
                Line(Role.BLANK, start=len(rows)),
            )
            return PostLines(lines, ("",), ((),))
        return self._layouts.lines(post, columns.text, columns.time_line)

    def first_match(self, post: int, words: str) -> int:
        """The first line of a post that shows the words."""
        lines = self.lines(post)
        for part, text in enumerate(lines.parts):
            if found := occurrences(text, words):
                return lines.line_at(part, found[0][0])
        return 0

    def clear(self) -> None:
        """Forgets all strips: colours or times have changed."""
        self._strips.clear()

    def strip(self, row: Row, style_of: StyleOf) -> Strip:
        """The row without its bar."""
        key = (row, self.width, self.face.key, self.words, row.place.post == self.current)
        if (found := self._strips.get(key)) is None:
            found = self._strips[key] = self.paint(row, style_of)
        return found

    def paint(
        self,
        row: Row,
        style_of: StyleOf,
        selected: tuple[int, int] | None = None,
        y: int | None = None,
    ) -> Strip:
        """Draws a row; `selected` is a span of its text, `y` gives each piece of text the place it was cut from."""
        post, number = row.place
        layout = self.lines(post)
        line = layout.lines[number]
        base = style_of(STYLE_OF_ROLE[line.role])
        spans: list[Span] = []
        if line.text:
            spans += link_spans(line, layout.links[line.part], style_of)
            if self.words and post != self.card_index:
                look = style_of("feed--match-current" if post == self.current else "feed--match")
                spans += match_spans(line, occurrences(layout.parts[line.part], self.words), look)
            if selected is not None:
                start, end = selected
                spans.append(
                    Span(start, len(line.text) if end < 0 else end, style_of("feed--selection"))
                )
        text = text_segments(line.text, base, spans)
        if y is not None:
            text = _with_offsets(text, y)
        segments = [
            Segment(" " * self.columns.margin, style_of("feed--body")),
            *self._gutter(row, style_of),
        ]
        if line.indent:
            segments.append(Segment(line.indent, style_of("feed--indent")))
        if line.role is Role.TIME:
            text = [Segment(self.face.time(self._post(post).published), style_of("feed--time"))]
        return strip(segments + text, self.width - 1, style_of("feed--body"))

    def note(self, text: str, style_of: StyleOf) -> Strip:
        """A row under the posts that says something, where their texts begin."""
        columns = self.columns
        before = Segment(" " * (columns.margin + columns.gutter), style_of("feed--body"))
        return strip(
            [before, Segment(text, style_of("feed--pill"))], self.width - 1, style_of("feed--body")
        )

    def _post(self, index: int) -> Post:
        return self.blog.posts[index]

    def _gutter(self, row: Row, style_of: StyleOf) -> list[Segment]:
        """The mark of what is new and, where there is room, the time; under it day and year if there are several."""
        width, _, time_line, _ = self.columns
        post, number = row.place
        mark = Segment("●" if row.new and number == 0 else " ", style_of("feed--mark"))
        if width < 2:
            return [mark]
        if post == self.card_index or time_line or number > 2:
            return [mark, Segment(" " * (width - 1), style_of("feed--body"))]
        published = self._post(post).published
        label = (self.face.clock, self.face.day, self.face.year)[number](published)
        look = (
            "feed--new" if row.new and number == 0 else "feed--time" if number == 0 else "feed--day"
        )
        return [mark, Segment(" " + truncate(label, width - 3).ljust(width - 2), style_of(look))]


def _with_offsets(segments: list[Segment], y: int) -> list[Segment]:
    """Each segment with the place of its first character, as text selection wants it."""
    placed, x = [], 0
    for text, style, _ in segments:
        placed.append(Segment(text, (style or Style.null()) + Style.from_meta({"offset": (x, y)})))
        x += len(text)
    return placed or [Segment("", Style.from_meta({"offset": (0, y)}))]


def link_spans(line: Line, links: Iterable[Link], style_of: StyleOf) -> list[Span]:
    """The parts of a line that lead somewhere, as the terminal's own links (OSC 8)."""
    spans = _overlaps(line, ((link.start, link.end) for link in links))
    urls = [
        link.url
        for link in links
        if link.start < line.start + len(line.text) and link.end > line.start
    ]
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
