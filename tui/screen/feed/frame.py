"""Rows in the feed's window at a moment."""

from itertools import zip_longest

from textual.geometry import Size
from textual.selection import Selection as TextSelection

from tui.screen.drawing.line_widget import FILL, TextRow
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows, PostLook
from tui.screen.feed.scroll_bar import ScrollBar
from tui.screen.feed.text import SelectableText
from tui.screen.feed.viewport import RowRef, Span, places_of

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
        self.thumb = range(0)
        self.places: list[RowRef] = []  # of the rows with posts

    def rows(self, size: Size, selection: TextSelection | None) -> list[TextRow]:
        reading = self._reading
        spans = reading.spans()
        self.places = places_of(spans)
        self.thumb = self._thumb(spans, size.height)
        rows = [row for span in spans for row in self._rows.rows(self._look(span), span)]
        if selection is not None:
            for y, place in enumerate(self.places):
                if (chosen := selection.get_span(self._text.number(place))) is not None:
                    rows[y] = self._rows.select(rows[y], place, *chosen)
        if not reading.document.count:
            rows += self._reason(size.width)
        rows = [row or () for row, _ in zip_longest(rows, range(size.height))][: size.height]
        if rows and (reading.unread or reading.waiting):
            rows[-1] = self._pill()
            self.places = self.places[: size.height - 1]
        edge = (COLUMN_RULE if self.has_neighbour else " ", "bar")
        bars = ((THUMB, "thumb") if y in self.thumb else edge for y in range(size.height))
        return [(*row, FILL, bar) for row, bar in zip(rows, bars, strict=True)]

    def _look(self, span: Span) -> PostLook:
        reading, post, seam = self._reading, span.post, self._reading.seam
        state = reading.state(post)
        return PostLook(
            post,
            state,
            self._rows.versions.of(post),
            self._marked_part(post),
            seam.line if seam is not None and seam.post == post else None,
            post in self.bookmarks,
            self._is_over(post, state),
            *self._rows.matching(post),
        )

    def _thumb(self, spans: list[Span], height: int) -> range:
        viewport = self._reading.viewport
        if not spans or (viewport.at_start and viewport.at_end):
            return range(0)
        (top, line, _), (bottom, _, end) = spans[0], spans[-1]
        begin = top, line / len(self._rows.lines(top).lines)
        return self._bar.thumb(
            viewport.document, begin, (bottom, end / len(self._rows.lines(bottom).lines)), height
        )

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
