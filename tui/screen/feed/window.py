"""Rows in the feed's window at a moment, and the selection of their text."""

from itertools import repeat

from textual.geometry import Offset, Size
from textual.selection import Selection

from tui.model.counted import counted
from tui.screen.drawing.line_widget import CLICK, FILL, Piece, TextRow
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows, PostLook
from tui.screen.feed.viewport import RowRef, Span

EMPTY_TEXT_CELLS = 60  # on a page without posts
LINES_A_POST = 1 << 20  # more than any post has
ROW_END = 1 << 30  # in cells, beyond any row


class FeedWindow:
    def __init__(self, rows: FeedRows, reading: Reading, follow_hint: str, live_hint: str) -> None:
        self._rows = rows
        self._reading = reading
        self._to_unread, self._to_live = follow_hint, live_hint
        self.empty_text = ""  # reason for a page without posts
        self.shown_mark: tuple[int, int] | None = None  # post, part that another person shows
        self.bookmarks: frozenset[int] = frozenset()
        self.has_neighbour = False  # a rule separates the feed from it
        self.thumb = range(0)
        self.places: list[RowRef] = []  # of the rows with posts

    def rows(self, size: Size, selection: Selection | None) -> list[TextRow]:
        reading = self._reading
        self.places = reading.places()
        spans = list(reading.viewport.spans())
        self.thumb = self._thumb(spans, size.height)
        rows = [row for span in spans for row in self._rows.rows(self._look(span), span)]
        if selection is not None:
            rows = list(map(self._selected, rows, self.places, repeat(selection)))
        if not reading.document.count:
            rows += self._reason(size.width)
        rows = [*rows, *repeat((), size.height)][: size.height]
        if rows and (reading.unread or reading.waiting):
            rows[-1] = self._pill()
            self.places = self.places[: size.height - 1]
        return [(*row, FILL, self._bar(y)) for y, row in enumerate(rows)]

    def _bar(self, y: int) -> Piece:
        """Scroll bar beside a row, or the rule to the panel."""
        if y in self.thumb:
            return THUMB, "thumb"
        return COLUMN_RULE if self.has_neighbour else " ", "bar"

    def _selected(self, row: TextRow, place: RowRef, selection: Selection) -> TextRow:
        chosen = selection.get_span(self.number(place))
        return row if chosen is None else self._rows.select(row, place, *chosen)

    def _look(self, span: Span) -> PostLook:
        reading, post, seam = self._reading, span.post, self._reading.seam
        state, document = reading.state(post), reading.document
        current = document.newest if reading.spot is None else reading.spot.post
        mark = self.shown_mark or (reading.mark if reading.following else None)
        return PostLook(
            post,
            state,
            mark[1] if mark is not None and mark[0] == post else None,
            seam.line if seam is not None and seam.post == post else None,
            post in self.bookmarks,
            state is PostState.READ and post not in (current, document.card),
        )

    def _thumb(self, spans: list[Span], height: int) -> range:
        viewport = self._reading.viewport
        if not spans or (viewport.at_start and viewport.at_end):
            return range(0)
        document, first, last = viewport.document, spans[0], spans[-1]
        begin = document.slot(first.post) + first.first / len(self._rows.lines(first.post).lines)
        end = document.slot(last.post) + last.end / len(self._rows.lines(last.post).lines)
        return thumb_rows(begin, end, len(document), height)

    def place_at(self, fraction: float) -> RowRef:
        """Line at a fraction of the posts, for a drag of the scroll bar."""
        document = self._reading.document
        depth = min(max(fraction, 0.0), 1.0) * len(document)
        slot = min(int(depth), len(document) - 1)
        post = document.post(slot)
        return RowRef(post, int((depth - slot) * len(self._rows.lines(post).lines)))

    def _pill(self) -> TextRow:
        reading, arrow = self._reading, "↑" if self._reading.newest_first else "↓"
        count = reading.unread or reading.waiting
        hint, action = self._to_live, "live.to_edge"
        if reading.unread:
            hint, action = self._to_unread, "app.follow"
        text = f" {arrow} {counted(count, 'new post')} \N{MIDDLE DOT} {hint} "
        return (" " * self._rows.text_column, "text"), (text, f"pill {CLICK}{action}")

    def _reason(self, width: int) -> list[TextRow]:
        before = min(self._rows.text_column, width - 3)
        rows = wrap(self.empty_text, max(1, min(EMPTY_TEXT_CELLS, width - 1 - before)))
        return [(), *(((" " * before + row, "text"),) for _, row in rows)]

    # Selection: all lines of a blog have numbers, so a selection survives new posts

    def number(self, place: RowRef) -> int:
        """Number of a line: grows down the feed, stays as posts come."""
        return self._order(place.post) * LINES_A_POST + place.line

    def selected_text(self, selection: Selection) -> str:
        """Selected words, wrapped rows joined; an open end stops at the visible places."""
        start = selection.start or Offset(0, self.number(self.places[0]))
        end = selection.end or Offset(ROW_END, self.number(self.places[-1]))
        text, document = "", self._reading.document
        slots = [document.slot(self._place(y).post) for y in (start.y, end.y)]
        for post in map(document.post, range(slots[0], slots[1] + 1)):
            for number, line in enumerate(self._rows.lines(post).lines):
                y = self.number(RowRef(post, number))
                if start.y <= y <= end.y:
                    before = self._rows.before_words(RowRef(post, number))
                    first_x = max(0, start.x - before) if y == start.y else 0
                    end_x = max(0, end.x - before) if y == end.y else None
                    text += (" " if line.soft else "\n") + line.text[first_x:end_x]
        return text[1:]

    def current_place(self, selection: Selection | None) -> tuple[int, int, int] | None:
        """Post, part and character to show others: selection, match, or place being read."""
        rows, reading = self._rows, self._reading
        chosen = self._chosen(selection)
        if chosen is None and reading.following and reading.mark is not None:
            return (*reading.mark, 0)
        post, number = chosen or reading.viewport.top
        if post == rows.card_index:
            post, number = reading.document.newest or 0, 0
        if reading.document.ordinal(post) is None:
            return None
        lines = rows.lines(post).lines
        # The rows of a head belong to no line of the text.
        line = next((line for line in lines[number:] if line.text), lines[0])
        return post, line.part, line.start

    def _chosen(self, selection: Selection | None) -> RowRef | None:
        """Line in the window with the selection's start, else with the current match."""
        window, match = self._reading.viewport.places(), self._rows.searching.current
        if selection is not None and selection.start is not None:
            place = self._place(selection.start.y)
            if place in window:
                return place
        if match is not None:
            place = RowRef(match.post, self._rows.line_of(match))
            return place if place in window else None
        return None

    def _place(self, number: int) -> RowRef:
        return RowRef(self._order(number // LINES_A_POST), number % LINES_A_POST)

    def _order(self, post: int) -> int:
        """Position of a post from the top, and back."""
        return self._rows.card_index - post if self._reading.newest_first else post


def thumb_rows(begin: float, end: float, total: int, rows: int) -> range:
    """Rows of the thumb of a window that shows the posts `begin` to `end` of `total`."""
    size = max(1, min(rows, round((end - begin) / total * rows)))
    room = rows - size
    # The thumb touches an end only at the very start or end of the text.
    least = 1 if begin > 0 and room > 1 else 0
    most = room - (1 if end < total and room > 1 else 0)
    start = round(begin / max(1, total - (end - begin)) * room)
    start = min(max(start, least), most)
    return range(start, start + size)
