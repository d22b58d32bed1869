"""What the feed shows at one moment, and the cells that differ from the last time. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Region, Size

from tui.screen.feed.rows import Row


class Frame(NamedTuple):
    """The rows of the window, None below the posts; the scroll bar's thumb; the pill's text."""

    rows: Sequence[Row | None] = ()
    thumb: range = range(0)
    pill: str = ""


def changed_regions(old: Frame, new: Frame, size: Size, mark_column: int) -> list[Region] | None:
    """The cells to repaint; None for everything, where most rows differ.

    Of rows that differ only in the mark of what is being read that cell alone is repainted, and of
    the scroll bar the cells that the thumb has left or reached.
    """
    rows: set[int] = set()
    marks: set[int] = set()
    for y, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if before != after:
            same_text = before and after and before._replace(marked=after.marked) == after
            (marks if same_text else rows).add(y)
    if old.pill != new.pill:
        rows.add(size.height - 1)
    if len(rows) > size.height // 2:
        return None
    thumb = set(old.thumb).symmetric_difference(new.thumb) - rows
    regions = [Region(0, y, size.width, 1) for y in rows]
    regions += [Region(size.width - 1, y, 1, 1) for y in thumb]
    regions += [Region(mark_column, y, 1, 1) for y in marks]
    return regions


def pill_text(unread: int, arrow: str, follow_key: str) -> str:
    """How many posts are unread, and the key that gives them; empty where none is."""
    posts = "post" if unread == 1 else "posts"
    return f" {unread} new {posts} {arrow} {follow_key} " if unread else ""
