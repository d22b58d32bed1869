"""Draws the feed's rows: columns, gutter, styles, links, matches."""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style
from textual.widget import Widget

from tui.model.blog import Image, LiveBlog, Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import index_at, unjoined, whole_clusters
from tui.screen.drawing.line_widget import Piece, TextRow, drawn
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import TURNED
from tui.screen.drawing.styles import style_of
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.card import Card, card_lines, card_row
from tui.screen.feed.heads import gutter, narrow_gutter, our_words, rule, rule_line, time_beside
from tui.screen.feed.layout import CHANGE, Columns, Heads, PostLine, PostLines, columns_for
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.matches import Match
from tui.screen.feed.versions import AS_PUBLISHED, DisplayedVersion, DisplayedVersions
from tui.screen.feed.viewport import RowRef

OVER = {"text": "read", "name": "read-name", "quote": "read-quote"}


class FeedLook(NamedTuple):
    """Everything that the look of all rows depends on, except the feed's width and colours."""

    blog: object
    columns: Columns
    face: Hashable


class PostLook(NamedTuple):
    """Everything that the look of a post's rows depends on besides."""

    post: int
    state: PostState = PostState.READ
    shown: DisplayedVersion = AS_PUBLISHED
    part: int | None = None  # with a mark in the gutter
    turned: int | None = None  # line above the new rows of a turned page
    bookmarked: bool = False
    over: bool = False  # read, and another post is being read
    words: str = ""  # of a search, if the post has them
    current: Match | None = None
    card: Card | None = None


class Row(NamedTuple):
    look: FeedLook
    post: PostLook | None = None  # None: other text, or blank
    line: int = 0
    selected: tuple[int, int] | None = None
    pieces: TextRow = ()
    bar: Piece = (" ", "bar")

    @property
    def place(self) -> RowRef | None:
        return RowRef(self.post.post, self.line) if self.post else None


