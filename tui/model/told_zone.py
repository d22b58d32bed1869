"""A zone as a live blog's own times tell it: a start need not read the data of zones, which only other clocks need."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cached_property

from tui.model.blog import LiveBlog

_SEASONS = {
    ("Europe/London", "BST"): (timedelta(hours=1), frozenset({4, 5, 6, 7, 8, 9})),
    ("Europe/London", "GMT"): (timedelta(0), frozenset({11, 12, 1, 2})),
}
"""What a zone's abbreviation means, and the whole months in which its clocks do tell that: a page may be mistaken."""
_SINCE = 1972
"""The year since which they do: before it Britain was ahead in winter too."""


class ToldZone(tzinfo):
    """While the blog lasts what all its posts tell ("BST", one hour ahead); at any other time what `look_up` gives.

    Whether it is summer time (`dst`) the posts do not tell: None, as a zone may answer.
    """

    def __init__(self, told: timezone, blog: LiveBlog, look_up: Callable[[], tzinfo]) -> None:
        self._told = told
        self._first, self._last = blog.start.astimezone(told), blog.end.astimezone(told)
        self._look_up = look_up

    @cached_property
    def _whole(self) -> tzinfo:
        return self._look_up()

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else self._in(moment).utcoffset()

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else self._in(moment).tzname()

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else self._in(moment).dst()

    def fromutc(self, moment: datetime) -> datetime:
        there = moment.replace(tzinfo=UTC)
        return there.astimezone(self._right_for(there)).replace(tzinfo=self)

    def _in(self, moment: datetime) -> datetime:
        """The same reading of a clock, in the zone that is right for it."""
        return moment.replace(tzinfo=self._right_for(moment.replace(tzinfo=self._told)))

    def _right_for(self, moment: datetime) -> tzinfo:
        return self._told if self._first <= moment <= self._last else self._whole


def told_zone(blog: LiveBlog, look_up: Callable[[], tzinfo]) -> ToldZone | None:
    """The blog's zone as its posts name it, if they all do so alike and rightly; `look_up` gives the whole of it."""
    told, start, end = blog.start.tzinfo, blog.start, blog.end
    if not isinstance(told, timezone):
        return None
    offset, months = _SEASONS.get((blog.zone, told.tzname(None)), (None, frozenset[int]()))
    one_season = start.month in months and end.month in months and end - start < timedelta(days=100)
    if told.utcoffset(None) != offset or not one_season or start.year < _SINCE:
        return None
    return (
        ToldZone(told, blog, look_up)
        if all(post.published.tzinfo is told for post in blog.posts)
        else None
    )
