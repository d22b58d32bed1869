"""The rows of the sidebar: summary, headlines so far, authors. Pure: from one state."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.model.summary import KnownSummary
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.post_marks import PostState, source_sign, source_style
from tui.screen.drawing.signs import COLUMN_RULE, RULE
from tui.screen.drawing.wrap import truncate, wrap

MARGIN_CELLS = 2
"""Blank cells before the text; one more stands after it."""
BETWEEN = " · "
CHOSEN = "●"
"""Before an author by whom posts are filtered."""
AUTHORS_SHOWN = 6
"""Authors in the sidebar, at most."""


class SidebarState(NamedTuple):
    """The content of the sidebar at one moment; "So far" has the first `shown` of `indices`."""

    indices: Sequence[int] = ()
    shown: int = 0
    authors: tuple[Facet, ...] = ()
    chosen: frozenset[str] = frozenset()
    summary: KnownSummary = KnownSummary()
    newest_first: bool = False
    states: tuple[tuple[int, PostState], ...] = ()
    """The posts that are not simply read, with their states."""
    changes: int = 0
    """How many edits and deletions of posts are known."""


class SideRow(NamedTuple):
    """A row, and the post or the author's key that it leads to."""

    pieces: TextRow
    post: int | None = None
    author: str | None = None


def summary_rows(summary: KnownSummary, end: str, width: int, key: str) -> list[SideRow]:
    """The points known under their title; `end` is the time of the blog's end.

    As long as there are more, the last row names the `key` that shows all of them.
    """
    if not summary.total:
        return []
    title, _, told = summary.title(end).partition(BETWEEN)
    rows = [title_row(title, told, width)]
    for block in summary.blocks:
        marker = block.prefix
        indent = " " * len(marker)
        for n, (_, row) in enumerate(wrap("\n".join(block.words), max(1, width - len(marker)))):
            rows.append(SideRow(((indent if n else marker, "bullet"), (row, "text"))))
    if not summary.whole:
        rows.append(SideRow(((truncate(f"{key} shows all of it", width), "quiet"),)))
    return rows


def posts_text(shown: int) -> str:
    """How many posts have come so far."""
    return f"{shown} {'post' if shown == 1 else 'posts'}"


def so_far_row(
    post: Post,
    index: int,
    face: ClockFace,
    width: int,
    *,
    state: PostState = PostState.READ,
    sources: Mapping[str, int] = MappingProxyType({}),
    deleted: bool = False,
) -> SideRow:
    """A post's title on one row, after the mark of its state, its time and its source's sign.

    It is struck out if the post was deleted.
    """
    time, source = face.clock(post.published), sources.get(post.source)
    sign: list[Piece] = [("  ", "text")]
    if source is not None:
        sign = [(" ", "text"), (source_sign(source), source_style(source)), (" ", "text")]
    before: list[Piece] = [
        (f"{state.side_mark} ", "now"),
        (time, "now" if state.is_now else "time"),
        *sign,
    ]
    used = sum(cell_len(text) for text, _ in before)
    look = "link" if state is PostState.READ else "link-now"
    look = "deleted" if deleted else look
    return SideRow((*before, (truncate(post.title, max(1, width - used)), look)), post=index)


def author_rows(
    authors: Sequence[Facet], chosen: frozenset[str], width: int, key: str
) -> list[SideRow]:
    """The authors so far with their counts, those filtered by marked; `key` shows all authors."""
    rows = [title_row("Authors", "posts", width)]
    for facet in authors[:AUTHORS_SHOWN]:
        count = f" {facet.posts}"
        mark = f"{CHOSEN} " if facet.key in chosen else ""
        name = truncate(facet.label, max(1, width - len(count) - len(mark)))
        gap = " " * (width - cell_len(name) - len(count) - len(mark))
        rows.append(
            SideRow(
                ((mark, "bullet"), (name, "link"), (gap, "text"), (count, "quiet")),
                author=facet.key,
            )
        )
    if len(authors) > AUTHORS_SHOWN:
        rows.append(SideRow(((f"and {len(authors) - AUTHORS_SHOWN} more: {key}", "quiet"),)))
    return rows


def title_row(title: str, told: str, width: int) -> SideRow:
    """A section's title, a rule, and at its end what the section tells."""
    told = told if cell_len(title) + cell_len(told) + 4 <= width else ""
    shown = truncate(title, width)
    rule = RULE * max(0, width - cell_len(shown) - cell_len(told) - (2 if told else 1))
    return SideRow(((shown, "title"), (f" {rule}", "rule"), (f" {told}" if told else "", "quiet")))


def closing_row(width: int) -> TextRow:
    """The rule between an open sidebar and the feed below it."""
    return ((f" {RULE * max(0, width - 2)}", "rule"),)


def column_cells(width: int, columns: int) -> int:
    """The cells of text in each column: a blank, a rule and a margin part two of them."""
    return width if columns < 2 else (width - 2 - MARGIN_CELLS) // 2


def side_by_side(
    columns: Sequence[Sequence[SideRow]], width: int, height: int, cursor: int | None
) -> list[TextRow]:
    """The columns as rows of the widget; `cursor` is the number of a row among those of all."""
    return [
        _row_of_all(columns, y, column_cells(width, len(columns)), cursor) for y in range(height)
    ]


def _row_of_all(
    columns: Sequence[Sequence[SideRow]], y: int, each: int, cursor: int | None
) -> TextRow:
    pieces: list[Piece] = []
    first = 0
    for number, column in enumerate(columns):
        row = column[y].pieces if y < len(column) else ()
        if number:
            pieces += [(" ", "text"), (COLUMN_RULE, "rule")]
        if first + y == cursor and row:
            whole = "".join(text for text, _ in row)
            row = ((whole + " " * (each - cell_len(whole)), "cursor"),)
        pieces += [(" " * MARGIN_CELLS, "text"), *row]
        if number + 1 < len(columns):
            pieces.append((" " * (each - sum(cell_len(text) for text, _ in row)), "text"))
        first += len(column)
    return tuple(pieces)


def folded_row(state: SidebarState, newest: Post | None, width: int, key: str) -> TextRow:
    """The sidebar's one row on a small screen: what is newest in it, and the key that opens it."""
    summary = state.summary
    if summary.total:
        title, told = summary.title("").partition(BETWEEN)[::2]
        if summary.dated or summary.whole:
            title, told = f"{title} {summary.known} of {summary.total}", ""
        if summary.newest is not None:
            told = " ".join(summary.newest.words)
    else:
        title = f"So far {posts_text(state.shown)}"
        told = "" if newest is None else newest.title
    how = f"{key} opens "
    title = truncate(f" {title}", width)
    room = width - cell_len(title) - cell_len(how) - 3
    told = f"{BETWEEN}{truncate(told, room - cell_len(BETWEEN))}" if told and room > 12 else ""
    gap = " " * max(0, width - cell_len(title) - cell_len(told) - cell_len(how))
    how = how if cell_len(title) + cell_len(how) <= width else ""
    return ((title, "title"), (told, "text"), (gap, "text"), (how, "quiet"))
