"""The drawing of the feed's rows: columns, gutter, styles, links and matches."""

from collections.abc import Hashable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.widget import Widget

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import index_at, unjoined, whole_clusters
from tui.screen.drawing.line_widget import Piece, drawn
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP, RULE, RULE_NOW, TURNED
from tui.screen.drawing.styles import style_of
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.feed.matches import Match
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.posts.card import Card, card_lines, hint_spans
from tui.screen.feed.posts.chips import with_blanks
from tui.screen.feed.posts.columns import columns_for
from tui.screen.feed.posts.heads import (
    beside,
    gutter,
    our_words,
    rule,
    time_role,
)
from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.posts.line_spans import link_spans, match_spans
from tui.screen.feed.posts.post_lines import Heads, PostLine, PostLines, Role
from tui.screen.feed.posts.shown_versions import AS_PUBLISHED, Shown, ShownVersions

ROLES = {
    Role.HEADLINE: "name",
    Role.HEADING: "name",
    Role.BYLINE: "byline",
    Role.POINTER: "byline",
    Role.CHANGE: "byline",
    Role.CREDIT: "byline",
    Role.CAPTION: "muted",
    Role.QUOTE: "quote",
    Role.CARD: "name card",
    Role.CARD_FACTS: "muted card",
    Role.CARD_KEYS: "muted card",
}
"""The roles of the lines that are not plain text."""
OVER = {"text": "read", "name": "read-name", "quote": "read-quote"}
"""The roles of text in posts that are over."""
INDENT_ROLES = {Role.READ_MORE: "now", Role.BODY: "text"}
"""The role of what stands before a line, where it is not a bracket's."""
CARD_ROLES = (Role.CARD, Role.CARD_FACTS, Role.CARD_KEYS)
EMPTY_TEXT_CELLS = 60
"""The width of the text that says why no post is shown, at most."""


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
    over: bool = False
    """Whether the post is over: it was read, and another is being read."""
    turned: bool = False
    """Whether a page was turned to what follows this blank row."""


