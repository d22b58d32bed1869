"""Rows of posts: columns, gutter, roles, links, matches; the version shown of each."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.cache import LRUCache

from tui.model.clock_face import ClockFace
from tui.model.versions import Standing, earlier_mark, standing_of
from tui.playback.player import Player
from tui.playback.search import occurrences
from tui.screen.drawing import signs
from tui.screen.drawing.line_widget import Piece, TextRow, add_role, row_cells
from tui.screen.drawing.signs import PostState, source_sign, source_style
from tui.screen.drawing.wrap import truncate, whole_clusters
from tui.screen.feed import layout
from tui.screen.feed.card import Card, laid_out
from tui.screen.feed.layout import Heads, PostLine, PostLines, TextMark
from tui.screen.feed.matches import Match, Matches, places_of
from tui.screen.feed.viewport import RowRef

LEAST_RULE_CELLS = 2
WORDS = ("text", "name", "quote")  # roles that grow dim in posts that are over
_rows_kept: LRUCache[Hashable, Sequence[TextRow]] = LRUCache(1000)  # posts for readers' places


class DisplayedVersions:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._known = 0
        self._step: tuple[int, int | None] | None = None  # post and version looked back at

    def know(self, changes: int, *, jumped: bool) -> bool:
        """Set the known changes; True if other versions are shown."""
        if changes == self._known and (self._step is None or not jumped):
            return False
        self._known, self._step = changes, None
        return True

    def of(self, post: int) -> layout.DisplayedVersion:
        at, number = self._step or (None, None)
        if at == post and number is not None:
            return layout.DisplayedVersion(number, back=True)
        return layout.DisplayedVersion(self._player.changes.number(post, self._known))

    def standing(self, post: int) -> Standing:
        return standing_of(self._player.blog.posts[post], self.of(post).number)

    def mark(self, post: int, face: ClockFace) -> str:
        """Change of a post in words; an earlier version adds the next change."""
        shown = self.of(post)
        if shown.back:
            return earlier_mark(self._player.blog.posts[post], shown.number, face)
        return self.standing(post).mark(face)

    def text(self, post: int, face: ClockFace) -> str:
        """Post as text to copy: time, words, address."""
        time = face.named(self._player.blog.posts[post].published)
        head = " · ".join(filter(None, (time, self.mark(post, face))))
        shown = self.standing(post).post
        return "\n\n".join(filter(None, (head, shown.text, shown.url)))

    def look_back(self, posts: Iterable[int]) -> bool:
        """Go a version back; after the first, on to the next post. False if none has changed."""
        steps: list[tuple[int, int | None]] = []
        for post in dict.fromkeys(posts):
            number = self._player.changes.number(post, self._known)
            steps += [(post, n) for n in (*reversed(range(number)), None) if number]
        at = steps.index(self._step) + 1 if self._step in steps else 0
        self._step = steps[at % len(steps)] if steps else self._step
        return bool(steps)


class PostLook(NamedTuple):
    """How the reader's place changes the look of a post."""

    post: int
    state: PostState
    part: int | None  # with a mark in the gutter
    turned: int | None  # line above the new rows of a turned page
    bookmarked: bool
    over: bool  # read, and another post is being read


