"""The summary of a live blog from its captures, with times."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from tui.model.blog import LiveBlog, SummaryPoint
from tui.sources.join.versions import Capture, comparable


def joined_summary(
    oldest_first: Sequence[tuple[Capture, LiveBlog]], end: datetime
) -> tuple[SummaryPoint, ...]:
    """Points of all captures, known from their first capture until the first without them. A point
    in no capture before the blog's end is known only at the end."""
    there = [(capture, blog.summary) for capture, blog in oldest_first if blog.summary]
    points: tuple[SummaryPoint, ...] = ()
    for capture, summary in there:
        if comparable(capture.format, there[-1][0].format):
            points = next_summary(points, summary, capture.taken)
    return tuple(_until_end(points, end))


def next_summary(
    before: Sequence[SummaryPoint], after: Sequence[SummaryPoint], moment: datetime
) -> tuple[SummaryPoint, ...]:
    """Points of a summary and of its replacement at a moment, in one order. A point that moved, or
    became a heading, is gone from its place and new at the other."""
    old, new = list(map(_words, before)), list(map(_words, after))
    found: list[SummaryPoint] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(before[i:i_end], after[j:j_end], strict=True)
            found += [was._replace(known=now.known or was.known) for was, now in pairs]
        else:
            found += [point._replace(until=point.until or moment) for point in before[i:i_end]]
            found += [point._replace(known=point.known or moment) for point in after[j:j_end]]
    return tuple(found)


def _until_end(points: Sequence[SummaryPoint], end: datetime) -> Iterator[SummaryPoint]:
    """Points known before the end; a point that came and went after it is left out."""
    for point in points:
        if point.known is not None and point.known < end:
            yield point
        elif point.until is None:
            yield point._replace(known=None)


def _words(point: SummaryPoint) -> tuple[str, str]:
    """Kind and words, to compare; a point that is gone equals no other."""
    if point.until is not None:
        return "", ""
    words = " ".join(" ".join(point.block.words).split())
    return type(point.block).__name__, words
