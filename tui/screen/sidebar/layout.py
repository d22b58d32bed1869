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
from tui.screen.drawing.line_widget import Piece, TextRow, centred, row_cells
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
AUTHORS_SHOWN, MOST_CAPTION_ROWS = 6, 3
EDGE: Piece = (" ", "text")


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
    is_focused: bool = False
    for_summary: bool = False  # most of the panel
    picture: SidePicture | None = None  # only in two columns
    may_spoil: bool = True  # a key shows the whole summary


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


class SideLayout(NamedTuple):
    """Columns of the panel's height; `text_rows` are the columns side by side."""

    columns: tuple[tuple[SideRow, ...], ...] = ((),)
    text_rows: tuple[TextRow, ...] = ()
    place: SidePlace = SidePlace()

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
def lay_out(content: SideContent, size: Size, place: SidePlace) -> SideLayout:
    """A single column, or two if headlines fit beside the rest."""
    parts = _Parts(content, size, place)
    columns = [(*each, *[SideRow()] * size.height)[: size.height] for each in parts.columns()]
    layout = SideLayout(tuple(columns), place=SidePlace(None, parts.summary_from, parts.back))
    targets = layout.targets if content.is_focused else []
    cursor = place.cursor if place.cursor in targets else next(iter(targets), None)
    drawn = ([_drawn(row, parts.width, cursor) for row in column] for column in columns)
    rows = tuple(tuple(chain(*each)) for each in zip(*drawn, strict=True))
    return layout._replace(text_rows=rows, place=layout.place._replace(cursor=cursor))


def _drawn(row: SideRow, width: int, cursor: int | str | None) -> TextRow:
    """A row with its margins, on the card's ground or under the cursor."""
    pieces: TextRow = (*row.pieces, (" " * max(0, width - row_cells(row.pieces)), "text"))
    if row.card and row.pieces[0][1] != "cap":
        pieces = tuple((text, f"card {role}") for text, role in (EDGE, *pieces, EDGE))
    elif row.to is not None and row.to == cursor:
        pieces = (("".join(text for text, _ in pieces), "cursor"),)
    margin = EDGE if row.card else (" " * MARGIN_CELLS, "text")
    return (margin, *pieces, margin)


