"""The rows of the sidebar: summary, headlines so far, authors. Pure: from one state."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.blog import LiveBlog, Post
from tui.model.clock_face import ClockFace
from tui.playback.selection import Facet
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.wrap import truncate, wrap

AUTHORS_SHOWN = 6
"""Authors in the sidebar, at most."""


class SummaryState(NamedTuple):
    """The content of the sidebar at one moment; "So far" has the first `shown` of `indices`."""

    indices: Sequence[int] = ()
    shown: int = 0
    authors: tuple[Facet, ...] = ()
    chosen: frozenset[str] = frozenset()
    hidden: bool = False
    newest_first: bool = False


class SideRow(NamedTuple):
    """A row, and the post or the author's key that it leads to."""

    pieces: TextRow
    post: int | None = None
    author: str | None = None


def summary_title(blog: LiveBlog, face: ClockFace) -> str:
    """The title of the summary, which is as of the blog's end at every moment."""
    return f"Summary · as of {face.time(blog.end)}"


def summary_rows(blog: LiveBlog, face: ClockFace, width: int, *, hidden: bool) -> list[SideRow]:
    """The summary with its title; `hidden` leaves out its words, which would reveal the end."""
    if not blog.summary:
        return []
    rows = [title_row(summary_title(blog, face), width)]
    if hidden:
        text = f"Hidden until the end, {face.time(blog.end)}."
        return rows + [SideRow(((row, "quiet"),)) for _, row in wrap(text, width)]
    for block in blog.summary:
        marker = block.prefix
        indent = " " * len(marker)
        for n, (_, row) in enumerate(wrap("\n".join(block.words), max(1, width - len(marker)))):
            rows.append(SideRow(((indent if n else marker, "bullet"), (row, "text"))))
    return rows


def so_far_title(shown: int) -> str:
    return f"So far · {shown} {'post' if shown == 1 else 'posts'}"


def so_far_row(post: Post, index: int, face: ClockFace, width: int) -> SideRow:
    """A post's title with its time, on one row."""
    time = face.clock(post.published)
    return SideRow(
        (
            (time, "time"),
            (" ", "text"),
            (truncate(post.title, max(1, width - cell_len(time) - 1)), "link"),
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


def folded_rows(
    blog: LiveBlog, face: ClockFace, state: SummaryState, width: int, key: str
) -> list[TextRow]:
    """The sidebar's few lines on a small screen; the first names the key that opens it."""
    title = summary_title(blog, face) if blog.summary else so_far_title(state.shown)
    how = f" {key} opens "
    head: TextRow = (
        ("▸ ", "bullet"),
        (
            truncate(title, max(1, width - 2 - len(how))).ljust(max(0, width - 2 - len(how))),
            "title",
        ),
        (how, "quiet"),
    )
    if not blog.summary:
        return [head]
    rest = summary_rows(blog, face, width - 2, hidden=state.hidden)[1:3]
    return [head, *((("  ", "text"), *row.pieces) for row in rest)]
