"""Known points of a summary at a moment, and its title, for all outputs."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from tui.model.blog import Block, Heading, LiveBlog, Paragraph, Post, SummaryPoint

_AT_END = datetime.max.replace(tzinfo=UTC)  # of a point without a time


class KnownSummary(NamedTuple):
    blocks: tuple[Block, ...] = ()
    known: int = 0
    total: int = 0
    dated: bool = False  # the source dates any point
    whole: bool = False  # as of the blog's end
    newest: Block | None = None  # latest point, no heading; of several the first
    pinned: str = ""  # time of a pinned post used as summary

    def title(self, end: str) -> str:
        """`end` is the time of the blog's end."""
        if self.pinned:
            return f"Pinned · {self.pinned}"
        if self.whole:
            return f"Summary · as of {end}"
        if not self.dated:
            return "Summary · shown at the end"
        points = "point" if self.total == 1 else "points"
        return f"Summary · {self.known} of {self.total} {points} so far"


def known_points(
    blog: LiveBlog, moment: datetime, *, at_end: bool = False
) -> tuple[SummaryPoint, ...]:
    """Known points with the headings above them; all of them with `at_end`."""
    if at_end:
        return tuple(point for point in blog.summary if point.until is None)
    found: list[SummaryPoint] = []
    heading: list[SummaryPoint] = []
    for point in blog.summary:
        is_heading = isinstance(point.block, Heading)
        known, until = point.known, point.until
        is_known = is_heading if known is None else known <= moment
        if not is_known or (until is not None and until <= moment):
            continue
        if is_heading:
            heading = [point]
        else:
            found += [*heading, point]
            heading = []
    return tuple(found)


def known_summary(blog: LiveBlog, moment: datetime, *, at_end: bool = False) -> KnownSummary:
    points = known_points(blog, moment, at_end=at_end)
    listed = _without_headings(points)
    newest = max(listed, key=lambda point: point.known or _AT_END, default=None)
    return KnownSummary(
        tuple(point.block for point in points),
        known=len(listed),
        total=max(len(listed), len(_without_headings(known_points(blog, moment, at_end=True)))),
        dated=any(point.known is not None for point in blog.summary),
        whole=at_end,
        newest=newest and newest.block,
    )


def _without_headings(points: Iterable[SummaryPoint]) -> list[SummaryPoint]:
    return [point for point in points if not isinstance(point.block, Heading)]


def pinned_summary(post: Post, time: str) -> KnownSummary:
    title = Paragraph(post.title)
    blocks = (title, *post.body) if post.headline else post.body or (title,)
    return KnownSummary(blocks, 1, 1, whole=True, newest=title, pinned=time)
