"""Composes the rows of posts: columns, gutter, roles, links, matches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.playback.search import occurrences
from tui.screen.drawing.clusters import whole_clusters
from tui.screen.drawing.line_widget import CLICK, LINK, Piece, TextRow, add_role, row_cells
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import BOOKMARK, PARAGRAPH, RULE, RULE_NOW, TURNED
from tui.screen.drawing.wrap import truncate
from tui.screen.feed.card import Card, card_lines, card_row
from tui.screen.feed.layout import CHANGE, Columns, Heads, PostLine, PostLines, columns_for
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.matches import Match, Matches, places_of
from tui.screen.feed.versions import DisplayedVersions
from tui.screen.feed.viewport import RowRef, Span

LEAST_RULE_CELLS = 2
WORDS = ("text", "name", "quote")  # roles that grow dim in posts that are over

type Mark = tuple[int, int, int, str]  # part, start, end, roles


@dataclass(frozen=True, slots=True)
class PostLook:
    """How the reader's place changes the look of a post."""

    post: int
    state: PostState
    part: int | None  # with a mark in the gutter
    turned: int | None  # line above the new rows of a turned page
    bookmarked: bool
    over: bool  # read, and another post is being read


class FeedRows:
    def __init__(
        self, player: Player, layouts: LayoutCache, face: ClockFace, searching: Matches
    ) -> None:
        self._player = player
        self.layouts = layouts
        self.card = Card()
        self.versions = DisplayedVersions(player)
        self.face = face
        self.searching = searching
        self.resize(80, 24)
        self._sources = {name: number for number, name in enumerate(player.blog.sources)}

    @property
    def blog(self) -> LiveBlog:
        return self._player.blog

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
        return self.lines(match.post).line_at(match.part, match.start)

    def _marks(self, post: int, layout: PostLines) -> Iterator[Mark]:
        """Links and matches in a post's texts."""
        for part, links in enumerate(layout.links):
            for link in links:
                url = link.url.replace(" ", "%20")
                roles = f"{LINK}{url} {CLICK}post.open_link({url!r})"
                yield part, link.start, link.end, roles
        words, current = self.searching.words, self.searching.current
        for place in places_of(layout.parts, words) if words else ():
            yield *place, "match"
            if current == (post, *place):
                yield *place, "match-now"

    def before_words(self, place: RowRef) -> int:
        """Characters in a row before the words of its line."""
        layout = self.lines(place.post)
        line = layout.lines[place.line]
        chips = sum(len(text) for text, _ in layout.chips) if line.chips else 0
        return self.text_column + chips + len(line.indent[0])

    def rows(self, look: PostLook, span: Span) -> Sequence[TextRow]:
        """Rows of a span, composed once for all readers who see the same."""
        numbers, layout = range(span.first, span.end), self.lines(span.post)
        if span.post == self.card_index:
            return [card_row(self.card, layout.lines[number], self.columns) for number in numbers]
        place = look, span, self.versions.of(span.post)
        key = self.columns, self.face, place, self.searching.words, self.searching.current
        if (rows := self.layouts.rows.get(key)) is None:
            marks = list(self._marks(span.post, layout))
            rows = [self._row(number, look, layout, marks) for number in numbers]
            self.layouts.rows[key] = rows
        return rows

    def select(self, row: TextRow, place: RowRef, start: int, end: int) -> TextRow:
        """Mark characters of a row as selected, but only words; end -1 is the end of the row."""
        text, before = self.lines(place.post).lines[place.line].text, self.before_words(place)
        first, last = (min(max(0, cut - before), len(text)) for cut in (start, end))
        first, last = whole_clusters(text, first, len(text) if end < 0 else last)
        return add_role(row, before + first, before + last, "selection")

    def _row(
        self, number: int, look: PostLook, layout: PostLines, marks: Sequence[Mark]
    ) -> TextRow:
        columns = self.columns
        if number == look.turned:
            cells = columns.gutter - 1 + columns.text
            return (" " * (columns.margin + 1), "text"), (TURNED * cells, "rule")
        line = layout.lines[number]
        text = list(self._text(line, look, marks))
        if line.chips:
            text = [*self._chips(layout), *text]
        indent, sign = line.indent
        before = [*self._before(number, look, layout), (indent, _role(sign, look))]
        if number == layout.rule:
            text += self._rule(look, line, row_cells(text))
        return (*before, *text)

    def _chips(self, layout: PostLines) -> TextRow:
        """Labels, with the matches in them: labels are in capitals only here."""
        row: TextRow = ()
        words = self.searching.words
        for text, role in layout.chips:
            piece: TextRow = ((text, role),)
            for start, end in occurrences(text, words.casefold()) if words else ():
                piece = add_role(piece, start, end, "match-chip")
            row += piece
        return row

    def _text(self, line: PostLine, look: PostLook, marks: Sequence[Mark]) -> TextRow:
        text, role = line.text, _role(line.role, look)
        if line.role == CHANGE:
            mark = self.versions.mark(look.post, self.face)
            text, role = truncate(mark, self.columns.text), "byline"
        if not text:
            return ()
        if self.versions.standing(look.post).deleted:
            role += " deleted"
        row: TextRow = ((text, role),)
        for part, start, end, mark in marks:
            first, last = max(start - line.start, 0), min(end - line.start, len(line.text))
            if part == line.part and first < last:
                row = add_role(row, *whole_clusters(text, first, last), mark)
        return row

    def _before(self, number: int, look: PostLook, layout: PostLines) -> list[Piece]:
        post, columns, line = self.blog.posts[look.post], self.columns, layout.lines[number]
        margin: list[Piece] = [(" " * columns.margin, "text")]
        after = number - (columns.heads is Heads.RULED)
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
                "" if self.versions.of(post).back else self.versions.mark(post, self.face),
                look.state,
                picture=not standing.deleted and bool(standing.post.images),
            ),
            look.state,
        )
        return [(" " * gap, "text"), *pieces] if pieces else []