class FeedRows:
    """Lays out posts for one feed and draws their rows."""

    def __init__(self, layouts: LayoutCache, face: ClockFace) -> None:
        self.blog = layouts.blog
        self._layouts = layouts
        self.card = Card()
        self.versions = ShownVersions(layouts.blog)
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
        return columns.margin + (columns.gutter - 2 if columns.gutter > 2 else 0)

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
        used = x - self.text_column - cell_len(line.indent) - line.chips
        if used < 0 or not layout.links:
            return ""
        at = line.start + index_at(line.text, used)
        links = layout.links[line.part]
        on_text = at < line.start + len(line.text)
        return next((link.url for link in links if on_text and link.start <= at < link.end), "")

    def before_words(self, place: Place) -> int:
        """How many characters stand in a row before the words of its line."""
        layout = self.lines(place.post)
        line = layout.lines[place.line]
        chips = sum(len(text) for text, _ in with_blanks(layout.chips)) if line.chips else 0
        return self.text_column + chips + len(line.indent)

    def look(self, post: int) -> Hashable:
        """All that the drawing of a post's rows depends on, beside the rows themselves."""
        current = self.current if self.current is not None and post == self.current.post else None
        card = (*self.card[:2], *self.card.hints) if post == self.card_index else None
        return self._layouts.token, self.columns, self.face.key, self.words, current, card

    def content(
        self, widget: Widget, row: Row, *, selected: tuple[int, int] | None = None
    ) -> Content:
        """A row in the colours of the widget's app; `selected` is a selected range of its text."""
        post, number = row.place
        layout = self.lines(post)
        line = layout.lines[number]
        if line.role in (Role.CARD_TOP, Role.CARD_BOTTOM) or line.role in CARD_ROLES:
            return self._card_row(widget, line)
        before = self._before(row, layout)
        if row.turned:
            cells = self.columns.gutter - 1 + self.columns.text
            blank = " " * (self.columns.margin + 1)
            return drawn(widget, ((blank, "text"), (TURNED * cells, "rule")))
        chips = self._chips(widget, layout) if line.chips else Content("")
        if line.indent:
            role = INDENT_ROLES.get(line.role, "rule")
            before.append((line.indent, OVER.get(role, role) if row.over else role))
        text = self._text(widget, row, line, selected)
        parts = [drawn(widget, tuple(before)), chips, text]
        if number == layout.rule:
            used = chips.cell_length + text.cell_length
            parts.append(drawn(widget, tuple(self._rule(row, line, used))))
        return Content.assemble(*parts)

    def _text(
        self, widget: Widget, row: Row, line: PostLine, selected: tuple[int, int] | None
    ) -> Content:
        """The words of a line, with its links, matches and the selection."""
        post, no_color = row.place.post, widget.app.no_color
        words, role = line.text, ROLES.get(line.role, "text")
        if line.role is Role.CHANGE:
            words = truncate(self.versions.mark(post, self.face), self.columns.text)
        role = OVER.get(role, role) if row.over else role
        style = style_of(role, no_color)
        if row.shown is not AS_PUBLISHED and self.versions.standing(post).deleted:
            style += " strike"
        spans = self._spans(self.lines(post), line, post, no_color) if line.text else []
        if words and selected is not None:
            before = self.before_words(row.place)
            start, end = max(0, selected[0] - before), max(0, selected[1] - before)
            end = len(words) if selected[1] < 0 else min(end, len(words))
            if start < end:
                whole = whole_clusters(words, start, end)
                spans.append(Span(*whole, style_of("selection", no_color)))
        return Content.styled(unjoined(words), style).add_spans(spans)

    def _chips(self, widget: Widget, layout: PostLines) -> Content:
        """The publisher's labels, underlined where a search finds them."""
        content = drawn(widget, with_blanks(layout.chips))
        if not self.words:
            return content
        found = occurrences(content.plain, self.words)
        match = style_of("match", True)
        whole = [whole_clusters(content.plain, *each) for each in found]
        return content.add_spans([Span(start, end, match) for start, end in whole])

    def _before(self, row: Row, layout: PostLines) -> list[Piece]:
        """What stands left of a row's text."""
        post, number = row.place
        columns = self.columns
        margin: list[Piece] = [(" " * columns.margin, "text")] if columns.margin else []
        if columns.heads is Heads.NARROW and number == layout.rule:
            return self._narrow_time(row)
        if columns.heads is Heads.RULED and number == layout.rule:
            line, role = (RULE_NOW, "muted") if row.state.is_read_now else (RULE, "rule")
            whole = not layout.lines[number].chips
            cells = columns.gutter - 1 if whole else columns.gutter - 2
            return [*margin, (" ", "text"), (line * cells, role), ("" if whole else " ", "text")]
        moment, after = "", number - layout.time
        if columns.heads is not Heads.NARROW and post != self.card_index:
            moment = beside(after, self.face, self._post(post))
        state = row.state if after == 0 and layout.time >= 0 else None
        cells_before = gutter(
            columns.gutter, moment, state, reading=row.marked, bookmarked=row.bookmarked
        )
        return [*margin, *cells_before]

    def _narrow_time(self, row: Row) -> list[Piece]:
        """The beginning of a rule with the time in it."""
        state = row.state
        line, role = (RULE_NOW, "muted") if state.is_read_now else (RULE, "rule")
        sign: Piece = (line, role)
        if row.bookmarked:
            sign = ("*", "muted")
        elif state.mark.strip() and not self._tells(row):
            sign = (state.mark, "now")
        before: list[Piece] = [sign, (line, role)] if self.columns.gutter > 1 else [sign]
        time = self.face.time(self._post(row.place.post).published)
        return [*before, (f" {time} ", time_role(state))]

    def _tells(self, row: Row) -> bool:
        """Whether the narrow rule of a post has room for all of our words."""
        line = self.lines(row.place.post).lines[row.place.line]
        return rule(self._rule_room(row, line.chips), self._our_words(row), row.state)[1]

    def _rule_room(self, row: Row, used: int) -> int:
        """The cells of a rule behind what stands before it in its row."""
        room = self.columns.text - used
        if self.columns.heads is Heads.NARROW:
            time = self.face.time(self._post(row.place.post).published)
            room -= cell_len(time) + 2
        return room

    def _our_words(self, row: Row) -> list[Piece]:
        post, versions = row.place.post, self.versions
        standing = versions.standing(post).post
        mark = "" if row.shown.back else versions.mark(post, self.face)
        return our_words(standing, self._sources.get(standing.source), mark, row.state)

    def _rule(self, row: Row, line: PostLine, used: int) -> list[Piece]:
        """The rule of a head, to the text's right end, behind `used` cells of its row."""
        gap = 1 if line.text else 0
        pieces, _ = rule(self._rule_room(row, used + gap), self._our_words(row), row.state)
        return [(" " * gap, "text"), *pieces] if pieces else []

    def _card_row(self, widget: Widget, line: PostLine) -> Content:
        """A row of the card at the end, on its own ground from the gutter's mark on."""
        columns = self.columns
        inset = 2 if columns.gutter > 2 else 1
        before = " " * max(0, columns.margin + columns.gutter - inset)
        cells = columns.text + 2 * inset - (0 if columns.gutter > 2 else 1)
        if line.role not in CARD_ROLES:
            cap = CARD_TOP if line.role is Role.CARD_TOP else CARD_BOTTOM
            return drawn(widget, ((before, "text"), (cap * cells, "cap")))
        pieces: list[Piece] = [(before, "text"), (" " * inset, "text card")]
        if line.role is Role.CARD_KEYS:
            end = 0
            for start, word, stop in hint_spans(line.text):
                pieces += [
                    (line.text[end:start], "muted card"),
                    (line.text[start:word], "key card"),
                    (line.text[word:stop], "muted card"),
                ]
                end = stop
        else:
            pieces.append((line.text, ROLES[line.role]))
        left = cells - inset - cell_len(line.text)
        return drawn(widget, (*pieces, (" " * max(0, left), "text card")))

    def _spans(self, layout: PostLines, line: PostLine, post: int, no_color: bool) -> list[Span]:
        """The links and matches of a line."""
        spans = link_spans(line, layout.links[line.part])
        if self.words and post != self.card_index:
            found = occurrences(layout.parts[line.part], self.words)
            spans += match_spans(line, found, style_of("match", no_color))
            if found and self.current is not None and post == self.current.post:
                parts = layout.parts[: line.part]
                number = self.current.number - sum(len(occurrences(x, self.words)) for x in parts)
                if 0 <= number < len(found):
                    now = style_of("match-now", no_color)
                    spans += match_spans(line, found[number : number + 1], now)
        return spans

    def note(self, text: str) -> tuple[Piece, ...]:
        """A row below the posts with a text that begins where theirs do."""
        return (" " * self.text_column, "text"), (text, "pill")

    def reason(self, y: int, text: str) -> tuple[Piece, ...]:
        """Row `y` of a window without posts: the text that says why there are none."""
        width = self.width - 1
        before = min(self.text_column, width - 2)
        rows = wrap(text, max(1, min(EMPTY_TEXT_CELLS, width - before)))
        return ((" " * before + rows[y - 1][1], "text"),) if 1 <= y <= len(rows) else ()

    def _post(self, index: int) -> Post:
        return self.blog.posts[index]
