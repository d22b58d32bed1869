"""The page as it stood at a moment, and how its parts are told in text."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

from dateutil import tz

from tui.model.blog import LiveBlog, Post


def standing(blog: LiveBlog, as_of: datetime | None) -> Sequence[Post]:
    """The posts published at or before the moment; all of them without one."""
    if as_of is None:
        return blog.posts
    return blog.posts[: bisect_right(blog.posts, as_of, key=lambda post: post.published)]


class Clock:
    """Times as the blog's zone tells them, with the day where the blog lasts more than one."""

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


def byline(post: Post) -> str:
    """ "Tom Bateman, in Beijing · Ana Lee"."""
    return " · ".join(
        f"{author.name}, {author.role}" if author.role else author.name for author in post.authors
    )


def labels(post: Post) -> list[str]:
    """What stands over the headline: "Analysis", "Key event", "Pinned", the source of a merged blog."""
    marked = [("Key event", post.key_event), ("Pinned", post.pinned)]
    return [
        text
        for text in (post.kicker, *(name for name, is_so in marked if is_so), post.source)
        if text
    ]
