"""A zone as a live blog's own times tell it: a start need not read the data of zones, which only other clocks need."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cached_property

from tui.blog import LiveBlog


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
        within = self._first <= there <= self._last
        return there.astimezone(self._told if within else self._whole).replace(tzinfo=self)

    def _in(self, moment: datetime) -> datetime:
        """The same reading of a clock, in the zone that is right for it; the second of a repeated hour is looked up."""
        told = moment.replace(tzinfo=self._told)
        if self._first <= told <= self._last and not moment.fold:
            return told
        return moment.replace(tzinfo=self._whole)


DAYBREAK = 4
"""The hour by which clocks that change in a night have changed: a blog of one day reads no time twice."""


def told_zone(blog: LiveBlog, look_up: Callable[[], tzinfo]) -> ToldZone | None:
    """The zone of a blog of one day whose posts all name it alike, by letters; `look_up` gives the whole of it."""
    told = blog.start.tzinfo
    # Machines write UTC whatever the zone is.
    if not isinstance(told, timezone) or not told.tzname(None).isalpha() or told.tzname(None) == "UTC":
        return None
    one_day = blog.start.hour >= DAYBREAK and blog.start.date() == blog.end.date()
    if not one_day or any(post.published.tzinfo is not told for post in blog.posts):
        return None
    return ToldZone(told, blog, look_up)