def _role(role: str, look: PostLook) -> str:
    return f"{role} over" if look.over and role in WORDS else role


def our_words(
    post: Post, source: int | None, mark: str, state: PostState, *, picture: bool = False
) -> list[Piece]:
    """Our words about a post, the most important first."""
    words: list[Piece] = []
    if state.words:
        words.append((state.words, state.role))
    if source is not None:
        words.append((f"{source_sign(source)} {post.source}", source_style(source)))
    if mark:
        words.append((mark, "muted"))
    if picture:
        words.append(("picture", "muted"))
    return words


def rule_line(state: PostState, cells: int) -> Piece:
    return (RULE_NOW * cells, "muted") if state.is_read_now else (RULE * cells, "rule")


def rule(room: int, words: Sequence[Piece], state: PostState) -> list[Piece]:
    """Rule with as many words at its right end as fit."""
    for number in range(len(words), -1, -1):
        told = [piece for word in words[:number][::-1] for piece in (("  ", "text"), word)]
        cells = room - row_cells(told)
        if cells >= LEAST_RULE_CELLS:
            return [rule_line(state, cells), *told]
    return []


def narrow_gutter(width: int, time: str, state: PostState, *, bookmarked: bool) -> list[Piece]:
    """Start of a rule with the time in it; `width` cells precede the text."""
    line, role = rule_line(state, 1)
    sign = (BOOKMARK, "muted") if bookmarked else (line, role)
    return [sign, (line * (width - 1), role), (f" {time} ", state.role)]


def gutter(
    width: int, moment: str, state: PostState, *, reading: bool, bookmarked: bool = False
) -> list[Piece]:
    """Cells before the text; `state` is READ except in the row of the time."""
    here = (PARAGRAPH if reading else " ", "now")
    if width < 3:
        return [here, (" " * (width - 1), "text")]
    room = width - 5
    return [
        (BOOKMARK if bookmarked else " ", "muted"),
        (f"{state.mark} ", "now"),
        (truncate(moment, room).ljust(room), state.role),
        here,
        (" ", "text"),
    ]


def time_beside(number: int, face: ClockFace, post: Post) -> str:
    """Text beside the first three rows of a post: time, day, year."""
    days, _, clock = face.clock(post.published).rpartition(" ")
    day = days or face.day(post.published)
    return (clock, day, face.year(post.published))[number] if 0 <= number <= 2 else ""
