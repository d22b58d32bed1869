"""What the feed shows at one moment, its drawing, and the cells that differ from the last time."""

from collections.abc import Hashable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.selection import Selection as TextSelection
from textual.strip import Strip

from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import COLUMN_RULE, THUMB
from tui.screen.drawing.strips import with_bar
from tui.screen.drawing.styles import Styles
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


def changed_regions(old: Frame, new: Frame, size: Size, mark_column: int) -> list[Region] | None:
    """The cells to repaint; None for everything, where most rows differ.

    Of rows that differ only in the mark of what is being read that cell alone is repainted, and of
    the scroll bar the cells that the thumb has left or reached.
    """
    rows: set[int] = set()
    marks: set[int] = set()
    for y, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if before != after:
            same_text = before and after and before._replace(marked=after.marked) == after
            (marks if same_text else rows).add(y)
    if old.pill != new.pill:
        rows.add(size.height - 1)
    if len(rows) > size.height // 2:
        return None
    thumb = set(old.thumb).symmetric_difference(new.thumb) - rows
    regions = [Region(0, y, size.width, 1) for y in rows]
    regions += [Region(size.width - 1, y, 1, 1) for y in thumb]
    regions += [Region(mark_column, y, 1, 1) for y in marks]
    return regions


def pill_text(unread: int, arrow: str, follow_key: str) -> str:
    """How many posts are unread, and the key that gives them; empty where none is."""
    posts = "post" if unread == 1 else "posts"
    return f" {unread} new {posts} {arrow} {follow_key} " if unread else ""


class Frames:
    """Makes the frames of one feed and draws their rows."""

    def __init__(
        self,
        rows: FeedRows,
        reading: Reading,
        bar: ScrollBar,
        text: SelectableText,
        follow_key: str,
    ) -> None:
        self._rows = rows
        self._reading = reading
        self._bar = bar
        self._text = text
        self._follow_key = follow_key
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
        rows: list[Row] = []
        for post, of_post in groupby(places, key=itemgetter(0)):
            layout, shown = self._rows.lines(post), self._rows.versions.of(post)
            told, state = (layout.time, layout.rule), reading.state(post)
            part, bookmarked = self._marked_part(post), post in self.bookmarks
            for place in of_post:
                line = layout.lines[place.line]
                marked = line.part == part and bool(line.text)
                in_head = state if place.line in told else PostState.READ
                bookmark = bookmarked and place.line == layout.time
                rows.append(Row(place, in_head, marked, shown, bookmark))
        thumb = range(0)
        if places and not (reading.viewport.at_start and reading.viewport.at_end):
            first, last = self._depth(places[0], 0), self._depth(places[-1], 1)
            thumb = self._bar.thumb(reading.document, first, last, height)
        arrow = "↑" if reading.newest_first else "↓"
        pill = pill_text(reading.unread, arrow, self._follow_key)
        return Frame((*rows, *[None] * (height - len(rows))), thumb, pill)

    def _marked_part(self, post: int) -> int | None:
        """The part of a post with the mark: the paragraph being read, where pages are turned for
        the reader, or what another person shows."""
        mark = self.mark if self._reading.following else None
        if self.shown_mark is not None:
            mark = self.shown_mark
        return mark[1] if mark is not None and mark[0] == post else None

    def _depth(self, place: Place, after: int) -> tuple[Place, float]:
        return place, (place.line + after) / len(self._rows.lines(place.post).lines)

    def picture(self, frame: Frame, style_of: Styles) -> Hashable:
        """Stands for all that the rows of a frame depend on, where no text is selected."""
        empty = "" if self._reading.document.count else self.empty_text
        return frame, self.has_neighbour, empty, *self._rows.look(style_of)

    def strip(
        self, frame: Frame, y: int, style_of: Styles, selection: TextSelection | None
    ) -> Strip:
        """Row `y` of a frame."""
        row = frame.rows[y]
        bar = Segment(COLUMN_RULE if self.has_neighbour else " ", style_of("feed--bar"))
        if y in frame.thumb:
            bar = Segment(THUMB, style_of("feed--thumb"))
        if frame.pill and y == len(frame.rows) - 1:
            strip = self._rows.note(frame.pill, style_of)
        elif row is None:
            empty = "" if self._reading.document.count else self.empty_text
            strip = self._rows.blank(y, empty, style_of)
        elif selection and (span := selection.get_span(self._text.number(row.place))) is not None:
            strip = self._rows.paint(row, style_of, selected=span)
        else:
            return self._rows.strip(row, style_of, bar)
        return with_bar(strip, bar, self._rows.width)
