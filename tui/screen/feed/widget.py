"""The feed widget: the app sets its posts, the reader scrolls."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby, repeat
from operator import itemgetter
from typing import override

from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection as TextSelection

from tui.model.counted import counted
from tui.playback.view import TextPlace, View
from tui.screen.drawing.line_widget import CLICK, FILL, SELECTED, LineWidget, TextRow, add_role
from tui.screen.drawing.signs import COLUMN_RULE, THUMB, PostState
from tui.screen.drawing.wrap import whole_clusters
from tui.screen.feed.card import Card
from tui.screen.feed.layout import PostLine
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows, PostLook
from tui.screen.feed.viewport import Document, RowRef

ROWS_BEFORE_SHARE = 5  # 1/5 of the window stays above a place shown


class Feed(LineWidget, can_focus=True):
    class Moved(Message):
        """The reader moved or lines changed, so pages turn at other times."""

    bookmarks: reactive[frozenset[int]] = reactive(frozenset(), init=False)
    shown_mark: reactive[tuple[int, int] | None] = reactive(None, init=False)
    """Part of a post that another person shows."""

    def __init__(self, rows: FeedRows, *, newest_first: bool, key: Callable[[str], str]) -> None:
        super().__init__(id="feed")
        self.rows = rows
        self.reading = Reading(self.rows.lines, newest_first=newest_first, moved=self._moved)
        self._to_unread, self._to_live = f"{key('follow')} follow", f"{key('live')} to live"
        self.places: list[RowRef] = []  # lines in the window as last drawn
        self._laid_size = Size(0, 0)

    # For the app

    def show(self, view: View, *, card: Card | None, jumped: bool) -> None:
        end = None if card is None else self.rows.card_index
        edited = self.rows.versions.know(view.changes, jumped=jumped)
        if card is not None and card != self.rows.card:
            self.rows.card, edited = card, True  # it may have more lines or fewer
        player, newest_first = self.rows.player, self.reading.document.newest_first
        document = Document(player.timeline.indices, view.shown, newest_first, end)
        self.reading.show(document, view.read, waiting=player.posts_to_edge(view), jumped=jumped)
        if edited:
            self.reading.resize(self.size.height)
        self.refresh()

    def show_place(self, post: int, part: int, start: int) -> None:
        """Move a character's line near the top, with some rows before it."""
        line = self.rows.lines(post).line_at(part, start)
        self.reading.go_to(post, max(0, line - self.size.height // ROWS_BEFORE_SHARE))

    def current_place(self) -> TextPlace | None:
        """Post, part and character to show others: selection, match, or place being read."""
        rows, reading = self.rows, self.reading
        found, mark = self._chosen(), reading.mark
        if found is None and reading.following and mark is not None:
            return TextPlace(*mark, 0)
        post, number = found or reading.top
        if post == rows.card_index:
            post, number = reading.document.newest, 0
        if post not in reading.document:
            return None
        lines = rows.lines(post).lines
        # The rows of a head belong to no line of the text.
        line = next((line for line in lines[number:] if line.text), lines[0])
        return TextPlace(post, line.part, line.start)

    def _chosen(self) -> RowRef | None:
        """Line in the window with the selection's start, else with the current match."""
        match, selection = self.rows.searching.current, self.text_selection
        chosen = [] if match is None else [RowRef(match.post, self.rows.line_of(match))]
        if selection is not None and selection.start is not None:
            chosen[:0] = self.places[selection.start.y : selection.start.y + 1]
        return next((place for place in chosen if place in self.reading.places()), None)

    def look_back(self) -> bool:
        """Show an earlier version of a changed post, the post being read first; False if none."""
        current = self.reading.current_post()
        posts = [*(() if current is None else (current,)), *self.reading.posts_at(self.places)]
        found = self.rows.versions.look_back(posts)
        self.reading.resize(self.size.height)
        self._moved()
        return found

    # Input

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _wheel(self, event: events.MouseScrollDown | events.MouseScrollUp) -> None:
        event.stop()
        rows = 3 if isinstance(event, events.MouseScrollDown) else -3
        self.reading.move(partial(self.reading.shift, rows), leaves=False)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.x == self.size.width - 1 and self._thumb_rows(self.size.height):
            event.stop()
            self.capture_mouse()
            self.on_mouse_move(event)

    def on_mouse_move(self, event: events.MouseEvent) -> None:
        """Drag the scroll bar: show the line at this share of the posts."""
        if self.app.mouse_captured is self:
            document = self.reading.document
            share = event.y / max(1, self.size.height - 1)
            depth = min(max(share, 0.0), 1.0) * len(document)
            slot = min(int(depth), len(document) - 1)
            lines = len(self.rows.lines(post := document.post(slot)).lines)
            self.reading.go_to(post, int((depth - slot) * lines))

    def on_click(self, event: events.Click) -> None:
        if self.text_selection is not None:
            event.prevent_default().stop()  # a drag ends here, and is no click

    def on_resize(self) -> None:
        self._moved()

    def _moved(self) -> None:
        self.reading.see()  # the bar counts what is in the window now as seen
        self.refresh()
        self.app.post_message(self.Moved())  # at once, for one drawing of feed and bar

    # Drawing

    @override
    def text_rows(self, size: Size) -> Sequence[TextRow]:
        reading, height = self.reading, size.height
        if size != self._laid_size:
            self._laid_size = size
            self.rows.resize(*size)
            reading.resize(height)
        self.places = reading.see()
        rows = self._post_rows()
        thumb = self._thumb_rows(height)
        rows = [*rows, *repeat((), height)][:height]
        if rows and (reading.unread or reading.waiting):
            rows[-1] = self._pill()
        # At the edge of the window a rule would only cost bytes.
        rule = COLUMN_RULE if self.region.right < self.screen.size.width else " "
        bar = [(THUMB, "thumb") if y in thumb else (rule, "bar") for y in range(height)]
        return [(*row, FILL, piece) for row, piece in zip(rows, bar, strict=True)]

    def _post_rows(self) -> list[TextRow]:
        rows: list[TextRow] = []
        for post, places in groupby(self.places, key=itemgetter(0)):
            numbers = [place.line for place in places]
            rows += self.rows.rows(self._look_of(post), range(numbers[0], numbers[-1] + 1))
        return rows

    def _look_of(self, post: int) -> PostLook:
        reading, seam = self.reading, self.reading.seam
        state, document = reading.state(post), reading.document
        current = document.newest if reading.spot is None else reading.spot.post
        mark = self.shown_mark or (reading.mark if reading.following else None)
        part = mark[1] if mark is not None and mark[0] == post else None
        turned = seam.line if seam and seam.post == post and reading.following else None
        is_over = state is PostState.READ and post not in (current, document.card)
        return PostLook(post, state, part, turned, post in self.bookmarks, is_over)

    def _thumb_rows(self, height: int) -> range:
        """Rows of the scroll bar's thumb, which touches an end only at that end of the text."""
        document, places = self.reading.document, self.reading.places()
        if not places:
            return range(0)
        begin, end = (
            document.slot(post) + line / len(self.rows.lines(post).lines)
            for post, line in (places[0], (places[-1].post, places[-1].line + 1))
        )
        total = len(document)
        if begin == 0 and end == total:
            return range(0)
        size = max(1, min(height, round((end - begin) / total * height)))
        room = height - size
        least = 1 if begin > 0 and room > 1 else 0
        most = room - (1 if end < total and room > 1 else 0)
        start = min(max(round(begin / max(1, total - (end - begin)) * room), least), most)
        return range(start, start + size)

    def _pill(self) -> TextRow:
        reading, arrow = self.reading, "↑" if self.reading.document.newest_first else "↓"
        hint, action = self._to_live, "live.to_edge"
        if reading.unread:
            hint, action = "class held here" if self.shown_mark else self._to_unread, "app.follow"
        posts = counted(reading.unread or reading.waiting, "new post")
        text = f" {arrow} {posts} \N{MIDDLE DOT} {hint} "
        return (" " * self.rows.text_column, "text"), (text, f"cursor {CLICK}{action}")

    # Selection of text: of the words in the window, without the columns beside them

    @override
    def marked(self, y: int, row: TextRow, selection: TextSelection) -> TextRow:
        if y >= len(self.places):
            return row
        before, chosen = self.rows.before_words(self.places[y]), self._words(y, selection)
        return add_role(row, before + chosen.start, before + chosen.stop, SELECTED)

    def _words(self, y: int, selection: TextSelection) -> range:
        """Selected characters of a row's line, which are whole clusters of its words."""
        before, text = self.rows.before_words(self.places[y]), self._line(y).text
        first, last = selection.get_span(y) or (0, 0)
        last = last if last >= 0 else before + len(text)
        ends = (min(max(x - before, 0), len(text)) for x in (first, last))
        return range(*whole_clusters(text, *ends))

    def _line(self, y: int) -> PostLine:
        place = self.places[y]
        return self.rows.lines(place.post).lines[place.line]

    @override
    def get_selection(self, selection: TextSelection) -> tuple[str, str]:
        """Selected words, with the line breaks of their source."""
        text, before, at = "", (-1, 0), 0
        for y, place in enumerate(self.places):
            if selection.get_span(y) is not None:
                line, words = self._line(y), self._words(y, selection)
                part, stop = (place.post, line.part), max(line.start, 0) + words.stop
                on = self.rows.lines(place.post).parts[line.part][at:stop] if part == before else ""
                text += on or "\n" + line.text[words.start : words.stop]
                before, at = part, stop
        return text[1:], "\n"
