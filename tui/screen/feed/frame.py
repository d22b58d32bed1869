"""Rows in the feed's window at a moment."""

from itertools import count, zip_longest
from typing import NamedTuple

from textual.geometry import Size
from textual.selection import Selection as TextSelection

from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedLook, FeedRows, PostLook, Row
from tui.screen.feed.scroll_bar import ScrollBar
from tui.screen.feed.text import SelectableText
from tui.screen.feed.viewport import Span, places_of

EMPTY_TEXT_CELLS = 60  # on a page without posts


class PostSpan(NamedTuple):
    """Lines of a post in the window, and the selected cells of each."""

    post: PostLook
    first: int
    end: int
    selected: tuple[tuple[int, int] | None, ...] = ()


class Scene(NamedTuple):
    """Everything that the feed's rows depend on, except its width and colours."""

    look: FeedLook
    spans: tuple[PostSpan, ...]
    thumb: range
    edge: str
    other: tuple[TextRow, ...]  # rows below the posts
    pill: TextRow

    def rows(self) -> list[Row]:
        rows = [
            Row(self.look, span.post, line, selected)
            for span in self.spans
            for line, selected in zip_longest(range(span.first, span.end), span.selected)
        ]
        rows += [Row(self.look, pieces=pieces) for pieces in self.other]
        if rows and self.pill:
            rows[-1] = Row(self.look, pieces=self.pill)
        bars = ((THUMB, "thumb") if y in self.thumb else (self.edge, "bar") for y in count())
        return [row._replace(bar=bar) for row, bar in zip(rows, bars, strict=False)]


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

    def current(self, size: Size, selection: TextSelection | None) -> Scene:
        reading = self._reading
        spans = reading.spans()
        rows = sum(span.end - span.first for span in spans)
        empty = () if reading.document.count else self._reason(size.width)
        return Scene(
            self._rows.look,
            tuple(self._look_of(span, selection) for span in spans),
            self._thumb(spans, size.height),
            COLUMN_RULE if self.has_neighbour else " ",
            (*empty, *[()] * (size.height - rows - len(empty))),
            self._pill() if reading.unread or reading.waiting else (),
        )

    def _look_of(self, span: Span, selection: TextSelection | None) -> PostSpan:
        reading, post, seam = self._reading, span.post, self._reading.seam
        state = reading.state(post)
        look = PostLook(
            post,
            state,
            self._rows.versions.of(post),
            self._marked_part(post),
            seam.line if seam is not None and seam.post == post else None,
            post in self.bookmarks,
            self._is_over(post, state),
            *self._rows.parts_of(post),
        )
        return PostSpan(look, span.first, span.end, self._selected(span, selection))

    def _selected(
        self, span: Span, selection: TextSelection | None
    ) -> tuple[tuple[int, int] | None, ...]:
        if selection is None:
            return ()
        numbers = (self._text.number(place) for place in places_of([span]))
        return tuple(map(selection.get_span, numbers))

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
