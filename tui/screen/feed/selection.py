"""Selection of the feed's text. All lines of a blog have numbers, so it survives new posts."""

from collections.abc import Sequence

from textual.geometry import Offset
from textual.selection import Selection

from tui.screen.drawing.line_widget import TextRow
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows
from tui.screen.feed.viewport import RowRef

LINES_A_POST = 1 << 20  # more than any post has
ROW_END = 1 << 30  # in cells, beyond any row


class FeedSelection:
    def __init__(self, rows: FeedRows, reading: Reading) -> None:
        self._rows, self._reading = rows, reading

    def marked(self, row: TextRow, place: RowRef, selection: Selection) -> TextRow:
        """A row with its selected words marked."""
        chosen = selection.get_span(self.number(place))
        return row if chosen is None else self._rows.select(row, place, *chosen)

    def number(self, place: RowRef) -> int:
        """Number of a line: grows down the feed, stays as posts come."""
        return self._order(place.post) * LINES_A_POST + place.line

    def text(self, selection: Selection, places: Sequence[RowRef]) -> str:
        """Selected words, wrapped rows joined; an open end stops at the visible places."""
        start = selection.start or Offset(0, self.number(places[0]))
        end = selection.end or Offset(ROW_END, self.number(places[-1]))
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
        if post not in reading.document:
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
