"""The posts of a page at a moment, and its times as text."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

from dateutil import tz

from tui.model.blog import LiveBlog, Post


def standing(blog: LiveBlog, as_of: datetime | None) -> Sequence[Post]:
    """The posts published at or before the moment; all of them for None."""
    if as_of is None:
        return blog.posts
    return blog.posts[: bisect_right(blog.posts, as_of, key=lambda post: post.published)]


class Clock:
    """Times in the blog's zone, with the day where the blog lasts more than one."""

    def __init__(self, blog: LiveBlog) -> None:
        self._zone = tz.gettz(blog.zone) or UTC
        self._days = self._local(blog.start).date() != self._local(blog.end).date()

    def time(self, moment: datetime) -> str:
        """ "10:26", or "Fri 26 Apr 10:26"."""
        local = self._local(moment)
        return f"{self._day(local)} {local:%H:%M}" if self._days else f"{local:%H:%M}"

    def full(self, moment: datetime) -> str:
        """ "Fri 26 Apr 2024, 10:26 BST"."""
        local = self._local(moment)
        return f"{self._day(local)} {local.year}, {local:%H:%M} {local.tzname()}"

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    @staticmethod
    def _day(local: datetime) -> str:
        days, months = (
            "Mon Tue Wed Thu Fri Sat Sun",
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        )
        return f"{days.split()[local.weekday()]} {local.day} {months.split()[local.month - 1]}"