class FeedRows:
    def __init__(self, layouts: LayoutCache, face: ClockFace) -> None:
        self._layouts = layouts
        self.blog: LiveBlog = layouts.blog
        self.card = Card()
        self.versions = DisplayedVersions(layouts.blog)
        self.face = face
        self.words = ""
        self.current: Match | None = None
        self.resize(80, 24)
        self._sources = {name: number for number, name in enumerate(layouts.blog.sources)}

    @property
    def card_index(self) -> int:
        return len(self.blog.posts)

    @property
    def text_column(self) -> int:
        return self.columns.margin + self.columns.gutter

    def resize(self, width: int, height: int) -> None:
        self.width = width
        self.columns: Columns = columns_for(width, height)

    def lines(self, post: int) -> PostLines:
        columns = self.columns
        if post == self.card_index:
            return card_lines(self.card, columns.text)
        return self._layouts.lines(post, columns.text, columns.heads, self.versions.of(post))

    def line_of(self, match: Match) -> int:
        lines, number = self.lines(match.post), match.number
        for part, text in enumerate(lines.parts):
            found = occurrences(text, self.words)
            if number < len(found):
                return lines.line_at(part, found[number][0])
            number -= len(found)
        return 0

    def url_at(self, place: RowRef, x: int) -> str:
        """Address of the link in cell `x`, else ""."""
        layout = self.lines(place.post)
        line = layout.lines[place.line]
        used = x - self.text_column - cell_len(line.indent[0]) - line.chips
        if used < 0 or not layout.links:
            return ""
        at = line.start + index_at(line.text, used)
        links = layout.links[line.part] if at < line.start + len(line.text) else ()
        return next((link.url for link in links if link.start <= at < link.end), "")

    def before_words(self, place: RowRef) -> int:
        """Characters in a row before the words of its line."""
        layout = self.lines(place.post)
        line = layout.lines[place.line]
        chips = sum(len(text) for text, _ in layout.chips) if line.chips else 0
        return self.text_column + chips + len(line.indent[0])

    @property
    def look(self) -> FeedLook:
        return FeedLook(self._layouts.token, self.columns, self.face.key)

    def parts_of(self, post: int) -> tuple[str, Match | None, Card | None]:
        """Words and current match of a search in a post, and the card if the post is the card."""
        if post == self.card_index:
            return "", None, self.card
        is_current = self.current is not None and post == self.current.post
        words = self.words if self.words and _has_words(self.lines(post), self.words) else ""
        return words, self.current if is_current else None, None

    def content(self, widget: Widget, row: Row) -> Content:
        post = row.post
        if post is None:
            return drawn(widget, row.pieces)
        layout = self.lines(post.post)
        line, columns = layout.lines[row.line], self.columns
        if post.card is not None:
            return drawn(widget, card_row(line, columns))
        if row.line == post.turned:
            cells = columns.gutter - 1 + columns.text
            return drawn(widget, ((" " * (columns.margin + 1), "text"), (TURNED * cells, "rule")))
        indent, sign = line.indent
        before = (*self._before(row.line, post, layout), (indent, _role(sign, post)))
        chips = self._chips(widget, layout) if line.chips else Content("")
        text = self._text(widget, row, post, line)
        parts = [drawn(widget, before), chips, text]
        if row.line == layout.rule:
            used = chips.cell_length + text.cell_length
            parts.append(drawn(widget, tuple(self._rule(post, line, used))))
        return Content.assemble(*parts)

    def _text(self, widget: Widget, row: Row, post: PostLook, line: PostLine) -> Content:
        no_color = widget.app.no_color
        words, role = line.text, line.role
        if role == CHANGE:
            words, role = self.versions.mark(post.post, self.face), "byline"
            words = truncate(words, self.columns.text)
        if not words:
            return Content("")
        style = style_of(_role(role, post), no_color)
        if post.shown is not AS_PUBLISHED and self.versions.standing(post.post).deleted:
            style += " strike"
        spans = list(self._spans(line, post.post, no_color))
        if row.selected is not None:
            before = self.before_words(RowRef(post.post, row.line))
            start, end = (max(0, each - before) for each in row.selected)
            end = len(words) if row.selected[1] < 0 else min(end, len(words))
            if start < end:
                whole = whole_clusters(words, start, end)
                spans.append(Span(*whole, style_of("selection", no_color)))
        return Content.styled(unjoined(words), style).add_spans(spans)

    def _chips(self, widget: Widget, layout: PostLines) -> Content:
        content = drawn(widget, layout.chips)
        found = occurrences(content.plain, self.words) if self.words else ()
        whole = [whole_clusters(content.plain, *each) for each in found]
        return content.add_spans([Span(*each, style_of("match", True)) for each in whole])

    def _before(self, number: int, look: PostLook, layout: PostLines) -> list[Piece]:
        post, columns, line = self._post(look.post), self.columns, layout.lines[number]
        margin: list[Piece] = [(" " * columns.margin, "text")]
        after = number - layout.time
        bookmarked = look.bookmarked and after == 0
        if number == layout.rule and columns.heads is Heads.NARROW:
            time = self.face.time(post.published)
            return narrow_gutter(columns.gutter, time, look.state, bookmarked=bookmarked)
        if number == layout.rule and columns.heads is Heads.RULED:
            gap = 1 if line.chips else 0
            rule = rule_line(look.state, columns.gutter - 1 - gap)
            return [*margin, (" ", "text"), rule, (" " * gap, "text")]
        moment = "" if columns.heads is Heads.NARROW else time_beside(after, self.face, post)
        state = look.state if after == 0 else None
        marked = line.part == look.part and bool(line.text)
        cells = gutter(columns.gutter, moment, state, reading=marked, bookmarked=bookmarked)
        return [*margin, *cells]

    def _rule(self, look: PostLook, line: PostLine, used: int) -> list[Piece]:
        """Rule to the text's right end, behind `used` cells."""
        post, gap = look.post, 1 if line.text else 0
        room = self.columns.text - used - gap
        if self.columns.heads is Heads.NARROW:
            room -= cell_len(self.face.time(self._post(post).published)) + 2
        standing = self.versions.standing(post)
        pieces = rule(
            room,
            our_words(
                standing.post,
                self._sources.get(standing.post.source),
                "" if look.shown.back else self.versions.mark(post, self.face),
                look.state,
                picture=not standing.deleted and _has_picture(standing.post),
            ),
            look.state,
        )
        return [(" " * gap, "text"), *pieces] if pieces else []

    def _spans(self, line: PostLine, post: int, no_color: bool) -> Iterator[Span]:
        """Links (OSC 8) and matches of a line."""
        layout = self.lines(post)
        for link in layout.links[line.part]:
            yield from _spans(line, ((link.start, link.end),), Style(underline=True, link=link.url))
        if not self.words:
            return
        found = occurrences(layout.parts[line.part], self.words)
        yield from _spans(line, found, style_of("match", no_color))
        if found and self.current is not None and post == self.current.post:
            earlier = (occurrences(text, self.words) for text in layout.parts[: line.part])
            number = self.current.number - sum(map(len, earlier))
            if 0 <= number < len(found):
                yield from _spans(line, (found[number],), style_of("match-now", no_color))

    def _post(self, index: int) -> Post:
        return self.blog.posts[index]


@lru_cache(512)  # every look asks
def _has_words(post: PostLines, words: str) -> bool:
    return any(occurrences(text, words) for text in post.parts)


def _role(role: str, look: PostLook) -> str:
    return OVER.get(role, role) if look.over else role


def _has_picture(post: Post) -> bool:
    return any(isinstance(block, Image) for block in post.body)


def _spans(line: PostLine, ranges: Iterable[tuple[int, int]], style: Style | str) -> Iterator[Span]:
    """Ranges cut to the line, and widened to whole clusters."""
    end = line.start + len(line.text)
    for start, stop in ranges:
        if start < end and stop > line.start:
            cut = max(start, line.start) - line.start, min(stop, end) - line.start
            yield Span(*whole_clusters(line.text, *cut), style)
