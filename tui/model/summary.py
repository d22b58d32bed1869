"""Points of a summary known at a moment, and its title: the same in every output."""

from collections.abc import Iterable
from datetime import datetime
from math import inf
from typing import NamedTuple

from tui.model.blog import Block, Heading, LiveBlog, Paragraph, Post, SummaryPoint


class KnownSummary(NamedTuple):
    """The points known at a moment with their headings, and how many points there are in all."""

    blocks: tuple[Block, ...] = ()
    known: int = 0
    total: int = 0
    dated: bool = False
    """True if the source says of any point since when it is known."""
    whole: bool = False
    """True if it is the whole summary, as of the blog's end."""
    newest: Block | None = None
    """The point that became known last; of several the first on the page. No heading."""
    pinned: str = ""
    """The time of a pinned post that stands in the place of a summary."""

    def title(self, end: str) -> str:
        """The title; `end` is the time of the blog's end."""
        if self.pinned:
            return f"Pinned · {self.pinned}"
        if self.whole:
            return f"Summary · as of {end}"
        if not self.dated:
            return "Summary · shown at the end"
        points = "point" if self.total == 1 else "points"
        return f"Summary · {self.known} of {self.total} {points} so far"


def summary_points(blocks: Iterable[Block]) -> tuple[SummaryPoint, ...]:
    """The summary of a source that does not say since when its points are known."""
    return tuple(SummaryPoint(block) for block in blocks)


def known_points(
    blog: LiveBlog, moment: datetime, *, at_end: bool = False
) -> tuple[SummaryPoint, ...]:
    """The points of the summary that are known at a moment, with the headings above them.

    All of them with `at_end`: for a reader at the end, or one who asks for all of it at once.
    """
    if at_end:
        return tuple(point for point in blog.summary if point.until is None)
    found: list[SummaryPoint] = []
    heading: tuple[SummaryPoint, ...] = ()
    for point in blog.summary:
        if point.until is not None and point.until <= moment:
            continue
        if isinstance(point.block, Heading):
            if point.known is None or point.known <= moment:
                heading = (point,)
        elif point.known is not None and point.known <= moment:
            found += [*heading, point]
            heading = ()
    return tuple(found)


def known_summary(blog: LiveBlog, moment: datetime, *, at_end: bool = False) -> KnownSummary:
    """The blocks of the known points, and the title above them."""
    points = known_points(blog, moment, at_end=at_end)
    known, whole = _count(points), _count(known_points(blog, moment, at_end=True))
    return KnownSummary(
        tuple(point.block for point in points),
        known,
        max(known, whole),
        any(point.known is not None for point in blog.summary),
        at_end,
        _newest(points),
    )


def pinned_summary(post: Post, time: str) -> KnownSummary:
    """A pinned post, published at that time, in the place of a summary."""
    title = Paragraph(post.title)
    blocks = (title, *post.body) if post.headline else post.body or (title,)
    return KnownSummary(blocks, 1, 1, whole=True, newest=title, pinned=time)


def _newest(points: Iterable[SummaryPoint]) -> Block | None:
    told = [point for point in points if not isinstance(point.block, Heading)]
    return max(told, key=_known_since).block if told else None


def _known_since(point: SummaryPoint) -> float:
    return inf if point.known is None else point.known.timestamp()


def _count(points: Iterable[SummaryPoint]) -> int:
    return sum(not isinstance(point.block, Heading) for point in points)
