"""The feed's text for selection with the mouse, across posts and beyond the window."""

from textual.geometry import Offset
from textual.selection import Selection

from tui.screen.feed.pages.reading import Reading
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.rows import FeedRows

LINES_A_POST = 1 << 20
"""More lines than any post has."""
ROW_END = 1 << 30
"""An offset in cells beyond the end of any row."""


class SelectableText:
    """Numbers every line of a blog, so that a selection holds while posts come."""

    def __init__(self, rows: FeedRows, reading: Reading) -> None:
        self._rows = rows
        self._reading = reading

    def number(self, place: Place) -> int:
        """The number of a line: it grows down the feed and stays the same while posts come."""
        newest_first = self._reading.newest_first
        order = self._rows.card_index - place.post if newest_first else place.post
        return order * LINES_A_POST + place.line

    def place(self, number: int) -> Place:
        """The line with that number."""
        return Place(self._post(number), number % LINES_A_POST)

    def between(self, selection: Selection, first: Place, last: Place) -> str:
        """The words of a selection; wrapped rows are joined.

        `first` and `last` are the visible places, at which a selection without ends stops.
        """
        start = selection.start or Offset(0, self.number(first))
        end = selection.end or Offset(ROW_END, self.number(last))
        text = ""
        document = self._reading.document
        first_slot, last_slot = (document.nearest_slot(self._post(y)) for y in (start.y, end.y))
        for slot in range(first_slot, last_slot + 1):
            post = document.post(slot)
            for number, line in enumerate(self._rows.lines(post).lines):
                y = self.number(Place(post, number))
                if start.y <= y <= end.y:
                    before = self._rows.before_words(Place(post, number))
                    first_x = max(0, start.x - before) if y == start.y else 0
                    end_x = max(0, end.x - before) if y == end.y else None
                    text += (" " if line.soft else "\n") + line.text[first_x:end_x]
        return text[1:]

    def _post(self, number: int) -> int:
        order = number // LINES_A_POST
        return self._rows.card_index - order if self._reading.newest_first else order
