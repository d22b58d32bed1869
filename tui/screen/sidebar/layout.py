"""Rows of the side panel in one column or two: summary card, headlines so far, authors."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Size

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.model.counted import counted
from tui.model.summary import KnownSummary
from tui.model.versions import Changes
from tui.playback.selection import Facet
from tui.playback.timeline import Timeline
from tui.screen.drawing.line_widget import Piece, TextRow, row_cells
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP, KEY_EVENT
from tui.screen.drawing.wrap import truncate, wrap
from tui.screen.sidebar.picture import SidePicture

LEAST_CELLS_OF_TWO_COLUMNS = 90  # of the panel
LEAST_SO_FAR_ROWS = 4
LEAST_ROWS_WITH_CAPS = 12  # of the panel, for half rows around the card
LEAST_ROWS_WITH_AUTHORS = 12  # left for summary and headlines
MARGIN_CELLS = 2  # beside the text; a card's ground takes half
CHOSEN = "●"  # before an author in the filter
AUTHORS_SHOWN = 6


class SideContent(NamedTuple):
    timeline: Timeline
    changes: Changes
    face: ClockFace
    keys: tuple[str, str]  # of authors and summary
    posts: int = 0  # of the timeline, in "So far"
    to_come: int = 0  # until the live edge
    authors: tuple[Facet, ...] = ()
    chosen: frozenset[str] = frozenset()
    summary: KnownSummary = KnownSummary()
    newest_first: bool = False
    states: tuple[tuple[int, PostState], ...] = ()  # other than READ
    known_changes: int = 0  # edits and deletions
    picture: SidePicture | None = None  # only in two columns


class SidePlace(NamedTuple):
    size: Size
    for_summary: bool = False  # leaves most of the panel to the summary
    chooses: bool = False
    cursor: int | str | None = None  # target of its row
    summary_from: int = 0  # lines scrolled
    back: int = 0  # headlines scrolled


class SideRow(NamedTuple):
    """`to` is the post or the author's key to which the row leads."""

    pieces: TextRow = ()
    to: int | str | None = None
    card: bool = False  # on the ground of a card


