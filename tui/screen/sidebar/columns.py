"""Rows of the side panel in one column or two."""

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import NamedTuple

from textual.cache import LRUCache
from textual.geometry import Size

from tui.model.summary import KnownSummary
from tui.playback.selection import Facet
from tui.screen.drawing.post_marks import PostState
from tui.screen.page import ReplayPage
from tui.screen.sidebar.rows import (
    BLANK_ROW,
    SideRow,
    author_rows,
    column_cells,
    in_card,
    posts_text,
    so_far_rows,
    summary_rows,
    title_row,
)

LEAST_CELLS_OF_TWO_COLUMNS = 90  # of the panel
LEAST_SO_FAR_ROWS = 4
LEAST_ROWS_WITH_CAPS = 12  # of the panel, for half rows around the card
LEAST_ROWS_WITH_AUTHORS = 12  # left for summary and headlines

type _Columns = tuple[tuple[SideRow, ...], ...]
_LAID_OUT: LRUCache[Hashable, _Columns] = LRUCache(64)  # shared by all guests


class SideContent(NamedTuple):
    """Content of the panel; "So far" has the first `posts` of `indices`."""

    indices: Sequence[int] = ()
    posts: int = 0
    authors: tuple[Facet, ...] = ()
    chosen: frozenset[str] = frozenset()
    summary: KnownSummary = KnownSummary()
    newest_first: bool = False
    states: tuple[tuple[int, PostState], ...] = ()  # other than READ
    changes: int = 0  # known edits and deletions


class SideColumns:
    """Three parts with shares of the rows; summary and headlines scroll."""

    def __init__(self, page: ReplayPage) -> None:
        self._page = page
        self.shown = SideContent()
        self._summary_from = 0
        self._back = 0
        self.fold()

    def fold(self) -> None:
        self.columns: _Columns = ((),)
        self.rows: list[SideRow] = []  # of all columns

    @property
    def headlines(self) -> list[int]:
        """Numbers of the first rows of headlines."""
        rows = enumerate(self.rows)
        return [n for n, row in rows if isinstance(row.to, int) and not row.goes_on]

    @property
    def choices(self) -> list[int]:
        """Numbers of the rows to choose, headlines first."""
        authors = (n for n, row in enumerate(self.rows) if isinstance(row.to, str))
        return [*self.headlines, *authors]

    def number_at(self, x: int, y: int, width: int) -> int:
        """Number of the row in a cell, over all columns; -1 outside."""
        at = len(self.columns) > 1 and x >= width // 2
        number = y + len(self.columns[0]) * at
        return number if y < len(self.columns[at]) else -1

    def scroll(self, step: int, y: int) -> None:
        """Scroll the part in row `y`: the summary, else the headlines."""
        if self._page.player.blog.summary and y < next(iter(self.headlines), 0) - 1:
            self._summary_from = max(0, self._summary_from + step)
        else:
            self.scroll_headlines(step)

    def scroll_headlines(self, step: int) -> None:
        """Scroll headlines down, or up if negative."""
        back = self._back + (step if self.shown.newest_first else -step)
        self._back = min(max(back, 0), self.shown.posts - len(self.headlines))

    def lay_out(self, size: Size, *, for_summary: bool, chooses: bool) -> None:
        """Rows of a single column, or of two if headlines fit beside the rest. `for_summary` leaves
        most to the summary."""
        self._for_summary, self._chooses = for_summary, chooses
        self._caps = size.height >= LEAST_ROWS_WITH_CAPS and not for_summary
        page, shown = self._page, self.shown
        keys = page.key("authors"), page.key("summary")
        own = self._summary_from, self._back, for_summary, chooses
        key = page.player.changes, page.face, shown, size, keys, own
        # Few guests see the same selection, and its posts would take long to compare.
        known = _LAID_OUT.get(key) if isinstance(shown.indices, range) else None
        columns = self._laid_out(*size) if known is None else known
        if isinstance(shown.indices, range):
            _LAID_OUT[key] = columns
        self.columns = columns
        self.rows = list(chain(*self.columns))

    def _laid_out(self, width: int, height: int) -> _Columns:
        if width < LEAST_CELLS_OF_TWO_COLUMNS or self._for_summary:
            return (tuple(self._parts(column_cells(width, 1), height)),)
        each = column_cells(width, 2)
        authors = self._authors(each)
        summary = self._card(each, height - len(authors) - 1)
        right = [*summary, BLANK_ROW, *authors] if summary and authors else [*summary, *authors]
        so_far = self._so_far(each, height - 1, most_rows=2)
        return (BLANK_ROW, *so_far), tuple(right[:height])

    def _parts(self, width: int, height: int) -> list[SideRow]:
        """Rows of the three parts; the summary leaves a few rows to headlines."""
        authors = [] if self._for_summary else self._authors(width)
        room = height - (len(authors) + 1 if authors else 0)
        if room < LEAST_ROWS_WITH_AUTHORS:
            authors, room = [], height
        least = max(LEAST_SO_FAR_ROWS, room // 3)
        wanted = min(self.shown.posts + 1, 2 if self._for_summary else least)
        card = self._card(width, max(3, room - wanted - 1)) or [BLANK_ROW]
        parts = [card, self._so_far(width, room - len(card) - 1), authors]
        rows = [row for part in parts if part for row in (*part, BLANK_ROW)]
        return rows[:height]

    def _authors(self, width: int) -> list[SideRow]:
        shown = self.shown
        if len(shown.authors) < 2:
            return []
        return author_rows(shown.authors, shown.chosen, width, self._page.key("authors"))

    def _card(self, width: int, height: int) -> list[SideRow]:
        page = self._page
        end = page.face.time(page.player.blog.end)
        rows = summary_rows(self.shown.summary, end, width, page.key("summary"))
        rows = self._window(rows, height - 2 if self._caps else height) if rows else []
        return in_card(rows, width, caps=self._caps) if rows else []

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

    def _so_far(self, width: int, height: int, *, most_rows: int = 1) -> list[SideRow]:
        """Newest headlines that fit, or older ones after scrolling."""
        shown, player = self.shown, self._page.player
        fit = max(0, height - 1)
        self._back = max(0, min(self._back, shown.posts - fit))
        last = shown.posts - self._back
        states, sources = dict(shown.states), player.blog.sources
        posts: list[list[SideRow]] = []
        for index in reversed(shown.indices[max(0, last - fit) : last]):
            standing = player.changes.standing(index, shown.changes)
            source = standing.post.source
            rows = so_far_rows(
                standing,
                index,
                self._page.face,
                width,
                most_rows=most_rows,
                state=states.get(index, PostState.READ),
                source=sources.index(source) if source in sources else None,
            )
            fit -= len(rows)
            if fit < 0:
                break
            posts.append(rows)
        if not shown.newest_first:
            posts.reverse()
        return [title_row("So far", posts_text(shown.posts), width), *chain.from_iterable(posts)]