class _Parts:
    def __init__(self, content: SideContent, size: Size, place: SidePlace) -> None:
        self.content, self.height = content, size.height
        self.summary_from, self.back = place.summary_from, place.back
        self.has_caps = size.height >= LEAST_ROWS_WITH_CAPS and not content.for_summary
        is_wide = size.width >= LEAST_CELLS_OF_TWO_COLUMNS and not content.for_summary
        self.headline_rows = 2 if is_wide else 1
        self.width = max(1, size.width // self.headline_rows - 2 * MARGIN_CELLS)

    def columns(self) -> Iterator[list[SideRow]]:
        authors, blank = list(self._authors()), SideRow()
        if self.headline_rows == 1:
            yield [row for part in self._below_each_other(authors) for row in (*part, blank)]
            return
        yield [blank, *self._so_far(self.height - 1)]
        summary = self._summary(self.height - len(authors) - 1)
        picture = self._picture()
        if len(picture) > self.height - len(summary) - len(authors) - 2:
            picture = []
        parts = [part for part in (summary, picture, authors) if part]
        yield [row for part in parts for row in (*part, blank)]

    def _below_each_other(self, authors: list[SideRow]) -> list[list[SideRow]]:
        """The three parts; the summary leaves a few rows to headlines."""
        room = self.height - (len(authors) + 1 if authors else 0)
        if room < LEAST_ROWS_WITH_AUTHORS:
            authors, room = [], self.height
        least = 2 if self.content.for_summary else max(LEAST_SO_FAR_ROWS, room // 3)
        summary = self._summary(max(3, room - min(self.content.posts + 1, least) - 1))
        summary = summary or [SideRow()]
        parts = [summary, self._so_far(room - len(summary) - 1), authors]
        return [part for part in parts if part]

    def _authors(self) -> Iterator[SideRow]:
        """Authors so far with counts; a key shows all."""
        authors, width = self.content.authors, self.width
        if len(authors) < 2 or self.content.for_summary:
            return
        yield SideRow(self._title("Authors", "posts"))
        for facet in authors[:AUTHORS_SHOWN]:
            count = f" {facet.posts}"
            mark = f"{CHOSEN} " if facet.key in self.content.chosen else ""
            name = truncate(facet.label, max(1, width - len(count) - len(mark)))
            gap = " " * (width - cell_len(name) - len(count) - len(mark))
            named = (name, "text" if facet.key else "muted")
            yield SideRow(((mark, "now"), named, (gap, "text"), (count, "muted")), facet.key)
        if len(authors) > AUTHORS_SHOWN:
            more = f" {len(authors) - AUTHORS_SHOWN} more", "muted"
            yield SideRow(((self.content.keys[0], "key"), more))

    def _summary(self, height: int) -> list[SideRow]:
        """Known points on a card, and the key for the whole. The last row that fits counts the
        rest."""
        content, summary = self.content, self.content.summary
        if not summary.total:
            return []
        lines: list[TextRow] = []
        for block in summary.blocks:
            before = block.prefix
            for _, row in wrap("\n".join(block.words), max(1, self.width - len(before))):
                lines.append(((before, "muted"), (row, "text")))
                before = " " * len(before)
        if content.may_spoil and not summary.whole:
            key = content.keys[1]
            more = truncate(" whole summary", self.width - len(key))
            lines.append(((key, "key"), (more, "muted")))
        fit = max(1, height - 2 * self.has_caps) - 1
        self.summary_from = first = max(0, min(self.summary_from, len(lines) - fit))
        window = lines[first : first + fit]
        if fit and (left := len(lines) - first - fit) > 0:
            key = " · PgDn" if self.content.is_focused else ""
            window[-1] = ((f"↓ {left + 1} more lines{key}", "muted"),)
        title = summary_title(summary, content.face.time(content.timeline.blog.end))
        return self._card([self._title(*title), *window])

    def _picture(self) -> list[SideRow]:
        """The newest picture on a card."""
        picture, width = self.content.picture, self.width
        if picture is None:
            return []
        rows = [self._title("Picture", picture.time)]
        rows += [centred(row, width) for row in picture.rows]
        caption = islice(wrap(picture.caption, width), MOST_CAPTION_ROWS)
        rows += [((row, "text"),) for _, row in caption]
        rows += [((truncate(picture.credit, width), "byline"),)] if picture.credit else []
        return self._card(rows)

    def _card(self, rows: list[TextRow]) -> list[SideRow]:
        """Rows with half a row of ground above and below."""
        if self.has_caps:
            top, bottom = (sign * (self.width + 2) for sign in (CARD_TOP, CARD_BOTTOM))
            rows = [((top, "cap"),), *rows, ((bottom, "cap"),)]
        return [SideRow(row, card=True) for row in rows]

    def _so_far(self, height: int) -> list[SideRow]:
        """Newest headlines that fit, or older ones after scrolling; then the number of the posts
        until the live edge."""
        content, then = self.content, list[SideRow]()
        if content.to_come and not self.back:
            words = f"  {'then':<6}  {counted(content.to_come, 'more post')}"
            then = [SideRow(((words, "muted"),))]
        fit = max(0, height - 1 - len(then))
        self.back = max(0, min(self.back, content.posts - fit))
        last, states = content.posts - self.back, dict(content.states)
        posts: list[list[SideRow]] = []
        for index in reversed(content.timeline.indices[max(0, last - fit) : last]):
            rows = self._headline(index, states.get(index, PostState.READ))
            fit -= len(rows)
            if fit < 0:
                break
            posts.append(rows)
        title = SideRow(self._title("So far", counted(content.posts, "post")))
        if content.newest_first:
            return [title, *then, *chain(*posts)]
        return [title, *chain(*reversed(posts)), *then]

    def _headline(self, index: int, state: PostState) -> list[SideRow]:
        """Title after state, time and sign; struck out if deleted."""
        content, most = self.content, self.headline_rows
        standing = content.changes.standing(index, content.known_changes)
        post = standing.post
        time = content.face.clock(post.published), "now" if state.role == "now" else "muted"
        before: TextRow = ((f"{state.side_mark} ", "now"), time, EDGE, self._sign(post), EDGE)
        used = row_cells(before)
        room = max(1, self.width - used)
        lines = [row for _, row in islice(wrap(post.title, room), most + 1)]
        if last := " ".join(lines[most - 1 :]):
            lines[most - 1 :] = [truncate(last, room)]
        beside = f"{state.side_mark if state.is_read_now else ' '} "
        below: TextRow = ((beside, "now"), (" " * (used - 2), "text"))
        role = "text deleted" if standing.deleted else "text" if state is PostState.READ else "name"
        return [
            SideRow((*(below if number else before), (line, role)), index)
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
