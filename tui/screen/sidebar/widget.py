"""The side panel: summary card, headlines so far, authors."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar, override

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace
from tui.model.versions import Changes
from tui.screen.drawing.line_widget import LineWidget, TextRow
from tui.screen.drawing.post_marks import PostState
from tui.screen.drawing.signs import RULE
from tui.screen.sidebar.cursor import Cursor
from tui.screen.sidebar.rows import (
    BLANK_ROW,
    MARGIN_CELLS,
    MOST_HEADLINE_ROWS,
    SidebarState,
    SideRow,
    author_rows,
    column_cells,
    folded_row,
    in_card,
    posts_text,
    side_by_side,
    so_far_rows,
    summary_rows,
    title_row,
)

LEAST_CELLS_OF_TWO_COLUMNS = 90  # of the panel
LEAST_SO_FAR_ROWS = 4
LEAST_ROWS_WITH_CAPS = 12  # of the panel, for half rows around the card
LEAST_ROWS_WITH_AUTHORS = 12  # left for summary and headlines


class Sidebar(LineWidget, can_focus=True):
    """Three parts with shares of the rows; summary and headlines scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("pagedown", "scroll(5)", show=False),
        Binding("pageup", "scroll(-5)", show=False),
    ]

    @dataclass
    class PostChosen(Message):
        post: int

    @dataclass
    class AuthorChosen(Message):
        """Author to filter by, or to stop filtering by."""

        author: str

    class FoldClicked(Message):
        """The folded panel was clicked."""

    def __init__(
        self,
        blog: LiveBlog,
        face: ClockFace,
        *,
        key: Callable[[str], str],
        facts: Callable[[], str] = lambda: "",
    ) -> None:
        """`key` names a key by id; `facts` had no room in the title's row."""
        super().__init__(id="sidebar")
        self._facts = facts
        self.set_class(not blog.summary, "-only-posts")
        self._blog, self._key = blog, key
        self._changes = Changes.of(blog)
        self._state = SidebarState()
        self._columns: list[list[SideRow]] = [[]]
        self._summary_from = 0
        self._back = 0
        self.cursor = Cursor()
        self._chooses = False  # focused; Textual's flag changes only after `on_blur`
        self._sources = {name: number for number, name in enumerate(blog.sources)}
        self.face = face

    def show(self, state: SidebarState) -> None:
        if state[1:] != self._state[1:] or state.indices is not self._state.indices:
            self._state = state
            self._back = min(self._back, state.shown)
            self.update_rows()

    def continue_with(self, blog: LiveBlog) -> None:
        self._blog, self._changes = blog, Changes.of(blog)

    def set_face(self, face: ClockFace) -> None:
        self.face = face
        self.update_rows()

    @property
    def folded(self) -> bool:
        """True if a small screen shows only a single row of the panel."""
        return self.size.height == 1 and not self.screen.has_class("-open-sidebar")

    @override
    def facts(self) -> Hashable | None:
        """Without a cursor. Clicks and keys ask for the rows, and so for places in them."""
        state = self._state
        if self._chooses or not isinstance(state.indices, range):
            return None
        classes = frozenset(("-open-sidebar", "-whole-summary")) & self.screen.classes
        keys = self._key("summary"), self._key("authors")
        own = self._summary_from, self._back, self.cursor.number, self._facts(), self._needs_foot
        return self._changes, self.face, state, classes, keys, own

    def text_rows(self, size: Size) -> list[TextRow]:
        if self.folded:
            self._columns, self.cursor.rows = [[]], ()
            state = self._state
            newest = None
            if state.shown:
                index = state.indices[state.shown - 1]
                newest = self._changes.standing(index, state.changes).post
            return [folded_row(state, newest, size.width, self._key("summary"))]
        closing: list[TextRow] = []
        if facts := self._facts():
            closing.append(((" " * MARGIN_CELLS, "text"), (facts, "muted")))
        if self._needs_foot:
            closing.append(((f" {RULE * max(0, size.width - 2)}", "rule"),))
        height = size.height - len(closing)
        self._columns = self._laid_out(size.width, height)
        self.cursor.rows = list(chain(*self._columns))
        if self._chooses:
            self.cursor.find()
        return [*side_by_side(self._columns, size.width, height, self.cursor.number), *closing]

    @property
    def _needs_foot(self) -> bool:
        """True if the open panel has no ground, so a rule separates it from the feed."""
        classes, app = self.screen.classes, self.app
        above = {"-open-sidebar", "-medium"} <= classes
        above = above and not {"-low", "-whole-summary"} & classes
        return above and (app.no_color or app.native_ansi_color)

    def _number(self, x: int, y: int) -> int:
        """Number of the row in a cell, over all columns."""
        left = self._columns[0]
        if len(self._columns) < 2 or x < self.size.width // 2:
            return y if y < len(left) else -1
        return len(left) + y

    def _laid_out(self, width: int, height: int) -> list[list[SideRow]]:
        """Rows of a single column, or of two if headlines fit beside the rest."""
        if width < LEAST_CELLS_OF_TWO_COLUMNS or self.screen.has_class("-whole-summary"):
            return [self._parts(column_cells(width, 1), height)]
        each = column_cells(width, 2)
        authors = self._authors(each)
        summary = self._card(each, height - len(authors) - 1)
        right = [*summary, BLANK_ROW, *authors] if summary and authors else [*summary, *authors]
        return [[BLANK_ROW, *self._so_far(each, height - 1, MOST_HEADLINE_ROWS)], right[:height]]

    def _authors(self, width: int) -> list[SideRow]:
        state = self._state
        if len(state.authors) < 2:
            return []
        return author_rows(state.authors, state.chosen, width, self._key("authors"))

    def _card(self, width: int, height: int) -> list[SideRow]:
        """Summary as a card of at most `height` rows."""
        end = self.face.time(self._blog.end)
        rows = summary_rows(self._state.summary, end, width, self._key("summary"))
        caps = self.size.height >= LEAST_ROWS_WITH_CAPS
        caps = caps and not self.screen.has_class("-whole-summary")
        rows = self._window(rows, height - 2 if caps else height) if rows else []
        return in_card(rows, width, caps=caps) if rows else []

    def _parts(self, width: int, height: int) -> list[SideRow]:
        """Rows of the three parts; the summary leaves a few rows to headlines."""
        state = self._state
        for_summary = self.screen.has_class("-whole-summary")
        authors = [] if for_summary else self._authors(width)
        room = height - (len(authors) + 1 if authors else 0)
        if room < LEAST_ROWS_WITH_AUTHORS:
            authors, room = [], height
        least = max(LEAST_SO_FAR_ROWS, room // 3)
        wanted = min(state.shown + 1, 2 if for_summary else least)
        card = self._card(width, max(3, room - wanted - 1)) or [BLANK_ROW]
        parts = [card, self._so_far(width, room - len(card) - 1), authors]
        rows = [row for part in parts if part for row in (*part, BLANK_ROW)]
        return rows[:height]

    def _window(self, rows: list[SideRow], height: int) -> list[SideRow]:
        """Title and as many rows as fit; the last row counts the rest."""
        if len(rows) <= height:
            self._summary_from = 0
            return rows
        self._summary_from = min(self._summary_from, len(rows) - height)
        first = 1 + self._summary_from
        window = [rows[0], *rows[first : first + height - 1]]
        left = len(rows) - first - (height - 1)
        if left > 0:
            key = " · PgDn" if self._chooses else ""
            window[-1] = SideRow(((f"↓ {left + 1} more lines{key}", "muted"),))
        return window

    def _so_far(self, width: int, height: int, most_rows: int = 1) -> list[SideRow]:
        """Newest headlines that fit, or older ones after scrolling."""
        state = self._state
        fit = max(0, height - 1)
        self._back = max(0, min(self._back, state.shown - fit))
        last = state.shown - self._back
        states = dict(state.states)
        posts: list[list[SideRow]] = []
        for index in reversed(state.indices[max(0, last - fit) : last]):
            standing = self._changes.standing(index, state.changes)
            rows = so_far_rows(
                standing.post,
                index,
                self.face,
                width,
                most_rows=most_rows,
                state=states.get(index, PostState.READ),
                sources=self._sources,
                deleted=standing.deleted,
            )
            fit -= len(rows)
            if fit < 0:
                break
            posts.append(rows)
        if not state.newest_first:
            posts.reverse()
        return [title_row("So far", posts_text(state.shown), width), *chain.from_iterable(posts)]

    # Input

    def on_click(self, event: events.Click) -> None:
        self.text_rows(self.size)
        if self.folded:
            self.post_message(self.FoldClicked())
        elif 0 <= (number := self._number(event.x, event.y)) < len(self.cursor.rows):
            if number in self.cursor.choosable:
                self.cursor.put(number)
            self._choose(self.cursor.rows[number])
            self.update_rows()

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _wheel(self, event: events.MouseScrollDown | events.MouseScrollUp) -> None:
        event.stop()
        self.text_rows(self.size)
        rows = 2 if isinstance(event, events.MouseScrollDown) else -2
        self._scroll(self._number(event.x, event.y), rows)

    def on_focus(self) -> None:
        self._chooses = True
        self.text_rows(self.size)
        self.update_rows()

    def on_blur(self) -> None:
        self._chooses = False
        self.cursor.put(None)
        self.update_rows()

    def action_move(self, step: int) -> None:
        """Move the cursor; at the last headline scroll further."""
        headlines = self.cursor.headlines
        if headlines and self.cursor.number == headlines[0 if step < 0 else -1]:
            self._scroll_headlines(step)
            self.text_rows(self.size)
        self.cursor.move(step)
        self.update_rows()

    def action_choose(self) -> None:
        if self.cursor.row is not None:
            self._choose(self.cursor.row)

    def action_scroll(self, step: int) -> None:
        self._scroll(0, step)

    def _scroll(self, y: int, step: int) -> None:
        """Scroll the part in row `y`."""
        if self._blog.summary and y < next(iter(self.cursor.headlines), 0) - 1:
            self._summary_from = max(0, self._summary_from + step)
        else:
            self._scroll_headlines(step)
        self.update_rows()

    def _scroll_headlines(self, step: int) -> None:
        """Scroll headlines down, or up if negative."""
        shown = len(self.cursor.headlines)
        back = self._back + (step if self._state.newest_first else -step)
        self._back = min(max(back, 0), self._state.shown - shown)

    def _choose(self, row: SideRow) -> None:
        post = row.of_post if row.post is None else row.post
        if post is not None:
            self.post_message(self.PostChosen(post))
        elif row.author is not None:
            self.post_message(self.AuthorChosen(row.author))
