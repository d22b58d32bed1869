"""The summary of a live blog out of its captures: true in time as the captures are."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from tui.model.blog import Heading, LiveBlog, SummaryPoint
from tui.sources.post_versions import Capture, comparable

type _Captured = tuple[Capture, tuple[SummaryPoint, ...]]


def joined_summary(
    oldest_first: Sequence[tuple[Capture, LiveBlog]], end: datetime
) -> tuple[SummaryPoint, ...]:
    """The points of all captures, those first that the newest has no more.

    A point is known from the first capture that has it, unless its source says when, and gone from
    the first that lacks it. What no capture before the blog's end has is known at the end only.
    """
    there = [(capture, blog.summary) for capture, blog in oldest_first if blog.summary]
    if not there:
        return ()
    form = there[-1][0].format
    there = [one for one in there if comparable(one[0].format, form)]
    known: dict[str, datetime] = {}
    for capture, points in there:
        for point in points:
            known.setdefault(_words(point), point.known or capture.taken)
    return tuple(_assembled(there[-1][1], _gone(there, known, end), known, end))


def _assembled(
    newest: Sequence[SummaryPoint],
    gone: dict[str, list[SummaryPoint]],
    known: dict[str, datetime],
    end: datetime,
) -> Iterator[SummaryPoint]:
    """The newest points, and those that are gone under their headings; headings that are gone too
    stand in front."""
    stay = {_words(point) for point in newest if isinstance(point.block, Heading)}
    for heading in [heading for heading in gone if heading not in stay]:
        yield from gone[heading]
    for point in newest:
        yield _dated(point, known, end)
        if isinstance(point.block, Heading):
            yield from gone.pop(_words(point), ())


def _gone(
    there: Sequence[_Captured], known: dict[str, datetime], end: datetime
) -> dict[str, list[SummaryPoint]]:
    """The points that a capture has and the next one lacks, by the words of their headings.

    A heading that the newest capture lacks comes once, before its points, and is gone from the
    capture after the last that has it.
    """
    newest = set(map(_words, there[-1][1]))
    gone: dict[str, list[SummaryPoint]] = {}
    for (_, points), (later, left) in pairwise(there):
        stay = newest | set(map(_words, left))
        heading = ""
        for point in points:
            if isinstance(point.block, Heading):
                heading = _words(point)
                if heading not in newest:
                    gone.setdefault(heading, [])[:1] = [point._replace(until=later.taken)]
            elif point.until is not None:
                gone.setdefault(heading, []).append(point)
            elif _words(point) not in stay and known[_words(point)] < end:
                left_out = _dated(point, known, end)._replace(until=later.taken)
                gone.setdefault(heading, []).append(left_out)
    return gone


def _dated(point: SummaryPoint, known: dict[str, datetime], end: datetime) -> SummaryPoint:
    """The point with the moment from which it is known, if that is before the end."""
    if isinstance(point.block, Heading) or point.known is not None:
        return point
    moment = known[_words(point)]
    return point._replace(known=moment) if moment < end else point


def _words(point: SummaryPoint) -> str:
    return " ".join(" ".join(point.block.words).split())