class FeedRows:
    def __init__(self, player: Player, face: ClockFace, searching: Matches) -> None:
        self.player = player
        self.card = Card()
        self.versions = DisplayedVersions(player)
        self.face = face
        self.searching = searching
        self.resize(80, 24)
        self._sources = {name: number for number, name in enumerate(player.blog.sources)}

    @property
    def card_index(self) -> int:
        return len(self.player.blog.posts)

    @property
    def text_column(self) -> int:
        return self.columns.margin + self.columns.gutter

    def resize(self, width: int, height: int) -> None:
        self.columns = layout.columns_for(width, height)

    def lines(self, post: int) -> PostLines:
        columns = self.columns
        if post == self.card_index:
            return laid_out(self.card, columns)[0]
        shown = self.versions.of(post)
        return layout.lines_of(self.player.blog.posts[post], columns.text, columns.heads, shown)

    def line_of(self, match: Match) -> int:
        return self.lines(match.post).line_at(match.part, match.start)

    def before_words(self, place: RowRef) -> int:
        """Characters in a row before the words of its line."""
        before = self.lines(place.post).lines[place.line].before
        return self.text_column + sum(len(text) for text, _ in before)

    def rows(self, look: PostLook, numbers: range) -> Sequence[TextRow]:
        """Rows of a post's lines, composed once for all readers who see the same."""
        if look.post == self.card_index:
            return laid_out(self.card, self.columns)[1][numbers.start : numbers.stop]
        place = look, numbers, self.versions.of(look.post), self.lines(look.post)
        key = self.columns, self.face, place, self.searching.words, self.searching.current
        if (rows := _rows_kept.get(key)) is None:
            rows = _rows_kept[key] = [*self._composed(look, numbers)]
        return rows

    def _composed(self, look: PostLook, numbers: range) -> Iterator[TextRow]:
        columns, lines = self.columns, self.lines(look.post)
        words, found = self.searching.words, self.searching.current
        marks = [*lines.links]
        for place in places_of(lines.parts, words) if words else ():
            is_current = found == (look.post, *place)
            marks.append(TextMark(*place, "match cursor" if is_current else "match"))
        deleted = " deleted" if self.versions.standing(look.post).deleted else ""
        for number in numbers:
            if number == look.turned:
                cells = columns.gutter - 1 + columns.text
                yield (" " * (columns.margin + 1), "text"), (signs.TURNED * cells, "rule")
                continue
            line = lines.lines[number]
            text = _before_words(line.before, look, words)
            if line.text:
                text += _with_marks(line, _role(line.role, look) + deleted, marks)
            row = *self._before(look, number, lines), *text
            yield (*row, *self._rule(look, line, row)) if number == lines.rule else row

    def _before(self, look: PostLook, number: int, lines: PostLines) -> TextRow:
        """Cells before the text: sign, state and time of the post, mark of the part."""
        columns, line, heads = self.columns, lines.lines[number], self.columns.heads
        if number == lines.rule and heads is not Heads.COMPACT:
            return self._rule_start(look, line)
        here = signs.PARAGRAPH if line.part == look.part and line.text else " ", "now"
        if heads is Heads.NARROW:
            return here, (" " * (columns.gutter - 1), "text")
        row = number - (heads is Heads.RULED)  # of the time, the day and the year
        state = look.state if row == 0 else PostState.READ
        sign = signs.BOOKMARK if look.bookmarked and row == 0 else " "
        time = _time_beside(row, self.face, self.player.blog.posts[look.post].published)
        room = columns.gutter - 5
        return (
            (" " * columns.margin, "text"),
            (sign, "muted"),
            (f"{state.mark} ", "now"),
            (truncate(time, room).ljust(room), state.role),
            here,
            (" ", "text"),
        )

    def _rule_start(self, look: PostLook, line: PostLine) -> TextRow:
        """Start of a rule on a row of its own, which has the time in a narrow window."""
        columns, state, width = self.columns, look.state, self.columns.gutter - 1
        if columns.heads is Heads.NARROW:
            first = (signs.BOOKMARK, "muted") if look.bookmarked else rule_line(state, 1)
            time = self.face.time(self.player.blog.posts[look.post].published)
            return first, rule_line(state, width), (f" {time} ", state.role)
        gap = 1 if line.before else 0
        before = " " * (columns.margin + 1), "text"
        return before, rule_line(state, width - gap), (" " * gap, "text")

    def _rule(self, look: PostLook, line: PostLine, row: TextRow) -> TextRow:
        """Rule behind a row, to the text's right end."""
        gap = 1 if line.text else 0
        room = self.text_column + self.columns.text - row_cells(row) - gap
        pieces = rule(room, self._our_words(look, room), look.state)
        return ((" " * gap, "text"), *pieces) if pieces else ()

    def _our_words(self, look: PostLook, room: int) -> list[Piece]:
        """Our words about a post, the most important first; of an earlier version its name."""
        post, standing = look.post, self.versions.standing(look.post)
        mark = truncate(self.versions.mark(post, self.face), room - LEAST_RULE_CELLS - 2), "muted"
        if self.versions.of(post).back:
            return [mark]
        words: list[Piece] = [(look.state.words, look.state.role)]
        if (source := self._sources.get(standing.post.source)) is not None:
            words.append((f"{source_sign(source)} {standing.post.source}", source_style(source)))
        words += mark, ("picture" if standing.post.images and not standing.deleted else "", "muted")
        return [each for each in words if each[0]]


def _role(role: str, look: PostLook) -> str:
    return f"{role} over" if look.over and role in WORDS else role


def _before_words(before: TextRow, look: PostLook, words: str) -> TextRow:
    """Indent, or labels with the matches in them: only here labels are in capitals."""
    if not before or not before[0][1].startswith("chip"):
        return tuple((text, _role(role, look)) for text, role in before)
    for place in occurrences("".join(text for text, _ in before), words.casefold()):
        before = add_role(before, *place, "match-chip")
    return before


def _with_marks(line: PostLine, roles: str, marks: Sequence[TextMark]) -> TextRow:
    """Words of a line with the links and matches in them."""
    row: TextRow = ((line.text, roles),)
    for part, start, end, more in marks:
        first, last = max(start - line.start, 0), min(end - line.start, len(line.text))
        if part == line.part and first < last:
            row = add_role(row, *whole_clusters(line.text, first, last), more)
    return row


def rule_line(state: PostState, cells: int) -> Piece:
    return (signs.RULE_NOW * cells, "muted") if state.is_read_now else (signs.RULE * cells, "rule")


def rule(room: int, words: Sequence[Piece], state: PostState) -> list[Piece]:
    """Rule with as many words at its right end as fit."""
    for number in range(len(words), -1, -1):
        told = [piece for word in words[:number][::-1] for piece in (("  ", "text"), word)]
        cells = room - row_cells(told)
        if cells >= LEAST_RULE_CELLS:
            return [rule_line(state, cells), *told]
    return []


def _time_beside(row: int, face: ClockFace, published: datetime) -> str:
    """Text beside the first three rows of a post: time, day, year."""
    if not 0 <= row <= 2:
        return ""
    days, _, clock = face.clock(published).rpartition(" ")
    return (clock, days or face.day(published), face.year(published))[row]
