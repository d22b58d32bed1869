"""The rows of the sidebar: summary, headlines so far, authors. Pure: from one state."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.blog import Post
from tui.model.clock_face import ClockFace
from tui.model.summary import KnownSummary
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.wrap import truncate, wrap

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
    rows = [title_row(summary.title(end), width)]
    for block in summary.blocks:
        marker = block.prefix
        indent = " " * len(marker)
        for n, (_, row) in enumerate(wrap("\n".join(block.words), max(1, width - len(marker)))):
            rows.append(SideRow(((indent if n else marker, "bullet"), (row, "text"))))
    if not summary.whole:
        rows.append(SideRow(((truncate(f"{key} shows all of it", width), "quiet"),)))
    return rows


def so_far_title(shown: int) -> str:
    return f"So far · {shown} {'post' if shown == 1 else 'posts'}"


def so_far_row(
    post: Post, index: int, face: ClockFace, width: int, *, deleted: bool = False
) -> SideRow:
    """A post's title with its time, on one row; struck out if the post was deleted."""
    time = face.clock(post.published)
    return SideRow(
        (
            (time, "time"),
            (" ", "text"),
            (
                truncate(post.title, max(1, width - cell_len(time) - 1)),
                "deleted" if deleted else "link",
            ),
        ),
        post=index,
    )


def author_rows(
    authors: Sequence[Facet], chosen: frozenset[str], width: int, key: str
) -> list[SideRow]:
    """The authors so far with their counts, those filtered by marked; `key` shows all authors."""
    rows = [title_row("Authors", width)]
    for facet in authors[:AUTHORS_SHOWN]:
        count = f" {facet.posts}"
        mark = "● " if facet.key in chosen else ""
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


def title_row(title: str, width: int) -> SideRow:
    """A section's title with a rule to the edge."""
    shown = truncate(title, width)
    return SideRow(((shown, "title"), (" " + "─" * max(0, width - cell_len(shown) - 1), "rule")))


def folded_row(state: SidebarState, end: str, width: int, key: str) -> TextRow:
    """The sidebar's one row on a small screen, which names the key that opens it."""
    title = state.summary.title(end) if state.summary.total else so_far_title(state.shown)
    how = f" {key} opens "
    return (
        ("▸ ", "bullet"),
        (
            truncate(title, max(1, width - 2 - len(how))).ljust(max(0, width - 2 - len(how))),
            "title",
        ),
        (how, "quiet"),
    )
