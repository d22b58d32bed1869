"""The summary of a live blog from its captures, with times."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from tui.model.blog import SummaryPoint
from tui.sources.join.versions import Source, comparable


def joined_summary(oldest_first: Sequence[Source], end: datetime) -> tuple[SummaryPoint, ...]:
    """Points of all sources, known from the first with them until the first without them. A point
    in no source before the blog's end is known only at the end, or left out if it went again."""
    there = [source for source in oldest_first if source.blog.summary]
    points: tuple[SummaryPoint, ...] = ()
    for source in there:
        if comparable(source.blog.format, there[-1].blog.format):
            points = next_summary(points, source.blog.summary, source.taken)
    return tuple(_until_end(points, end))


def _until_end(points: Sequence[SummaryPoint], end: datetime) -> Iterator[SummaryPoint]:
    for point in points:
        if point.known is not None and point.known < end:
            yield point
        elif point.until is None:
            yield point._replace(known=None)


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


def _words(point: SummaryPoint) -> tuple[str, str]:
    """Kind and words, to compare; a point that is gone equals no other."""
    if point.until is not None:
        return "", ""
    return type(point.block).__name__, " ".join(" ".join(point.block.words).split())
