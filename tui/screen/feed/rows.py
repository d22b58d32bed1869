"""The drawing of the feed's rows: columns, gutter, styles, links and matches."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.model.blog import Link, Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.strips import Span, joined, strip, text_segments
from tui.screen.drawing.styles import Styles
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
"""The style of each kind of line."""

type StyleOf = Callable[[str], Style]

MOST_TEXT_CELLS = 88
"""The width of the text, at most; longer lines are hard to read."""


class Columns(NamedTuple):
    """The division of a width: margin, gutter with times, text.

    Narrow windows have a time line in every post instead of times in the gutter.
    """

    gutter: int
    text: int
    time_line: bool
    margin: int = 0


def columns_for(width: int) -> Columns:
    """The columns of a feed of that width in cells; the last cell is the scroll bar."""
    if width < 56:
        gutter = 2 if width > 24 else 1
        return Columns(gutter, max(1, width - gutter - 1), True)
    text = min(MOST_TEXT_CELLS, width - 13)
    return Columns(10, text, False, margin=(width - 13 - text) // 2)


class Row(NamedTuple):
    """The content of a row, apart from the search, the clock face and the colours."""

    place: Place
    new: bool
    marked: bool = False
    """Whether it belongs to the paragraph being read."""


class FeedRows:
    """Lays out posts for one feed and draws their rows."""

    def __init__(self, layouts: LayoutCache, face: ClockFace, card: Sequence[str]) -> None:
        self.blog = layouts.blog
        self._layouts = layouts
        self._card = tuple(card)
        self._strips = layouts.strips
        self.face = face
        self.words = ""
        self.current: int | None = None
        self.width = 80

    @property
    def card_index(self) -> int:
        """The number of the card that ends the blog: one after the last post's."""
        return len(self.blog.posts)

    @property
    def mark_column(self) -> int:
        """The cell in which the mark of the paragraph being read stands."""
        columns = self.columns
        return columns.margin + max(columns.gutter - 1, 0)

    @property
    def columns(self) -> Columns:
        return columns_for(self.width)

    def lines(self, post: int) -> PostLines:
        """The lines of a post, or of the card, at the current width."""
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
        """The index of the first line of a post with the words."""
        lines = self.lines(post)
        for part, text in enumerate(lines.parts):
            if found := occurrences(text, words):
                return lines.line_at(part, found[0][0])
        return 0

    def strip(self, row: Row, style_of: Styles, *, thumb: bool) -> Strip:
        """The row with its cell of the scroll bar, drawn once for all who see it so."""
        post = row.place.post
        columns = self.columns
        # Without the margin, as many widths differ only in that.
        shared = (
            row,
            columns[:3],
            self.face.key,
            style_of.look,
            self.words,
            post == self.current,
            self._card if post == self.card_index else None,
        )
        key = (self.width, thumb, shared)
        if (cached := self._strips.get(key)) is None:
            if (text := self._strips.get(shared)) is None:
                text = self._strips[shared] = Strip(joined(self._text(row, style_of)))
            body = style_of("feed--body")
            margin = Segment(" " * columns.margin, body)
            fill = Segment(" " * (self.width - 1 - columns.margin - text.cell_length), body)
            segments = [margin, *text, fill, self._bar(style_of, thumb=thumb)]
            cached = self._strips[key] = Strip(joined(segments)).crop(0, self.width)
        return cached

    def with_bar(self, strip: Strip, style_of: StyleOf, *, thumb: bool) -> Strip:
        """A row with its cell of the scroll bar, which the thumb may cover."""
        bar = self._bar(style_of, thumb=thumb)
        return Strip(joined(Strip([*strip, bar]).crop(0, self.width)))

    def _bar(self, style_of: StyleOf, *, thumb: bool) -> Segment:
        return (
            Segment("▐", style_of("feed--thumb")) if thumb else Segment(" ", style_of("feed--bar"))
        )

    def paint(
        self,
        row: Row,
        style_of: StyleOf,
        selected: tuple[int, int] | None = None,
        y: int | None = None,
    ) -> Strip:
        """Draws a row.

        `selected` is the selected range of its text. With `y` each segment carries the offset of
        its first character, for text selection.
        """
        body = style_of("feed--body")
        margin = Segment(" " * self.columns.margin, body)
        return strip([margin, *self._text(row, style_of, selected, y)], self.width - 1, body)

    def _text(
        self,
        row: Row,
        style_of: StyleOf,
        selected: tuple[int, int] | None = None,
        y: int | None = None,
    ) -> list[Segment]:
        """A row without its margin, and without what fills it up."""
        post, number = row.place
        layout = self.lines(post)
        line = layout.lines[number]
        spans = self._spans(layout, line, post, style_of) if line.text else []
        if line.text and selected is not None:
            start, end = selected
            last = len(line.text) if end < 0 else end
            spans.append(Span(start, last, style_of("feed--selection")))
        text = text_segments(line.text, style_of(STYLE_OF_ROLE[line.role]), spans)
        if y is not None:
            text = _with_offsets(text, y)
        if line.role is Role.TIME:
            text = [Segment(self.face.time(self._post(post).published), style_of("feed--time"))]
        indent = [Segment(line.indent, style_of("feed--indent"))] if line.indent else []
        return [*self._gutter(row, style_of), *indent, *text]

    def _spans(self, layout: PostLines, line: Line, post: int, style_of: StyleOf) -> list[Span]:
        """The links and matches of a line."""
        spans = link_spans(line, layout.links[line.part], style_of)
        if self.words and post != self.card_index:
            style = style_of("feed--match-current" if post == self.current else "feed--match")
            spans += match_spans(line, occurrences(layout.parts[line.part], self.words), style)
        return spans

    def note(self, text: str, style_of: StyleOf) -> Strip:
        """A row below the posts with a text that begins where theirs do."""
        columns, body = self.columns, style_of("feed--body")
        before = Segment(" " * (columns.margin + columns.gutter), body)
        return strip([before, Segment(text, style_of("feed--pill"))], self.width - 1, body)

    def _post(self, index: int) -> Post:
        return self.blog.posts[index]

    def _gutter(self, row: Row, style_of: StyleOf) -> list[Segment]:
        """The mark of a new post, where there is room the time, with day and year under it if there
        are several, and the mark of the paragraph being read."""
        width, _, time_line, _ = self.columns
        post, number = row.place
        new = "●" if row.new and number == 0 else " "
        here = Segment("▌" if row.marked else " ", style_of("feed--mark"))
        if width < 2:
            return [here if row.marked else Segment(new, style_of("feed--mark"))]
        mark = Segment(new, style_of("feed--mark"))
        if post == self.card_index or time_line or number > 2:
            return [mark, Segment(" " * (width - 2), style_of("feed--body")), here]
        published = self._post(post).published
        label = (self.face.clock, self.face.day, self.face.year)[number](published)
        look = (
            "feed--new" if row.new and number == 0 else "feed--time" if number == 0 else "feed--day"
        )
        label = " " + truncate(label, width - 3).ljust(width - 3)
        return [mark, Segment(label, style_of(look)), here]


def _with_offsets(segments: list[Segment], y: int) -> list[Segment]:
    """Each segment with the offset of its first character, as Textual's selection needs it."""
    placed, x = [], 0
    for text, style, _ in segments:
        placed.append(Segment(text, (style or Style.null()) + Style.from_meta({"offset": (x, y)})))
        x += len(text)
    return placed or [Segment("", Style.from_meta({"offset": (0, y)}))]


def link_spans(line: Line, links: Iterable[Link], style_of: StyleOf) -> list[Span]:
    """The links of a line, as the terminal's own links (OSC 8)."""
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