class SideLayout(NamedTuple):
    """Columns of the panel's height; `text_rows` are the columns side by side."""

    columns: tuple[tuple[SideRow, ...], ...] = ((),)
    text_rows: tuple[TextRow, ...] = ()
    summary_from: int = 0
    back: int = 0

    @property
    def rows(self) -> list[SideRow]:
        return list(chain(*self.columns))

    @property
    def targets(self) -> list[int | str]:
        """Posts and authors shown, each once, posts first."""
        return list(dict.fromkeys(row.to for row in self.rows if row.to is not None))

    def row_at(self, x: int, y: int, width: int) -> SideRow:
        column = self.columns[min(x * len(self.columns) // width, len(self.columns) - 1)]
        return column[y] if 0 <= y < len(column) else SideRow()


@lru_cache(64)  # guests see the same panels
def lay_out(content: SideContent, place: SidePlace) -> SideLayout:
    """A single column, or two if headlines fit beside the rest."""
    panel, height = _Panel(content, place), place.size.height
    columns = [(*column, *[panel.row()] * height)[:height] for column in panel.columns()]
    rows = (tuple(chain(*(row.pieces for row in each))) for each in zip(*columns, strict=True))
    return SideLayout(tuple(columns), tuple(rows), panel.summary_from, panel.back)


class _Panel:
    def __init__(self, content: SideContent, place: SidePlace) -> None:
        self.content, self.place = content, place
        self.summary_from, self.back = place.summary_from, place.back
        self.caps = place.size.height >= LEAST_ROWS_WITH_CAPS and not place.for_summary
        two = place.size.width >= LEAST_CELLS_OF_TWO_COLUMNS and not place.for_summary
        self.width = max(1, place.size.width // (1 + two) - 2 * MARGIN_CELLS)
        self.most_rows = 1 + two  # of a headline

    def columns(self) -> Iterator[list[SideRow]]:
        height, authors = self.place.size.height, list(self._authors())
        if self.most_rows == 1:
            yield self._parts(authors, height)
            return
        yield [self.row(), *self._so_far(height - 1)]
        summary = self._card(height - len(authors) - 1)
        picture = self._picture(height - len(summary) - len(authors) - 2)
        parts = [part for part in (summary, picture, authors) if part]
        yield [row for part in parts for row in (*part, self.row())][:-1]

    def row(self, *pieces: Piece, to: int | str | None = None) -> SideRow:
        """Row with margins, as wide as its column."""
        gap = " " * max(0, self.width - row_cells(pieces))
        if to is not None and to == self.place.cursor:
            pieces, gap = (("".join(text for text, _ in pieces) + gap, "cursor"),), ""
        margin = " " * MARGIN_CELLS
        return SideRow(((margin, "text"), *pieces, (gap + margin, "text")), to)

    def _parts(self, authors: list[SideRow], height: int) -> list[SideRow]:
        """Rows of the three parts; the summary leaves a few rows to headlines."""
        room = height - (len(authors) + 1 if authors else 0)
        if room < LEAST_ROWS_WITH_AUTHORS:
            authors, room = [], height
        least = 2 if self.place.for_summary else max(LEAST_SO_FAR_ROWS, room // 3)
        card = self._card(max(3, room - min(self.content.posts + 1, least) - 1)) or [self.row()]
        parts = [card, self._so_far(room - len(card) - 1), authors]
        return [row for part in parts if part for row in (*part, self.row())]

    def _authors(self) -> Iterator[SideRow]:
        """Authors so far with counts; a key shows all."""
        authors, width = self.content.authors, self.width
        if len(authors) < 2 or self.place.for_summary:
            return
        yield self.row(*self._title("Authors", "posts"))
        for facet in authors[:AUTHORS_SHOWN]:
            count = f" {facet.posts}"
            mark = f"{CHOSEN} " if facet.key in self.content.chosen else ""
            name = truncate(facet.label, max(1, width - len(count) - len(mark)))
            gap = " " * (width - cell_len(name) - len(count) - len(mark))
            named = (name, "text" if facet.key else "muted")
            yield self.row((mark, "now"), named, (gap, "text"), (count, "muted"), to=facet.key)
        if len(authors) > AUTHORS_SHOWN:
            more = f" {len(authors) - AUTHORS_SHOWN} more", "muted"
            yield self.row((self.content.keys[0], "key"), more)

    def _card(self, height: int) -> list[SideRow]:
        """The summary with half a row of ground above and below."""
        rows = self._window(list(self._summary()), height - 2 if self.caps else height)
        return self._on_card(rows)

    def _on_card(self, rows: list[TextRow]) -> list[SideRow]:
        inner = [self._card_row(row) for row in rows]
        if not (rows and self.caps):
            return inner
        top, bottom = (
            SideRow(((" ", "text"), (sign * (self.width + 2), "cap"), (" ", "text")), card=True)
            for sign in (CARD_TOP, CARD_BOTTOM)
        )
        return [top, *inner, bottom]

    def _card_row(self, row: TextRow) -> SideRow:
        gap = " " * (max(0, self.width - row_cells(row)) + 1)
        inside = ((text, f"card {role}") for text, role in ((" ", "text"), *row, (gap, "text")))
        return SideRow(((" ", "text"), *inside, (" ", "text")), card=True)

    def _picture(self, height: int) -> list[SideRow]:
        """The newest picture on a card; none without room for all of it."""
        picture = self.content.picture
        if picture is None:
            return []
        rows = [self._title("Picture", picture.time), *picture.text_rows(self.width)]
        return card if len(card := self._on_card(rows)) <= height else []

    def _summary(self) -> Iterator[TextRow]:
        """Known points; a key shows the whole summary."""
        content, summary = self.content, self.content.summary
        if not summary.total:
            return
        title = summary_title(summary, content.face.time(content.timeline.blog.end))
        yield self._title(*title)
        for block in summary.blocks:
            before = block.prefix
            room = max(1, self.width - len(before))
            for _, row in wrap("\n".join(block.words), room):
                yield (before, "muted"), (row, "text")
                before = " " * len(before)
        if not summary.whole:
            key = content.keys[1]
            more = truncate(" whole summary", self.width - len(key))
            yield (key, "key"), (more, "muted")

    def _window(self, rows: list[TextRow], height: int) -> list[TextRow]:
        """Title and as many rows as fit; the last row counts the rest."""
        height = max(1, height)
        self.summary_from = max(0, min(self.summary_from, len(rows) - height))
        if len(rows) <= height:
            return rows
        first = 1 + self.summary_from
        window = [rows[0], *rows[first : first + height - 1]]
        left = len(rows) - first - (height - 1)
        if left > 0:
            key = " · PgDn" if self.place.chooses else ""
            window[-1] = ((f"↓ {left + 1} more lines{key}", "muted"),)
        return window

    def _so_far(self, height: int) -> list[SideRow]:
        """Newest headlines that fit, or older ones after scrolling."""
        content = self.content
        then = self._then()
        fit = max(0, height - 1 - len(then))
        self.back = max(0, min(self.back, content.posts - fit))
        last = content.posts - self.back
        states = dict(content.states)
        posts: list[list[SideRow]] = []
        for index in reversed(content.timeline.indices[max(0, last - fit) : last]):
            rows = self._headline(index, states.get(index, PostState.READ))
            fit -= len(rows)
            if fit < 0:
                break
            posts.append(rows)
        if not content.newest_first:
            posts.reverse()
        title = self._title("So far", counted(content.posts, "post"))
        rows = [*then, *chain(*posts)] if content.newest_first else [*chain(*posts), *then]
        return [self.row(*title), *rows]

    def _then(self) -> list[SideRow]:
        """Number of the posts until the live edge, whose headlines are not shown."""
        count = self.content.to_come
        words = f"  {'then':<6}  {counted(count, 'more post')}", "muted"
        return [self.row(words)] if count and not self.back else []

    def _headline(self, index: int, state: PostState) -> list[SideRow]:
        """Title after state, time and sign; struck out if deleted."""
        content = self.content
        standing = content.changes.standing(index, content.known_changes)
        post, blank = standing.post, (" ", "text")
        time = content.face.clock(post.published), "now" if state.role == "now" else "muted"
        sign = self._sign(post)
        before: TextRow = ((f"{state.side_mark} ", "now"), time, blank, sign, blank)
        used = row_cells(before)
        room = max(1, self.width - used)
        lines = [row for _, row in islice(wrap(post.title, room), self.most_rows + 1)]
        if last := " ".join(lines[self.most_rows - 1 :]):
            lines[self.most_rows - 1 :] = [truncate(last, room)]
        beside = f"{state.side_mark if state.is_read_now else ' '} "
        below: TextRow = ((beside, "now"), (" " * (used - 2), "text"))
        role = "text deleted" if standing.deleted else "text" if state is PostState.READ else "name"
        return [
            self.row(*(below if number else before), (line, role), to=index)
            for number, line in enumerate(lines)
        ]

    def _sign(self, post: Post) -> Piece:
        """Sign of one source of several, else of a key event."""
        sources = self.content.timeline.blog.sources
        if post.source in sources:
            number = sources.index(post.source)
            return source_sign(number), source_style(number)
        return (KEY_EVENT if post.key_event else " "), "muted"

    def _title(self, title: str, told: str) -> TextRow:
        told = told if cell_len(title) + cell_len(told) + 2 <= self.width else ""
        shown = truncate(title, self.width)
        gap = " " * max(0, self.width - cell_len(shown) - cell_len(told))
        return (shown, "name"), (gap, "text"), (told, "muted")


def summary_title(summary: KnownSummary, end: str = "") -> tuple[str, str]:
    """Title and count of a summary: "2 of 7 so far"."""
    title, _, told = summary.title(end).partition(" \N{MIDDLE DOT} ")
    if summary.dated and not summary.whole:
        told = f"{summary.known} of {summary.total} so far"
    return title, told
