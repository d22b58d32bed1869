"""Rows of the side panel: summary card, headlines so far, authors."""

from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.model.summary import KnownSummary
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP
from tui.screen.drawing.wrap import truncate, wrap

MARGIN_CELLS = 2  # beside the text; a card's ground takes half
BETWEEN = " \N{MIDDLE DOT} "
CHOSEN = "●"  # before an author in the filter
AUTHORS_SHOWN = 6
MOST_HEADLINE_ROWS = 2


class SidebarState(NamedTuple):
    """Content of the panel; "So far" has the first `shown` of `indices`."""

    indices: Sequence[int] = ()
    shown: int = 0
    authors: tuple[Facet, ...] = ()
    chosen: frozenset[str] = frozenset()
    summary: KnownSummary = KnownSummary()
    newest_first: bool = False
    states: tuple[tuple[int, PostState], ...] = ()  # other than READ
    changes: int = 0  # known edits and deletions


class SideRow(NamedTuple):
    """A row, and the post or author's key to which it leads."""

    pieces: TextRow
    post: int | None = None
    author: str | None = None
    card: bool = False  # on the ground of a card
    of_post: int | None = None  # post of a headline's second row


BLANK_ROW = SideRow(())


def in_card(rows: Sequence[SideRow], width: int, *, caps: bool = True) -> list[SideRow]:
    """Rows as a card; `caps` adds half a row of ground above and below."""
    top, bottom = ((sign * (width + 2), "cap") for sign in (CARD_TOP, CARD_BOTTOM))
    inner = [
        row._replace(card=True, pieces=tuple((text, f"{role} card") for text, role in row.pieces))
        for row in rows
    ]
    return [SideRow((top,), card=True), *inner, SideRow((bottom,), card=True)] if caps else inner


def summary_rows(summary: KnownSummary, end: str, width: int, key: str) -> list[SideRow]:
    """Known points; `end` is the time of the blog's end, `key` shows the whole summary."""
    if not summary.total:
        return []
    title, told = summary_title(summary, end)
    rows = [title_row(title, told, width)]
    for block in summary.blocks:
        marker = block.prefix
        indent = " " * len(marker)
        for n, (_, row) in enumerate(wrap("\n".join(block.words), max(1, width - len(marker)))):
            rows.append(SideRow(((indent if n else marker, "muted"), (row, "text"))))
    if not summary.whole:
        rows.append(
            SideRow(((key, "key"), (truncate(" whole summary", width - len(key)), "muted")))
        )
    return rows


def summary_title(summary: KnownSummary, end: str) -> tuple[str, str]:
    """Title and count of a summary: "2 of 7 so far"."""
    title, told = summary.title(end).partition(BETWEEN)[::2]
    if summary.dated and not summary.whole:
        told = f"{summary.known} of {summary.total} so far"
    return title, told


def posts_text(shown: int) -> str:
    return f"{shown} {'post' if shown == 1 else 'posts'}"


def so_far_rows(
    post: Post,
    index: int,
    face: ClockFace,
    width: int,
    *,
    most_rows: int = 1,
    state: PostState = PostState.READ,
    sources: Mapping[str, int] = MappingProxyType({}),
    deleted: bool = False,
) -> list[SideRow]:
    """Title after state, time and source; struck out if deleted."""
    time, source = face.clock(post.published), sources.get(post.source)
    sign: list[Piece] = [("   ", "text")]
    if source is not None:
        sign = [(" ", "text"), (source_sign(source), source_style(source)), (" ", "text")]
    before: list[Piece] = [
        (f"{state.side_mark} ", "now"),
        (time, "now" if state.is_now else "muted"),
        *sign,
    ]
    used = sum(cell_len(text) for text, _ in before)
    role = "struck" if deleted else "text" if state is PostState.READ else "name"
    room = max(1, width - used)
    lines = [row for _, row in islice(wrap(post.title, room), most_rows + 1)]
    if last := " ".join(lines[most_rows - 1 :]):
        lines[most_rows - 1 :] = [truncate(last, room)]
    mark = (f"{state.side_mark if state.is_read_now else ' '} ", "now")
    below: TextRow = (mark, (" " * (used - 2), "text"))
    return [
        SideRow((*before, (lines[0], role)), post=index),
        *(SideRow((*below, (line, role)), of_post=index) for line in lines[1:]),
    ]


