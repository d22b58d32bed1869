"""The drawing of the feed's rows: columns, gutter, styles, links and matches."""

from collections.abc import Hashable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import index_at
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import END_RULE
from tui.screen.drawing.strips import Span, strip, text_segments, with_bar
from tui.screen.drawing.styles import Styles
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.feed.matches import Match
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.posts.card import Card, card_lines, hint_spans
from tui.screen.feed.posts.columns import columns_for
from tui.screen.feed.posts.heads import StyleOf, beside, gutter, label_segments, rule
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.posts.line_spans import link_spans, match_spans
from tui.screen.feed.posts.post_lines import Heads, Line, PostLines, Role
from tui.screen.feed.posts.shown_versions import AS_PUBLISHED, Shown, ShownVersions

STYLE_OF_ROLE = {
    Role.BLANK: "feed--body",
    Role.RULE: "feed--rule",
    Role.KICKER: "feed--kicker",
    Role.HEADLINE: "feed--headline",
    Role.BYLINE: "feed--byline",
    Role.BODY: "feed--body",
    Role.HEADING: "feed--headline",
    Role.QUOTE: "feed--quote",
    Role.READ_MORE: "feed--body",
    Role.POINTER: "feed--byline",
    Role.CAPTION: "feed--caption",
    Role.CREDIT: "feed--credit",
    Role.EMBED: "feed--embed",
    Role.CARD: "feed--headline",
    Role.CHANGE: "feed--byline",
    Role.CARD_KEYS: "feed--time",
    Role.END_RULE: "feed--rule-now",
}
"""The style of each kind of line."""

STYLE_OF_INDENT = {Role.READ_MORE: "feed--more", Role.BODY: "feed--body"}
"""The style of what stands before a line, where it is not a bracket's."""
EMPTY_TEXT_CELLS = 60
"""The width of the text that says why no post is shown, at most."""
STRUCK = Style(strike=True)


class Row(NamedTuple):
    """The content of a row, apart from the search, the clock face and the colours."""

    place: Place
    state: PostState = PostState.READ
    """The state of the post, in the rows that tell it."""
    marked: bool = False
    """Whether it belongs to the paragraph being read."""
    shown: Shown = AS_PUBLISHED
    """The version of the post."""
    bookmarked: bool = False
    """Whether the reader marked the post, in the row of its time."""


