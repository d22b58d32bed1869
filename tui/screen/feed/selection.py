"""Selection of the feed's text. All lines of a blog have numbers, so it survives new posts."""

from collections.abc import Sequence

from textual.geometry import Offset
from textual.selection import Selection

from tui.screen.drawing.line_widget import TextRow, add_role
from tui.screen.drawing.wrap import whole_clusters
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows
from tui.screen.feed.viewport import RowRef

LINES_A_POST = 1 << 20  # more than any post has
ROW_END = 1 << 30  # in cells, beyond any row


class FeedSelection:
    def __init__(self, rows: FeedRows, reading: Reading) -> None:
        self._rows, self._reading = rows, reading

    def number(self, place: RowRef) -> int:
        """Number of a line: grows down the feed, stays as posts come."""
        return self._order(place.post) * LINES_A_POST + place.line

    def _place(self, number: int) -> RowRef:
        return RowRef(self._order(number // LINES_A_POST), number % LINES_A_POST)

    def _order(self, post: int) -> int:
        """Position of a post from the top, and back."""
        return self._rows.card_index - post if self._reading.newest_first else post

    def marked(self, row: TextRow, place: RowRef, selection: Selection) -> TextRow:
        """A row with its selected words marked."""
        before, chosen = self._rows.before_words(place), self._words(place, selection)
        return add_role(row, before + chosen.start, before + chosen.stop, "selection")

    def _words(self, place: RowRef, selection: Selection) -> range:
        """Selected characters of a line, which are whole clusters of its words."""
        span = selection.get_span(self.number(place))
        if span is None:
            return range(0)
        text, before = (
            self._rows.lines(place.post).lines[place.line].text,
            self._rows.before_words(place),
        )
        start, end = (min(max(0, x - before), len(text)) for x in span)
        return range(*whole_clusters(text, start, len(text) if span[1] < 0 else end))

    def text(self, selection: Selection, places: Sequence[RowRef]) -> str:
        """Selected words, wrapped rows joined; an open end stops at the visible places."""
        start = selection.start or Offset(0, self.number(places[0]))
        end = selection.end or Offset(ROW_END, self.number(places[-1]))
        text, document = "", self._reading.document
        first, last = (document.slot(self._place(y).post) for y in (start.y, end.y))
        for post in map(document.post, range(first, last + 1)):
            for number, line in enumerate(self._rows.lines(post).lines):
                place = RowRef(post, number)
                if start.y <= self.number(place) <= end.y:
                    words = self._words(place, Selection(start, end))
                    text += (" " if line.soft else "\n") + line.text[words.start : words.stop]
        return text[1:]

    def current_place(self, selection: Selection | None) -> tuple[int, int, int] | None:
        """Post, part and character to show others: selection, match, or place being read."""
        rows, reading = self._rows, self._reading
        found, mark = self._chosen(selection), reading.mark
        if found is None and reading.following and mark is not None:
            return (*mark, 0)
        post, number = found or reading.viewport.top
        if post == rows.card_index:
            post, number = reading.document.newest, 0
        if post not in reading.document:
            return None
        lines = rows.lines(post).lines
        # The rows of a head belong to no line of the text.
        line = next((line for line in lines[number:] if line.text), lines[0])
        return post, line.part, line.start

    def _chosen(self, selection: Selection | None) -> RowRef | None:
        """Line in the window with the selection's start, else with the current match."""
        match, window = self._rows.searching.current, self._reading.viewport.places()
        chosen = [] if match is None else [RowRef(match.post, self._rows.line_of(match))]
        if selection is not None and selection.start is not None:
            chosen.insert(0, self._place(selection.start.y))
        return next((place for place in chosen if place in window), None)
