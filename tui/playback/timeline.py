"""The place of a moment among the posts: the number before it, the next and the previous one."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import micros, moment_of
from tui.model.versions import Changes


class Timeline:
    """The chosen posts on the axis from first post to last; every question takes O(log n)."""

    __slots__ = ("blog", "ends", "every", "indices", "instants")

    def __init__(self, blog: LiveBlog, indices: Sequence[int], every: "array[int]") -> None:
        self.blog = blog
        self.indices = indices
        """The indices in the blog of the chosen posts, oldest first."""
        self.every = every
        """The moments of all posts of the blog in microseconds since 1970."""
        whole = indices == range(len(every))
        self.instants = every if whole else array("q", [every[index] for index in indices])
        """The moments of the chosen posts."""
        last = every[-1] if blog.edge is None else max(every[-1], micros(blog.edge))
        self.ends = every[0], last
        """The moments of the blog's first and last post; a blog that is being written ends at its
        live edge."""

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "Timeline":
        every = array("q", [micros(post.published) for post in blog.posts])
        return Timeline(blog, range(len(every)), every)

    def select(self, indices: Sequence[int]) -> "Timeline":
        return Timeline(self.blog, indices, self.every)

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def start(self) -> datetime:
        return moment_of(self.ends[0])

    @property
    def end(self) -> datetime:
        """The moment of the blog's last post, or its live edge, in UTC."""
        return moment_of(self.ends[1])

    def published(self, index: int) -> datetime:
        return moment_of(self.every[index])

    def count_at(self, moment: datetime) -> int:
        """The number of chosen posts published at that moment or before."""
        return bisect_right(self.instants, micros(moment))

    def newest_at(self, moment: datetime) -> int | None:
        """The index in the blog of the newest chosen post at that moment."""
        count = self.count_at(moment)
        return self.indices[count - 1] if count else None

    def next_after(self, moment: datetime) -> int | None:
        """The index in the blog of the first chosen post later than that moment."""
        count = self.count_at(moment)
        return self.indices[count] if count < len(self.indices) else None

    def next_in_order(self, post: int) -> int | None:
        """The index of the chosen post after that one, of the same moment too."""
        number = bisect_right(self.indices, post)
        return self.indices[number] if number < len(self.indices) else None

    def previous_before(self, moment: datetime) -> int | None:
        """The index in the blog of the last chosen post earlier than that moment."""
        count = bisect_left(self.instants, micros(moment))
        return self.indices[count - 1] if count else None

    def fraction(self, moment: datetime) -> float:
        """The place of a moment along the axis, 0 to 1; 1 for a blog of a single moment."""
        first, last = self.ends
        return (
            min(max((micros(moment) - first) / (last - first), 0.0), 1.0) if last > first else 1.0
        )

    def moment_at(self, fraction: float) -> datetime:
        """The moment that far along the axis, in UTC; the start below 0, the end above 1."""
        first, last = self.ends
        return moment_of(first + round((last - first) * min(max(fraction, 0.0), 1.0)))


def through_minute(blog: LiveBlog, minute: datetime) -> datetime:
    """The moment of the last post, edit or point of the summary in a minute; the minute itself
    without any. Labels show no seconds, so that a minute stands for all that came in it."""
    last = minute + timedelta(minutes=1) - timedelta(microseconds=1)
    newest = Timeline.of(blog).newest_at(last)
    posted = () if newest is None else (blog.posts[newest].published,)
    changes = Changes.of(blog)
    known = chain.from_iterable((point.known, point.until) for point in blog.summary)
    moments = [*posted, *filter(None, known), *changes.newest_at(last)]
    return max((moment for moment in moments if minute <= moment <= last), default=minute)