class FeedRows:
    """Lays out posts for one feed and draws their rows."""

    def __init__(self, layouts: LayoutCache, face: ClockFace) -> None:
        self.blog = layouts.blog
        self._layouts = layouts
        self.card = Card()
        self.versions = ShownVersions(layouts.blog)
        self._strips = layouts.strips
        self.face = face
        self.words = ""
        self.current: Match | None = None
        self.resize(80, 24)
        self._sources = {name: number for number, name in enumerate(layouts.blog.sources)}

    @property
    def card_index(self) -> int:
        """The number of the card that ends the blog: one after the last post's."""
        return len(self.blog.posts)

    @property
    def mark_column(self) -> int:
        """The cell in which the mark of the paragraph being read stands."""
        columns = self.columns
        return columns.margin + max(columns.gutter - (2 if columns.gutter > 2 else 1), 0)

    @property
    def text_column(self) -> int:
        """The cell in which the text begins."""
        return self.columns.margin + self.columns.gutter

    def resize(self, width: int, height: int) -> None:
        """Sets the size of the feed in cells."""
        self.width = width
        self.columns = columns_for(width, height)

    def lines(self, post: int) -> PostLines:
        """The lines of a post, or of the card, at the current width."""
        columns = self.columns
        if post == self.card_index:
            return card_lines(self.card, columns.text)
        return self._layouts.lines(post, columns.text, columns.heads, self.versions.of(post))

    def line_of(self, match: Match) -> int:
        """The index of the line of a post in which a match begins."""
        lines, number = self.lines(match.post), match.number
        for part, text in enumerate(lines.parts):
            found = occurrences(text, self.words)
            if number < len(found):
                return lines.line_at(part, found[number][0])
            number -= len(found)
        return 0

    def url_at(self, place: Place, x: int) -> str:
        """The address of the link in cell `x` of a row; empty without one."""
        layout = self.lines(place.post)
        line = layout.lines[place.line]
        used = x - self.text_column - cell_len(line.indent)
        if used < 0 or not layout.links:
            return ""
        at = line.start + index_at(line.text, used)
        links = layout.links[line.part]
        on_text = at < line.start + len(line.text)
        return next((link.url for link in links if on_text and link.start <= at < link.end), "")

    def look(self, style_of: Styles) -> tuple[Hashable, ...]:
        """Stands for all that the rows' drawing depends on beside the rows themselves."""
        card = (self.card.title, *self.card.hints)
        blog, face = self._layouts.token, self.face.key
        return blog, self.width, self.columns, style_of.look, face, self.words, self.current, card

    def strip(self, row: Row, style_of: Styles, bar: Segment) -> Strip:
        """The row with its cell of the scroll bar, drawn once for all who see it so."""
        post = row.place.post
        current = self.current if self.current and post == self.current.post else None
        card = (self.card.title, *self.card.hints) if post == self.card_index else None
        width, heads, look = self.width, self.columns.heads, style_of.look
        key = (row, bar, width, heads, look, self.face.key, self.words, current, card)
        if (cached := self._strips.get(key)) is None:
            painted = self.paint(row, style_of)
            cached = self._strips[key] = with_bar(painted, bar, width)
        return cached

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
        post, number = row.place
        layout = self.lines(post)
        line = layout.lines[number]
        spans = self._spans(layout, line, post, style_of) if line.text else []
        if line.text and selected is not None:
            start, end = selected
            last = len(line.text) if end < 0 else end
            spans.append(Span(start, last, style_of("feed--selection")))
        if line.role is Role.CARD_KEYS:
            key = style_of("feed--now")
            spans = [Span(start, end, key) for start, end, _ in hint_spans(line.text)]
        words, style = line.text, style_of(STYLE_OF_ROLE[line.role])
        if row.shown is not AS_PUBLISHED:
            words, style = self._changed(post, line, style)
        text = text_segments(words, style, spans)
        if y is not None:
            text = _with_offsets(text, y)
        indent = []
        if line.indent:
            look = STYLE_OF_INDENT.get(line.role, "feed--indent")
            indent = [Segment(line.indent, style_of(look))]
        segments = [*self._before(row, layout, style_of), *indent, *text]
        if line.role is Role.END_RULE:
            blank = Segment(" " * (self.columns.margin + 1), style_of("feed--body"))
            cells = self.columns.gutter - 1 + self.columns.text
            segments = [blank, Segment(END_RULE * cells, style_of("feed--rule-now"))]
        if number == layout.rule:
            segments += self._rule(row, line, style_of)
        return strip(segments, self.width - 1, style_of("feed--body"))

    def _changed(self, post: int, line: Line, style: Style) -> tuple[str, Style]:
        """The words and the style of a line of a changed post: what was done to it, in the row for
        that; struck out if the post was deleted."""
        if line.role is Role.CHANGE:
            return truncate(self.versions.mark(post, self.face), self.columns.text), style
        return line.text, style + STRUCK if self.versions.standing(post).deleted else style

    def _before(self, row: Row, layout: PostLines, style_of: StyleOf) -> list[Segment]:
        """What stands left of a row's text."""
        post, number = row.place
        columns, body = self.columns, style_of("feed--body")
        margin = [Segment(" " * columns.margin, body)] if columns.margin else []
        if columns.heads is not Heads.COMPACT and number == layout.rule:
            sign = row.state.mark if columns.heads is Heads.NARROW else " "
            return [*margin, Segment(sign, style_of("feed--mark"))]
        moment, after = "", number - layout.time
        if post != self.card_index and columns.heads is not Heads.NARROW:
            moment = beside(after, self.face, self._post(post))
        state = row.state if after == 0 and layout.time >= 0 else None
        cells = gutter(
            columns.gutter,
            moment,
            state,
            style_of,
            reading=row.marked,
            bookmarked=row.bookmarked,
        )
        return [*margin, *cells]

    def _rule(self, row: Row, line: Line, style_of: StyleOf) -> list[Segment]:
        """The rule of a head, to the text's right end."""
        columns, post = self.columns, self.versions.standing(row.place.post).post
        room, time, gap = columns.text, "", []
        if columns.heads is not Heads.COMPACT:
            room += columns.gutter - 1
        if columns.heads is Heads.NARROW:
            time = self.face.time(post.published)
        if line.text:
            room -= cell_len(line.text) + 1
            gap = [Segment(" ", style_of("feed--body"))]
        labels: list[list[Segment]] = []
        if line.tail:
            matches = occurrences(line.tail, self.words) if self.words else []
            labels = list(label_segments(post, self._sources.get(post.source), matches, style_of))
        return [*gap, *rule(room, labels, row.state, style_of, time, bookmarked=row.bookmarked)]

    def _spans(self, layout: PostLines, line: Line, post: int, style_of: StyleOf) -> list[Span]:
        """The links and matches of a line."""
        spans = link_spans(line, layout.links[line.part])
        if self.words and post != self.card_index:
            found = occurrences(layout.parts[line.part], self.words)
            spans += match_spans(line, found, style_of("feed--match"))
            if found and self.current is not None and post == self.current.post:
                parts = layout.parts[: line.part]
                number = self.current.number - sum(len(occurrences(x, self.words)) for x in parts)
                if 0 <= number < len(found):
                    now = style_of("feed--match-current")
                    spans += match_spans(line, found[number : number + 1], now)
        return spans

    def note(self, text: str, style_of: StyleOf) -> Strip:
        """A row below the posts with a text that begins where theirs do."""
        columns, body = self.columns, style_of("feed--body")
        before = Segment(" " * (columns.margin + columns.gutter), body)
        return strip([before, Segment(text, style_of("feed--pill"))], self.width - 1, body)

    def blank(self, y: int, text: str, style_of: StyleOf) -> Strip:
        """Row `y` below the posts; if there are none, of the text that says why."""
        width = self.width - 1
        before = min(self.text_column, width - 2)
        rows = wrap(text, max(1, min(EMPTY_TEXT_CELLS, width - before)))
        line = " " * before + rows[y - 1][1] if 1 <= y <= len(rows) else ""
        body = style_of("feed--body")
        return Strip([Segment(line, body)]).extend_cell_length(width, body)

    def _post(self, index: int) -> Post:
        return self.blog.posts[index]


def _with_offsets(segments: list[Segment], y: int) -> list[Segment]:
    """Each segment with the offset of its first character, as Textual's selection needs it."""
    placed, x = [], 0
    for text, style, _ in segments:
        placed.append(Segment(text, (style or Style.null()) + Style.from_meta({"offset": (x, y)})))
        x += len(text)
    return placed or [Segment("", Style.from_meta({"offset": (0, y)}))]
