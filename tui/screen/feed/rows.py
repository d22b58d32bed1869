"""Composes the rows of posts: columns, gutter, roles, links, matches."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from textual.cache import LRUCache

from tui.model.blog import Image, LiveBlog, Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import index_at, whole_clusters
from tui.screen.drawing.line_widget import LINK, Piece, TextRow, add_role
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import TURNED
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.card import Card, card_lines, card_row
from tui.screen.feed.heads import gutter, narrow_gutter, our_words, rule, rule_line, time_beside
from tui.screen.feed.layout import CHANGE, Columns, Heads, PostLine, PostLines, columns_for
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.matches import Match
from tui.screen.feed.versions import DisplayedVersion, DisplayedVersions
from tui.screen.feed.viewport import RowRef, Span

OVER = {"text": "read", "name": "read-name", "quote": "read-quote"}

_ROWS: LRUCache[tuple[object, ...], tuple[TextRow, ...]] = LRUCache(400)  # shared by all guests


class PostLook(NamedTuple):
    """Everything that the look of a post's rows depends on, except the feed's columns and face."""

    post: int
    state: PostState
    shown: DisplayedVersion
    part: int | None  # with a mark in the gutter
    turned: int | None  # line above the new rows of a turned page
    bookmarked: bool
    over: bool  # read, and another post is being read
    words: str  # of a search, if the post has them
    current: Match | None


class FeedRows:
    def __init__(self, layouts: LayoutCache, face: ClockFace) -> None:
        self.layouts = layouts
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
        self.columns: Columns = columns_for(width, height)

    def lines(self, post: int) -> PostLines:
        columns = self.columns
        if post == self.card_index:
            return card_lines(self.card, columns.text)
        return self.layouts.lines(post, columns.text, columns.heads, self.versions.of(post))

    def line_of(self, match: Match) -> int:
        lines = self.lines(match.post)
        found = _matches(lines, self.words)
        return lines.line_at(*found[match.number][:2]) if match.number < len(found) else 0

    def matching(self, post: int) -> tuple[str, Match | None]:
        """Words of the search if the post has them, and the current match if it is there."""
        if not self.words or post == self.card_index or not _matches(self.lines(post), self.words):
            return "", None
        is_here = self.current is not None and post == self.current.post
        return self.words, self.current if is_here else None

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

    def rows(self, look: PostLook, span: Span) -> tuple[TextRow, ...]:
        """Rows of a span, composed once for all guests who see the same."""
        numbers, layout = range(span.first, span.end), self.lines(span.post)
        if span.post == self.card_index:
            return tuple(card_row(layout.lines[number], self.columns) for number in numbers)
        key = self.layouts.token, self.columns, self.face.key, look, span
        if (rows := _ROWS.get(key)) is None:
            rows = _ROWS[key] = tuple(self._row(number, look, layout) for number in numbers)
        return rows

    def select(self, row: TextRow, place: RowRef, start: int, end: int) -> TextRow:
        """Mark characters of a row as selected, but only words; end -1 is the end of the row."""
        text, before = self.lines(place.post).lines[place.line].text, self.before_words(place)
        first, last = (min(max(0, cut - before), len(text)) for cut in (start, end))
        first, last = whole_clusters(text, first, len(text) if end < 0 else last)
        return add_role(row, before + first, before + last, "selection")

    def _row(self, number: int, look: PostLook, layout: PostLines) -> TextRow:
        columns = self.columns
        if number == look.turned:
            cells = columns.gutter - 1 + columns.text
            return (" " * (columns.margin + 1), "text"), (TURNED * cells, "rule")
        line, words = layout.lines[number], look.words
        text: list[Piece] = []
        for chip, role in layout.chips if line.chips else ():
            found = words and occurrences(chip, words)
            text.append((chip, f"{role} match-chip" if found else role))
        text += self._text(line, look, layout)
        indent, sign = line.indent
        before = [*self._before(number, look, layout), (indent, _role(sign, look))]
        if number == layout.rule:
            text += self._rule(look, line, sum(cell_len(words) for words, _ in text))
        return (*before, *text)

    def _text(self, line: PostLine, look: PostLook, layout: PostLines) -> TextRow:
        text, role = line.text, _role(line.role, look)
        if line.role == CHANGE:
            mark = self.versions.mark(look.post, self.face)
            text, role = truncate(mark, self.columns.text), "byline"
        if not text:
            return ()
        if self.versions.standing(look.post).deleted:
            role += " deleted"
        row: TextRow = ((text, role),)
        for start, end, mark in _marks(line, look, layout):
            first, last = max(start - line.start, 0), min(end - line.start, len(line.text))
            if first < last:
                row = add_role(row, *whole_clusters(text, first, last), mark)
        return row

    def _before(self, number: int, look: PostLook, layout: PostLines) -> list[Piece]:
        post, columns, line = self.blog.posts[look.post], self.columns, layout.lines[number]
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
        state = look.state if after == 0 else PostState.READ
        marked = line.part == look.part and bool(line.text)
        cells = gutter(columns.gutter, moment, state, reading=marked, bookmarked=bookmarked)
        return [*margin, *cells]

    def _rule(self, look: PostLook, line: PostLine, used: int) -> list[Piece]:
        """Rule to the text's right end, behind `used` cells."""
        post, gap = look.post, 1 if line.text else 0
        room = self.columns.text - used - gap
        if self.columns.heads is Heads.NARROW:
            room -= cell_len(self.face.time(self.blog.posts[post].published)) + 2
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


@lru_cache(512)  # every look asks
def _matches(post: PostLines, words: str) -> tuple[tuple[int, int, int], ...]:
    """Part, start and end of each match of a search."""
    return tuple(
        (part, *found)
        for part, text in enumerate(post.parts)
        for found in (occurrences(text, words) if words else ())
    )


def _marks(line: PostLine, look: PostLook, layout: PostLines) -> Iterator[tuple[int, int, str]]:
    """Start, end and role of the links and matches in a line's part."""
    for link in layout.links[line.part]:
        yield link.start, link.end, LINK + link.url.replace(" ", "%20")
    for number, (part, start, end) in enumerate(_matches(layout, look.words)):
        if part == line.part:
            yield start, end, "match"
            if look.current is not None and look.current.number == number:
                yield start, end, "match-now"


def _role(role: str, look: PostLook) -> str:
    return OVER.get(role, role) if look.over else role


def _has_picture(post: Post) -> bool:
    return any(isinstance(block, Image) for block in post.body)
