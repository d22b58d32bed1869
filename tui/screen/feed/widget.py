"""The feed widget: the app sets its posts, the reader scrolls."""

from collections.abc import Iterable, Sequence
from typing import override

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection as TextSelection
from textual.strip import Strip

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.playback.view import View
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.feed.card import Card
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.matches import Match, Matches
from tui.screen.feed.pages import Spot
from tui.screen.feed.reading import Reading
from tui.screen.feed.rows import FeedRows
from tui.screen.feed.viewport import RowRef
from tui.screen.feed.window import FeedWindow

ROWS_BEFORE_SHARE = 5  # 1/5 of the window stays above a place shown


class Feed(LineWidget, can_focus=True):
    class Moved(Message):
        """The reader moved or lines changed, so pages turn at other times."""

    def __init__(
        self,
        layouts: LayoutCache,
        face: ClockFace,
        searching: Matches,
        *,
        newest_first: bool,
        follow_key: str,
        live_key: str,
    ) -> None:
        super().__init__(id="feed")
        self.rows = FeedRows(layouts, face, searching)
        self.reading = Reading(self.rows.lines, newest_first=newest_first, moved=self._moved)
        hints = f"{follow_key} follow", f"{live_key} to live"
        self._window = FeedWindow(self.rows, self.reading, *hints)
        self._laid_size = Size(0, 0)
        self._dragging = False

    # For the app

    def show(
        self,
        view: View,
        indices: Sequence[int],
        *,
        card: Card | None,
        empty_text: str,
        waiting: int,
        jumped: bool,
    ) -> None:
        """Show the posts of a moment, then the end card."""
        end = None if card is None else self.rows.card_index
        edited = self.rows.versions.know(view.changes, jumped=jumped)
        if card is not None and card != self.rows.card:
            self.rows.card, edited = card, True  # it may have more lines or fewer
        read = None if view.reading is None else Spot(view.reading.post, view.reading.share)
        self.reading.show(indices, view.shown, spot=read, card=end, waiting=waiting, jumped=jumped)
        if edited:
            self.reading.resize(self.size.height)
        self._window.empty_text = empty_text
        self.update_rows()

    def continue_with(self, blog: LiveBlog, indices: Sequence[int]) -> None:
        """Continue with a longer state of the blog; nothing shown differs."""
        self.rows.blog = blog
        self.rows.versions.continue_with(blog)
        self.reading.continue_with(indices)

    def set_face(self, face: ClockFace) -> None:
        self.rows.face = face
        self.update_rows()

    def reveal(self, match: Match) -> None:
        self.reading.reveal(match.post, self.rows.line_of(match))

    def show_place(self, post: int, part: int, start: int) -> None:
        """Move a character's line near the top, with some rows before it."""
        line = self.rows.lines(post).line_at(part, start)
        self.reading.go_to(post, max(0, line - self.size.height // ROWS_BEFORE_SHARE))

    def mark_shown(self, mark: tuple[int, int] | None) -> None:
        """Mark the part of a post that another person shows."""
        self._window.shown_mark = mark
        self.update_rows()

    def show_bookmarks(self, posts: Iterable[int]) -> None:
        self._window.bookmarks = frozenset(posts)
        self.update_rows()

    @property
    def bookmarks(self) -> int:
        return len(self._window.bookmarks)

    def current_place(self) -> tuple[int, int, int] | None:
        """Post, part and character that this reader would show others."""
        return self._window.current_place(self.text_selection)

    def look_back(self) -> bool:
        """Show an earlier version of a changed post, the post being read first; False if none."""
        current = self.reading.current_post()
        posts = [*(() if current is None else (current,)), *(p.post for p in self.places)]
        found = self.rows.versions.look_back(posts)
        self.reading.resize(self.size.height)
        self._moved()
        return found is not None

    # Input

    def scroll_windows(self, windows: int) -> None:
        """Scroll by windows, less two rows."""
        self.reading.scroll(windows * max(1, self.size.height - 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.reading.scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.reading.scroll(-3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.x == self.size.width - 1 and self._window.thumb:
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
        if self.text_selection is not None:
            event.prevent_default()  # a drag ends here, and opens no link

    def _drag_to(self, y: int) -> None:
        self.reading.go_to(*self._window.place_at(y / max(1, self.size.height - 1)))

    def _moved(self) -> None:
        self.update_rows()
        self.post_message(self.Moved())

    # Drawing

    @override
    def text_rows(self, size: Size) -> Sequence[TextRow]:
        if size != self._laid_size:
            self._lay_out(size)
        return self._window.rows(size, self.text_selection)

    @override
    def render_line(self, y: int) -> Strip:
        strip, places = super().render_line(y), self.places
        if y >= len(places) or self.screen in self.app.screen_stack[:-1]:
            return strip  # no text under a box can be selected
        # Textual selects text by these offsets.
        return strip.apply_offsets(0, self._window.number(places[y]))

    def on_resize(self) -> None:
        self.update_rows()
        self.post_message(self.Moved())

    @override
    def selection_updated(self, selection: TextSelection | None) -> None:
        self.update_rows()

    @property
    def places(self) -> list[RowRef]:
        """Lines in the window as last drawn, the first on the first row."""
        return self._window.places

    def get_selection(self, selection: TextSelection) -> tuple[str, str] | None:
        return (self._window.selected_text(selection), "\n") if self.places else None

    def _lay_out(self, size: Size) -> None:
        if self._laid_size.width != size.width and self.text_selection is not None:
            self.screen.clear_selection()
        self._laid_size = size
        # At the edge of the window a rule would only cost bytes.
        self._window.has_neighbour = self.region.right < self.screen.size.width
        self.rows.resize(*size)
        self.reading.resize(size.height)
