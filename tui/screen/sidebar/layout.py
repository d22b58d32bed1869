"""Rows of the side panel in one column or two: summary card, headlines so far, authors."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.blog import Post, once_for_each_blog
from tui.model.counted import counted
from tui.model.summary import KnownSummary
from tui.playback.selection import AuthorTally
from tui.screen.drawing import signs
from tui.screen.drawing.line_widget import FILL, Piece, TextRow, centred, row_cells
from tui.screen.drawing.signs import PostState, source_sign, source_style
from tui.screen.drawing.wrap import fitted, truncate, wrap
from tui.screen.page import ReplayPage

LEAST_CELLS_OF_TWO_COLUMNS = 90  # of the panel
LEAST_SO_FAR_ROWS = 4
LEAST_ROWS_WITH_CAPS = 12  # of the panel, for half rows around the card
LEAST_ROWS_WITH_AUTHORS = 12  # left for summary and headlines
LEAST_ROWS_WITH_LONG_HEADLINES = 30  # of the panel, for headlines of two rows in one column
MARGIN_CELLS = 2  # beside the text; a card's ground takes half
CHOSEN = "●"  # before an author in the filter
AUTHORS_SHOWN, MOST_CAPTION_ROWS = 6, 3
EDGE: Piece = (" ", "text")
tally_of = once_for_each_blog(AuthorTally)


class SidePicture(NamedTuple):
    time: str
    rows: Sequence[TextRow]
    caption: str
    credit: str


class SidePlace(NamedTuple):
    """Target of the row under the cursor, lines of the summary and headlines scrolled."""

    cursor: int | str | None = None
    summary_from: int = 0
    back: int = 0


class SideRow(NamedTuple):
    """`to` is the post or the author's key to which the row leads."""

    pieces: TextRow = ()
    to: int | str | None = None
    card: bool = False  # on the ground of a card