def author_rows(
    authors: Sequence[Facet], chosen: frozenset[str], width: int, key: str
) -> list[SideRow]:
    """Authors so far with counts; `key` shows all."""
    rows = [title_row("Authors", "posts", width)]
    for facet in authors[:AUTHORS_SHOWN]:
        count = f" {facet.posts}"
        mark = f"{CHOSEN} " if facet.key in chosen else ""
        name = truncate(facet.label, max(1, width - len(count) - len(mark)))
        gap = " " * (width - cell_len(name) - len(count) - len(mark))
        role = "text" if facet.key else "muted"
        rows.append(
            SideRow(
                ((mark, "now"), (name, role), (gap, "text"), (count, "muted")), author=facet.key
            )
        )
    if len(authors) > AUTHORS_SHOWN:
        more = f" {len(authors) - AUTHORS_SHOWN} more"
        rows.append(SideRow(((key, "key"), (more, "muted"))))
    return rows


def title_row(title: str, told: str, width: int) -> SideRow:
    """Title of a section, with a count at the row's end."""
    told = told if cell_len(title) + cell_len(told) + 2 <= width else ""
    shown = truncate(title, width)
    gap = " " * max(0, width - cell_len(shown) - cell_len(told))
    return SideRow(((shown, "title"), (gap, "text"), (told, "muted")))


def column_cells(width: int, columns: int) -> int:
    """Text cells of each column."""
    return max(1, width // columns - 2 * MARGIN_CELLS)


def side_by_side(
    columns: Sequence[Sequence[SideRow]], width: int, height: int, cursor: int | None
) -> list[TextRow]:
    """Columns as rows of the widget; `cursor` counts the rows of all columns."""
    each = column_cells(width, len(columns))
    rows: list[list[Piece]] = [[] for _ in range(height)]
    first = 0
    for column in columns:
        for y, pieces in enumerate(rows):
            row = column[y] if y < len(column) else BLANK_ROW
            pieces += _cells(row, each, at_cursor=first + y == cursor and bool(row.pieces))
        first += len(column)
    return [tuple(pieces) for pieces in rows]


def _cells(row: SideRow, each: int, *, at_cursor: bool) -> list[Piece]:
    """Row in a column of `each` text cells, with margins."""
    text = row.pieces
    used = sum(cell_len(words) for words, _ in text)
    if row.card and used > each:  # an edge of the card
        return [(" ", "text"), *text, (" ", "text")]
    gap = max(0, each - used)
    if at_cursor:
        text, gap = (("".join(words for words, _ in text) + " " * gap, "cursor"),), 0
    if row.card:
        beside = " ", "text card"
        return [(" ", "text"), beside, *text, (" " * (gap + 1), "text card"), (" ", "text")]
    return [(" " * MARGIN_CELLS, "text"), *text, (" " * (gap + MARGIN_CELLS), "text")]


def folded_row(state: SidebarState, newest: Post | None, width: int, key: str) -> TextRow:
    """The panel's only row on a small screen: newest line, key to open."""
    summary = state.summary
    if summary.total:
        title, told = summary_title(summary, "")
        count, told = told, ""
        if summary.pinned:
            count = summary.pinned
        elif summary.dated or summary.whole:
            count = f"{summary.known} of {summary.total}"
        if summary.newest is not None:
            told = " ".join(summary.newest.words)
    else:
        title, count = "So far", posts_text(state.shown)
        told = "" if newest is None else newest.title
    how = f"{key} open "
    room = width - cell_len(title) - 1
    if cell_len(count) + 1 > room:
        return ((truncate(f" {title}", width), "title"),)
    room -= cell_len(count) + 1
    told = f"  {truncate(told, room - cell_len(how) - 4)}" if told and room > 12 + len(how) else ""
    gap = room - cell_len(told) - cell_len(how)
    end: TextRow = ()
    if gap >= 0:
        end = ((" " * gap, "text"), (key, "key"), (" open ", "muted"))
    return ((f" {title}", "title"), (f" {count}", "muted"), (told, "text"), *end)
