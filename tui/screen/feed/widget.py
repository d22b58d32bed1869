"""The feed widget: draws what `Reading` says stands in the window, and only the rows that changed."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.selection import Selection as TextSelection
from textual.strip import Strip
from textual.widget import Widget

from tui.model.clock_face import ClockFace
from tui.screen.drawing.styles import Styles
from tui.screen.drawing.wrap import wrap
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.reading import FeedPlace, Reading
from tui.screen.feed.rows import FeedRows, Row
from tui.screen.feed.scroll_bar import ScrollBar
from tui.screen.feed.viewport import Place

LINES_A_POST = 1 << 20
"""More than the lines of any post: post * this + line numbers every line of a blog, for text selection."""


class Feed(Widget, can_focus=True):
    """Shows posts. The app says which; the reader moves in them."""

    virtual_size = var(Size(0, 0))
    """As in LineWidget: it scrolls by itself, so a new size is no reason to lay the page out once more."""

    class Moved(Message):
        """The reader has moved, or has now seen what was unread."""

    class CardClicked(Message):
        """The reader clicked a line of the card at the end of the blog."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        layouts: LayoutCache,
        face: ClockFace,
        *,
        newest_first: bool,
        card: Sequence[str],
        follow_key: str,
    ) -> None:
        super().__init__(id="feed")
        self.rows = FeedRows(layouts, face, card)
        self.reading = Reading(self.rows.lines, newest_first=newest_first)
        self._bar = ScrollBar(layouts)
        self._drawn: list[Row | None] = []
        self._thumb = range(0)
        self._pill = ""
        self._follow_key = follow_key
        self._laid_size = Size(0, 0)
        self._style = Styles(self)
        self._dragging = False
        self._empty_text = ""

    # What the app says

    def show(
        self, indices: Sequence[int], count: int, *, ended: bool, jumped: bool, empty_text: str
    ) -> None:
        """Shows the first `count` of `indices`; after a jump the newest of them comes into the window."""
        card = self.rows.card_index if ended else None
        changed = self.reading.show(indices, count, card=card, jumped=jumped)
        if changed or empty_text != self._empty_text:
            self._empty_text = empty_text
            self._update_rows(everything=not count)

    def set_face(self, face: ClockFace) -> None:
        """Tells the times another way; nothing else changes."""
        self.rows.face = face
        self.refresh()

    def set_order(self, newest_first: bool) -> None:
        """Turns the order round."""
        self.reading.set_order(newest_first)
        self._update_rows()

    def highlight(self, words: str, current: int | None) -> None:
        """Marks the words of a search, those in post `current` most."""
        if (words, current) != (self.rows.words, self.rows.current):
            self.rows.words, self.rows.current = words, current
            self.refresh()

    def reveal(self, post: int, words: str) -> None:
        """Brings the first line of a post that holds the words into the window."""
        self.reading.reveal(post, self.rows.first_match(post, words))
        self._moved()

    def go_to(self, post: int) -> None:
        """Brings a post to the top of the window."""
        self.reading.go_to(post)
        self._moved()

    def follow(self) -> None:
        """To the first unread post, or to the newest and on with those that come."""
        self.reading.follow()
        self._moved()

    def restore(self, place: FeedPlace) -> None:
        """Back to where the reader was."""
        self.reading.restore(place)
        self._moved()

    def post_text(self, post: int) -> str:
        """A post as text to copy: its time, then its words without the screen's line breaks."""
        copied = self.rows.blog.posts[post]
        return f"{self.rows.face.named(copied.published)}\n\n{copied.text}"

    # What the reader does

    def scroll_rows(self, rows: int) -> None:
        self.reading.scroll(rows)
        self._moved()

    def scroll_windows(self, windows: int) -> None:
        """Whole windows, less two rows that stay in sight."""
        self.scroll_rows(windows * max(1, self.size.height - 2))

    def to_start(self) -> None:
        self.reading.to_start()
        self._moved()

    def to_end(self) -> None:
        self.reading.to_end()
        self._moved()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.x == self.size.width - 1 and self._thumb:
            event.stop()
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        row = self._drawn[event.y] if 0 <= event.y < len(self._drawn) else None
        if self._pill and event.y == self.size.height - 1:
            self.follow()
        elif row is not None and row.place.post == self.rows.card_index:
            card = self.rows.lines(self.rows.card_index)
            self.post_message(self.CardClicked(card.lines[row.place.line].text))

    def _drag_to(self, y: int) -> None:
        post, fraction = self._bar.post_at(self.reading.document, y / max(1, self.size.height - 1))
        self.reading.go_to(post, int(fraction * len(self.rows.lines(post).lines)))
        self._moved()

    def _moved(self) -> None:
        self._update_rows()
        self.post_message(self.Moved())

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.size != self._laid_size:
            self._resize()
        selection = self.text_selection
        rows = [self._strip(y, selection) for y in range(crop.y, crop.bottom)]
        if crop.x or crop.width != self.size.width:
            return [row.crop(crop.x, crop.right) for row in rows]
        return rows

    def render_line(self, y: int) -> Strip:
        # Only text selection asks for single lines, and wants to know where each character comes from.
        row = self._drawn[y] if y < len(self._drawn) else None
        if row is None:
            return Strip.blank(self.size.width)
        return self.rows.paint(row, self._style, y=self._number(row.place))

    def on_resize(self) -> None:
        if self.size != self._laid_size:
            self._resize()
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._style.clear()
        self.rows.clear()

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        places = [row.place for row in self._drawn if row is not None]
        if not places:
            return None
        start = selection.start or Offset(0, self._number(places[0]))
        end = selection.end or Offset(1 << 30, self._number(places[-1]))
        return self._text_between(start, end), "\n"

    def _text_between(self, start: Offset, end: Offset) -> str:
        """The words of a selection: rows that are only wraps are joined again."""
        text = ""
        document = self.reading.document
        first, last = (document.nearest_slot(self._place_of(y).post) for y in (start.y, end.y))
        for slot in range(first, last + 1):
            post = document.post(slot)
            for number, line in enumerate(self.rows.lines(post).lines):
                y = self._number(Place(post, number))
                if start.y <= y <= end.y:
                    words = line.text[
                        start.x if y == start.y else 0 : end.x if y == end.y else None
                    ]
                    text += (" " if line.soft else "\n") + words
        return text[1:]

    def _number(self, place: Place) -> int:
        """A number for each line that grows down the feed and stays its own while posts come."""
        order = self.rows.card_index - place.post if self.reading.newest_first else place.post
        return order * LINES_A_POST + place.line

    def _place_of(self, number: int) -> Place:
        order, line = divmod(number, LINES_A_POST)
        return Place(self.rows.card_index - order if self.reading.newest_first else order, line)

    def _resize(self) -> None:
        if self._laid_size.width != self.size.width and self.text_selection is not None:
            self.screen.clear_selection()
        self._laid_size = self.size
        self.rows.width = self.size.width
        self.reading.resize(self.size.height)
        self._drawn, self._thumb, self._pill = self._look()

    def _look(self) -> tuple[list[Row | None], range, str]:
        """What should be on the screen now."""
        reading, height = self.reading, self.size.height
        rows: list[Row | None] = [
            Row(place, reading.is_new(place.post)) for place in reading.places()
        ]
        thumb = range(0)
        if rows and not (reading.viewport.at_start and reading.viewport.at_end):
            first, last = (
                self._depth(row.place, after) for row, after in ((rows[0], 0), (rows[-1], 1)) if row
            )
            thumb = self._bar.thumb(reading.document, first, last, height)
        rows += [None] * (height - len(rows))
        arrow = "↑" if reading.newest_first else "↓"
        posts = "post" if reading.unread == 1 else "posts"
        return (
            rows,
            thumb,
            f" {reading.unread} new {posts} {arrow} {self._follow_key} " if reading.unread else "",
        )

    def _depth(self, place: Place, after: int) -> tuple[Place, float]:
        return place, (place.line + after) / len(self.rows.lines(place.post).lines)

    def _update_rows(self, *, everything: bool = False) -> None:
        """Repaints what differs from what is on the screen, and nothing else."""
        if not self.size or self.size != self._laid_size:
            self._laid_size = Size(
                0, 0
            )  # out of sight, perhaps: to be looked at anew when it is drawn again
            return
        old_rows, old_thumb, old_pill = self._drawn, self._thumb, self._pill
        self._drawn, self._thumb, self._pill = self._look()
        width = self.size.width
        rows = {
            y for y, (old, new) in enumerate(zip(old_rows, self._drawn, strict=True)) if old != new
        }
        if old_pill != self._pill:
            rows.add(self.size.height - 1)
        if everything or len(rows) > self.size.height // 2:
            self.refresh()
            return
        bar = set(old_thumb).symmetric_difference(self._thumb) - rows
        regions = [Region(0, y, width, 1) for y in rows] + [Region(width - 1, y, 1, 1) for y in bar]
        if regions:
            self.refresh(*regions)

    def _strip(self, y: int, selection: TextSelection | None) -> Strip:
        row = self._drawn[y]
        if self._pill and y == self.size.height - 1:
            strip = self.rows.note(self._pill, self._style)
        elif row is None:
            strip = self._blank(y)
        elif (
            selection is not None
            and (span := selection.get_span(self._number(row.place))) is not None
        ):
            strip = self.rows.paint(row, self._style, selected=span)
        else:
            strip = self.rows.strip(row, self._style)
        bar = (
            Segment("▐", self._style("feed--thumb"))
            if y in self._thumb
            else Segment(" ", self._style("feed--bar"))
        )
        return Strip([*strip, bar]).crop(0, self.size.width)

    def _blank(self, y: int) -> Strip:
        """A row below the posts; where there are none at all, the text that says why."""
        width = self.size.width - 1
        text = (
            wrap(self._empty_text, max(1, min(60, width - 2)))
            if not self.reading.document.count
            else []
        )
        number = y - 1
        line = "  " + text[number][1] if 0 <= number < len(text) else ""
        return Strip([Segment(line, self._style("feed--card"))]).extend_cell_length(
            width, self._style("feed--body")
        )
