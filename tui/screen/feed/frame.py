"""Rows in the feed's window at a moment."""

from itertools import groupby
from operator import itemgetter

from textual.geometry import Size
from textual.selection import Selection as TextSelection

from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.layout import PostLines
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows, Row
from tui.screen.feed.scroll_bar import ScrollBar
from tui.screen.feed.text import SelectableText
from tui.screen.feed.viewport import RowRef

EMPTY_TEXT_CELLS = 60  # on a page without posts


class Frames:
    def __init__(
        self,
        rows: FeedRows,
        reading: Reading,
        bar: ScrollBar,
        text: SelectableText,
        hints: tuple[str, str],
    ) -> None:
        self._rows = rows
        self._reading = reading
        self._bar = bar
        self._text = text
        self._to_unread, self._to_live = hints
        self.empty_text = ""  # reason for a page without posts
        self.shown_mark: tuple[int, int] | None = None  # post, part that another person shows
        self.bookmarks: frozenset[int] = frozenset()
        self.has_neighbour = False  # a rule separates the feed from it

    def current(self, size: Size, selection: TextSelection | None) -> list[Row]:
        reading = self._reading
        places = reading.places()
        thumb = self._thumb(places, size.height)

        def bar(y: int) -> Piece:
            if y in thumb:
                return THUMB, "thumb"
            return COLUMN_RULE if self.has_neighbour else " ", "bar"

        rows: list[Row] = []
        for post, of_post in groupby(places, key=itemgetter(0)):
            layout, look = self._rows.lines(post), self._rows.look(post)
            shown, state = self._rows.versions.of(post), reading.state(post)
            part, over = self._marked_part(post), self._is_over(post, state)
            for place in of_post:
                line = layout.lines[place.line]
                in_head = place.line in (layout.time, layout.rule)
                number = self._text.number(place)
                rows.append(
                    Row(
                        place,
                        bar=bar(len(rows)),
                        state=state if in_head else PostState.READ,
                        marked=line.part == part and bool(line.text),
                        shown=shown,
                        bookmarked=post in self.bookmarks and place.line == layout.time,
                        over=over,
                        turned=place == reading.seam,
                        selected=selection.get_span(number) if selection else None,
                        look=look,
                    )
                )
        empty = [] if reading.document.count else self._reason(size.width)
        for y in range(len(rows), size.height):
            rows.append(Row(pieces=empty[y] if y < len(empty) else (), bar=bar(y)))
        if rows and (reading.unread or reading.waiting):
            rows[-1] = Row(pieces=self._pill(), bar=bar(len(rows) - 1))
        return rows

    def _thumb(self, places: list[RowRef], height: int) -> range:
        viewport = self._reading.viewport
        if not places or (viewport.at_start and viewport.at_end):
            return range(0)
        first, last = (self._layout(places[end]) for end in (0, -1))
        depths = places[0].line / len(first.lines), (places[-1].line + 1) / len(last.lines)
        ends = (places[0], depths[0]), (places[-1], depths[1])
        return self._bar.thumb(viewport.document, *ends, height)

    def _layout(self, place: RowRef) -> PostLines:
        return self._rows.lines(place.post)

    def _pill(self) -> TextRow:
        reading, arrow = self._reading, "↑" if self._reading.newest_first else "↓"
        count = reading.unread or reading.waiting
        hint = self._to_unread if reading.unread else self._to_live
        posts = "post" if count == 1 else "posts"
        text = f" {arrow} {count} new {posts} \N{MIDDLE DOT} {hint} "
        return (" " * self._rows.text_column, "text"), (text, "pill")

    def _reason(self, width: int) -> list[TextRow]:
        before = min(self._rows.text_column, width - 3)
        rows = wrap(self.empty_text, max(1, min(EMPTY_TEXT_CELLS, width - 1 - before)))
        return [(), *(((" " * before + row, "text"),) for _, row in rows)]

    def _is_over(self, post: int, state: PostState) -> bool:
        """True if a post was read and is no longer being read."""
        now, document = self._reading.spot, self._reading.document
        current = document.newest if now is None else now.post
        return state is PostState.READ and post not in (current, document.card)

    def _marked_part(self, post: int) -> int | None:
        """Part of a post to mark: being read, or shown by another person."""
        mark = self.shown_mark or (self._reading.mark if self._reading.following else None)
        return mark[1] if mark is not None and mark[0] == post else None
