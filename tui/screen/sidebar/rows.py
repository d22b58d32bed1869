"""Rows of the side panel: summary card, headlines so far, authors."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.clock_face import ClockFace
from tui.model.summary import KnownSummary
from tui.model.versions import Standing
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import CARD_BOTTOM, CARD_TOP
from tui.screen.drawing.wrap import truncate, wrap

MARGIN_CELLS = 2  # beside the text; a card's ground takes half
BETWEEN = " \N{MIDDLE DOT} "
CHOSEN = "●"  # before an author in the filter
AUTHORS_SHOWN = 6


class SideRow(NamedTuple):
    """`to` is the post or the author's key to which the row leads."""

    pieces: TextRow
    to: int | str | None = None
    card: bool = False  # on the ground of a card
    goes_on: bool = False  # not the first row of a headline


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
    rows = [title_row(*_summary_title(summary, end), width)]
    for block in summary.blocks:
        marker = block.prefix
        text = wrap("\n".join(block.words), max(1, width - len(marker)))
        for n, (_, row) in enumerate(text):
            before = " " * len(marker) if n else marker
            rows.append(SideRow(((before, "muted"), (row, "text"))))
    if not summary.whole:
        more = truncate(" whole summary", width - len(key))
        rows.append(SideRow(((key, "key"), (more, "muted"))))
    return rows


def _summary_title(summary: KnownSummary, end: str = "") -> tuple[str, str]:
    """Title and count of a summary: "2 of 7 so far"."""
    title, told = summary.title(end).partition(BETWEEN)[::2]
    if summary.dated and not summary.whole:
        told = f"{summary.known} of {summary.total} so far"
    return title, told


def posts_text(shown: int) -> str:
    return f"{shown} {'post' if shown == 1 else 'posts'}"


def so_far_rows(
    standing: Standing,
    index: int,
    face: ClockFace,
    width: int,
    *,
    most_rows: int = 1,
    state: PostState = PostState.READ,
    source: int | None = None,
) -> list[SideRow]:
    """Title after state, time and the sign of a source's number; struck out if deleted."""
    time = face.clock(standing.post.published)
    mark, of_source = state.side_mark, (" ", "text")
    if source is not None:
        of_source = source_sign(source), source_style(source)
    before: list[Piece] = [(f"{mark} ", "now"), (time, "now" if state.is_now else "muted")]
    before += [(" ", "text"), of_source, (" ", "text")]
    role = "text" if state is PostState.READ else "name"
    used = sum(cell_len(text) for text, _ in before)
    room = max(1, width - used)
    lines = [row for _, row in islice(wrap(standing.post.title, room), most_rows + 1)]
    if last := " ".join(lines[most_rows - 1 :]):
        lines[most_rows - 1 :] = [truncate(last, room)]
    below: TextRow = ((f"{mark if state.is_read_now else ' '} ", "now"), (" " * (used - 2), "text"))
    rows = []
    for number, line in enumerate(lines):
        words = (line, "struck" if standing.deleted else role)
        rows.append(SideRow((*(below if number else before), words), index, goes_on=number > 0))
    return rows


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
        named = (name, "text" if facet.key else "muted")
        rows.append(SideRow(((mark, "now"), named, (gap, "text"), (count, "muted")), facet.key))
    if len(authors) > AUTHORS_SHOWN:
        more = f" {len(authors) - AUTHORS_SHOWN} more"
        rows.append(SideRow(((key, "key"), (more, "muted"))))
    return rows


def title_row(title: str, told: str, width: int) -> SideRow:
    told = told if cell_len(title) + cell_len(told) + 2 <= width else ""
    shown = truncate(title, width)
    gap = " " * max(0, width - cell_len(shown) - cell_len(told))
    return SideRow(((shown, "title"), (gap, "text"), (told, "muted")))


def column_cells(width: int, columns: int) -> int:
    return max(1, width // columns - 2 * MARGIN_CELLS)


@lru_cache(64)  # guests see the same columns
def side_by_side(
    columns: tuple[tuple[SideRow, ...], ...], width: int, height: int, cursor: int | None
) -> Sequence[TextRow]:
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


def folded_row(summary: KnownSummary, shown: int, newest: str, width: int, key: str) -> TextRow:
    """The panel's only row on a small screen: newest line, key to open."""
    title, count = "So far", posts_text(shown)
    if summary.total:
        title, count = _summary_title(summary)
        if not summary.pinned and (summary.dated or summary.whole):
            count = f"{summary.known} of {summary.total}"
        newest = "" if summary.newest is None else " ".join(summary.newest.words)
    how = f"{key} open "
    room = width - cell_len(title) - cell_len(count) - 2
    if room < 0:
        return ((truncate(f" {title}", width), "title"),)
    free = room - cell_len(how) - 2
    told = f"  {truncate(newest, free - 2)}" if newest and free > 10 else ""
    gap = room - cell_len(told) - cell_len(how)
    end: TextRow = ()
    if gap >= 0:
        end = ((" " * gap, "text"), (key, "key"), (" open ", "muted"))
    return ((f" {title}", "title"), (f" {count}", "muted"), (told, "text"), *end)