class SidePanel:
    """Columns of the panel's height at the page's moment; its `place` is within its bounds."""

    def __init__(
        self,
        page: ReplayPage,
        size: Size,
        place: SidePlace,
        summary: KnownSummary,
        picture: SidePicture | None,
        is_focused: bool,
        *,
        for_summary: bool,
    ) -> None:
        self._page, self._view, self._timeline = page, page.view, page.player.timeline
        self._summary, self._picture = summary, picture
        self._is_focused, self._for_summary = is_focused, for_summary
        self._size, self._height = size, size.height
        self._summary_from, self._back = place.summary_from, place.back
        self._has_caps = size.height >= LEAST_ROWS_WITH_CAPS and not for_summary
        self._is_wide = size.width >= LEAST_CELLS_OF_TWO_COLUMNS and not for_summary
        self._headline_rows = 1 + (self._is_wide or size.height >= LEAST_ROWS_WITH_LONG_HEADLINES)
        self._width = max(1, size.width // (1 + self._is_wide) - 2 * MARGIN_CELLS)
        self.columns = [(*each, *[SideRow()] * size.height)[: size.height] for each in self._all()]
        targets = self.targets if is_focused else []
        wanted = (place.cursor, getattr(self._view.reading, "post", None), *targets)
        cursor = next((target for target in wanted if target in targets), None)
        self.place = SidePlace(cursor, self._summary_from, self._back)
        drawn = (map(self._drawn, rows) for rows in zip(*self.columns, strict=True))
        self.text_rows = [tuple(chain(*row)) for row in drawn]  # the columns side by side
        del self._page  # guests share a panel, which may outlive their apps

    @property
    def targets(self) -> list[int | str]:
        """Posts and authors shown, each once, posts first."""
        return list(dict.fromkeys(row.to for row in chain(*self.columns) if row.to is not None))

    def row_at(self, x: int, y: int) -> SideRow:
        number = min(x * len(self.columns) // self._size.width, len(self.columns) - 1)
        column = self.columns[number]
        return column[y] if 0 <= y < len(column) else SideRow()

    def _drawn(self, row: SideRow) -> TextRow:
        """A row with its margins, on the card's ground or under the cursor."""
        fill = row.pieces.index(FILL) if FILL in row.pieces else len(row.pieces)
        gap = " " * max(0, self._width - row_cells(row.pieces)), "text"
        pieces: TextRow = (*row.pieces[:fill], gap, *row.pieces[fill + 1 :])
        if row.card and row.pieces[0][1] != "cap":
            pieces = tuple((text, f"card {role}") for text, role in (EDGE, *pieces, EDGE))
        elif row.to is not None and row.to == self.place.cursor:
            pieces = (("".join(text for text, _ in pieces), "cursor"),)
        margin = EDGE if row.card else (" " * MARGIN_CELLS, "text")
        return (margin, *pieces, margin)

    def _all(self) -> Iterator[list[SideRow]]:
        """A single column, or two if headlines fit beside the rest."""
        authors, blank = list(self._authors()), SideRow()
        if not self._is_wide:
            yield [row for part in self._below_each_other(authors) for row in (*part, blank)]
            return
        yield [blank, *self._so_far(self._height - 1)]
        summary = self._card_of_summary(self._height - len(authors) - 1)
        picture = self._card_of_picture()
        if len(picture) > self._height - len(summary) - len(authors) - 2:
            picture = []
        parts = [part for part in (summary, picture, authors) if part]
        yield [row for part in parts for row in (*part, blank)]

    def _below_each_other(self, authors: list[SideRow]) -> list[list[SideRow]]:
        """The three parts; the summary leaves a few rows to headlines."""
        room = self._height - (len(authors) + 1 if authors else 0)
        if room < LEAST_ROWS_WITH_AUTHORS:
            authors, room = [], self._height
        least = 2 if self._for_summary else max(LEAST_SO_FAR_ROWS, room // 3)
        most = room - min(self._headline_rows * self._view.shown + 1, least) - 1
        summary = self._card_of_summary(max(3, most)) or [SideRow()]
        parts = [summary, self._so_far(room - len(summary) - 1), authors]
        return [part for part in parts if part]

    def _authors(self) -> Iterator[SideRow]:
        authors, width = tally_of(self._timeline.blog).at(self._view.known), self._width
        if len(authors) < 2 or self._for_summary:
            return
        yield SideRow(self._title("Authors", "posts"))
        for facet in authors[:AUTHORS_SHOWN]:
            count = f" {facet.posts}"
            mark = f"{CHOSEN} " if facet.key in self._page.player.selection.authors else ""
            name = truncate(facet.label, max(1, width - len(count) - len(mark)))
            named = (name, "text" if facet.key else "muted")
            yield SideRow(((mark, "now"), named, FILL, (count, "muted")), facet.key)
        if len(authors) > AUTHORS_SHOWN:
            more = f" {len(authors) - AUTHORS_SHOWN} more", "muted"
            yield SideRow(((self._page.key("authors"), "key"), more))

    def _card_of_summary(self, height: int) -> list[SideRow]:
        """Known points on a card; a key shows the whole summary. The last row that fits counts the
        rest."""
        summary = self._summary
        if not summary.total:
            self._summary_from = 0
            return []
        lines: list[TextRow] = []
        for block in summary.blocks:
            before = block.prefix
            for _, row in wrap("\n".join(block.words), max(1, self._width - len(before))):
                lines.append(((before, "muted"), (row, "text")))
                before = " " * len(before)
        if self._page.player.has_clock and not summary.whole:
            key = self._page.key("summary")
            more = truncate(" whole summary", self._width - len(key))
            lines.append(((key, "key"), (more, "muted")))
        fit = max(1, height - 2 * self._has_caps) - 1
        self._summary_from = first = max(0, min(self._summary_from, len(lines) - fit))
        window = lines[first : first + fit]
        if fit and (left := len(lines) - first - fit) > 0:
            key = " · PgDn" if self._is_focused and self._page.has_keys else ""
            window[-1] = ((f"↓ {left + 1} more lines{key}", "muted"),)
        title = summary_title(summary, self._page.face.time(self._timeline.blog.end))
        return self._card([self._title(*title), *window])

    def _card_of_picture(self) -> list[SideRow]:
        picture, width = self._picture, self._width
        if picture is None:
            return []
        rows = [self._title("Picture", picture.time)]
        rows += [centred(row, width) for row in picture.rows]
        caption = fitted(picture.caption, width, MOST_CAPTION_ROWS)
        rows += [((row, "text"),) for row in caption]
        rows += [((truncate(picture.credit, width), "byline"),)] if picture.credit else []
        return self._card(rows)

    def _card(self, rows: list[TextRow]) -> list[SideRow]:
        """Rows with half a row of ground above and below."""
        if self._has_caps:
            top, bottom = (sign * (self._width + 2) for sign in (signs.CARD_TOP, signs.CARD_BOTTOM))
            rows = [((top, "cap"),), *rows, ((bottom, "cap"),)]
        return [SideRow(row, card=True) for row in rows]

    def _so_far(self, height: int) -> list[SideRow]:
        """Newest headlines that fit, or older ones after scrolling; then the number of the posts
        until the live edge."""
        view, then = self._view, list[SideRow]()
        to_come = self._page.player.posts_to_edge(view)
        if to_come and not self._back:
            words = f"  {'then':<6}  {counted(to_come, 'more post')}"
            then = [SideRow(((words, "muted"),))]
        fit = max(0, height - 1 - len(then))
        shown = self._timeline.indices[: view.shown]
        oldest = self._headlines(shown[:fit], fit)
        self._back = max(0, min(self._back, view.shown - len(oldest)))
        last = view.shown - self._back
        posts = self._headlines(shown[max(0, last - fit) : last][::-1], fit)
        title = SideRow(self._title("So far", counted(view.shown, "post")))
        if self._page.feed.reading.document.newest_first:
            return [title, *then, *chain(*posts)]
        return [title, *chain(*reversed(posts)), *then]

    def _headlines(self, indices: Sequence[int], height: int) -> list[list[SideRow]]:
        """Rows of the first posts that fit."""
        posts = list(map(self._headline, indices))
        ends = accumulate(map(len, posts))
        return [rows for rows, end in zip(posts, ends, strict=True) if end <= height]

    def _headline(self, index: int) -> list[SideRow]:
        """Title after state, time and sign; struck out if deleted."""
        page = self._page
        standing = page.player.changes.standing(index, self._view.changes)
        post, state = standing.post, page.feed.reading.state(index)
        time = page.face.clock(post.published), "now" if state.role == "now" else "muted"
        before: TextRow = ((f"{state.side_mark} ", "now"), time, EDGE, self._sign(post), EDGE)
        used = row_cells(before)
        room = max(1, self._width - used)
        beside = f"{state.side_mark if state.is_read_now else ' '} "
        below: TextRow = ((beside, "now"), (" " * (used - 2), "text"))
        role = "text deleted" if standing.deleted else "text" if state is PostState.READ else "name"
        return [
            SideRow((*(below if number else before), (line, role)), index)
            for number, line in enumerate(fitted(post.title, room, self._headline_rows))
        ]

    def _sign(self, post: Post) -> Piece:
        """Sign of one source of several, else of a key event."""
        sources = self._timeline.blog.sources
        if post.source in sources:
            number = sources.index(post.source)
            return source_sign(number), source_style(number)
        return (signs.KEY_EVENT if post.key_event else " "), "muted"

    def _title(self, title: str, told: str) -> TextRow:
        told = told if cell_len(title) + cell_len(told) + 2 <= self._width else ""
        return (truncate(title, self._width), "name"), FILL, (told, "muted")


def summary_title(summary: KnownSummary, end: str = "") -> tuple[str, str]:
    """Title and count of a summary: "2 of 7 so far"."""
    title, _, told = summary.title(end).partition(" \N{MIDDLE DOT} ")
    if summary.dated and not summary.whole:
        told = f"{summary.known} of {summary.total} so far"
    return title, told
