"""What the feed shows at one moment, and the rows that differ from the last time."""

from collections.abc import Hashable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection as TextSelection
from textual.widget import Widget

from tui.screen.drawing.line_widget import drawn
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.feed.pages.reading import Reading
from tui.screen.feed.pages.scroll_bar import ScrollBar
from tui.screen.feed.pages.viewport import Place
from tui.screen.feed.rows import FeedRows, Row
from tui.screen.feed.selectable_text import SelectableText


class Frame(NamedTuple):
    """The rows of the window, None below the posts; the scroll bar's thumb; the pill's text."""

    rows: Sequence[Row | None] = ()
    thumb: range = range(0)
    pill: str = ""


def changed_regions(old: Frame, new: Frame, size: Size, mark_column: int) -> list[Region]:
    """The rows to draw again; of rows that differ only in the mark of what is being read, the cells
    up to it."""
    if len(old.rows) != len(new.rows):
        return [size.region]
    thumb = set(old.thumb).symmetric_difference(new.thumb)
    regions: list[Region] = []
    for y, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if y in thumb or (y == size.height - 1 and old.pill != new.pill):
            regions.append(Region(0, y, size.width, 1))
        elif before != after:
            same_text = before and after and before._replace(marked=after.marked) == after
            x, width = (mark_column, 1) if same_text else (0, size.width)
            regions.append(Region(x, y, width, 1))
    return regions


def pill_text(count: int, arrow: str, hint: str) -> str:
    """How many new posts there are, and the key that leads to them; empty without any."""
    posts = "post" if count == 1 else "posts"
    return f" {arrow} {count} new {posts} \N{MIDDLE DOT} {hint} " if count else ""


class Frames:
    """Makes the frames of one feed and draws their rows."""

    def __init__(
        self,
        rows: FeedRows,
        reading: Reading,
        bar: ScrollBar,
        text: SelectableText,
        hints: tuple[str, str],
    ) -> None:
        """`hints` lead to unread posts, and to the live edge."""
        self._rows = rows
        self._reading = reading
        self._bar = bar
        self._text = text
        self._to_unread, self._to_live = hints
        self.empty_text = ""
        """The reason why there is no post."""
        self.mark: tuple[int, int] | None = None
        """The post and the part of it that is being read."""
        self.shown_mark: tuple[int, int] | None = None
        """What another person shows; it is marked instead."""
        self.bookmarks: frozenset[int] = frozenset()
        """The posts that the reader marked."""
        self.has_neighbour = False
        """Whether something stands to the right of the feed, from which a rule parts it."""

    def current(self, height: int) -> Frame:
        """What should be drawn now in so many rows."""
        reading = self._reading
        places = reading.places()
        seam = reading.seam
        rows: list[Row] = []
        for post, of_post in groupby(places, key=itemgetter(0)):
            layout, shown = self._rows.lines(post), self._rows.versions.of(post)
            told, state = (layout.time, layout.rule), reading.state(post)
            part, bookmarked = self._marked_part(post), post in self.bookmarks
            over = self._is_over(post, state)
            for place in of_post:
                line = layout.lines[place.line]
                marked = line.part == part and bool(line.text)
                in_head = state if place.line in told else PostState.READ
                bookmark = bookmarked and place.line == layout.time
                turned = place == seam
                rows.append(Row(place, in_head, marked, shown, bookmark, over, turned))
        thumb = range(0)
        if places and not (reading.viewport.at_start and reading.viewport.at_end):
            first, last = self._depth(places[0], 0), self._depth(places[-1], 1)
            thumb = self._bar.thumb(reading.document, first, last, height)
        arrow = "↑" if reading.newest_first else "↓"
        pill = pill_text(reading.unread, arrow, self._to_unread) or pill_text(
            reading.waiting, arrow, self._to_live
        )
        return Frame((*rows, *[None] * (height - len(rows))), thumb, pill)

    def _is_over(self, post: int, state: PostState) -> bool:
        """Whether a post was read and is not being read."""
        now, document = self._reading.spot, self._reading.document
        current = document.newest if now is None else now.post
        return state is PostState.READ and post not in (current, document.card)

    def _marked_part(self, post: int) -> int | None:
        """The part of a post with the mark: the paragraph being read, where pages are turned for
        the reader, or what another person shows."""
        mark = self.mark if self._reading.following else None
        if self.shown_mark is not None:
            mark = self.shown_mark
        return mark[1] if mark is not None and mark[0] == post else None

    def _depth(self, place: Place, after: int) -> tuple[Place, float]:
        return place, (place.line + after) / len(self._rows.lines(place.post).lines)

    def look(self, frame: Frame, y: int, selection: TextSelection | None) -> Hashable:
        """All that row `y` of a frame depends on, beside the widget's width and colours."""
        row, bar = frame.rows[y], (y in frame.thumb, self.has_neighbour)
        if frame.pill and y == len(frame.rows) - 1:
            return frame.pill, self._rows.columns, bar
        if row is None:
            empty = "" if self._reading.document.count else self.empty_text
            return empty and (y, empty), self._rows.columns, bar
        return row, self._rows.look(row.place.post), self._selected(row, selection), bar

    def _selected(self, row: Row, selection: TextSelection | None) -> tuple[int, int] | None:
        return None if selection is None else selection.get_span(self._text.number(row.place))

    def content(
        self, widget: Widget, frame: Frame, y: int, selection: TextSelection | None
    ) -> Content:
        """Row `y` of a frame, without its cell of the scroll bar."""
        row = frame.rows[y]
        if frame.pill and y == len(frame.rows) - 1:
            return drawn(widget, self._rows.note(frame.pill))
        if row is None:
            empty = "" if self._reading.document.count else self.empty_text
            return drawn(widget, self._rows.reason(y, empty))
        return self._rows.content(widget, row, selected=self._selected(row, selection))

    def bar(self, widget: Widget, frame: Frame, y: int) -> Content:
        """The cell of the scroll bar in row `y`."""
        if y in frame.thumb:
            return drawn(widget, ((THUMB, "thumb"),))
        return drawn(widget, ((COLUMN_RULE if self.has_neighbour else " ", "bar"),))
