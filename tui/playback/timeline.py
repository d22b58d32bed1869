"""Moments on the axis of the posts: number before, next, previous, fraction."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import MICROSECOND, SECOND, micros, moment_of
from tui.model.versions import Changes

_MINUTE = 60 * SECOND


class Timeline:
    """The chosen posts on the axis from first post to last; each lookup takes O(log n)."""

    def __init__(self, blog: LiveBlog, indices: Sequence[int], every: "array[int]") -> None:
        self.blog = blog
        self.indices = indices  # chosen posts in the blog, oldest first
        self.every = every  # microseconds since 1970, of all posts
        whole = indices == range(len(every))
        self.instants = every if whole else array("q", [every[index] for index in indices])
        last = every[-1] if blog.edge is None else max(every[-1], micros(blog.edge))
        self.ends = every[0], last  # first and last post of the blog, or its live edge

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
        return moment_of(self.ends[1])

    def published(self, index: int) -> datetime:
        return moment_of(self.every[index])

    def count_at(self, moment: datetime) -> int:
        return bisect_right(self.instants, micros(moment))

    def newest_at(self, moment: datetime) -> int | None:
        return self._post(self.count_at(moment) - 1)

    def next_after(self, moment: datetime) -> int | None:
        return self._post(self.count_at(moment))

    def previous_before(self, moment: datetime) -> int | None:
        return self._post(bisect_left(self.instants, micros(moment)) - 1)

    def next_of_moment(self, post: int) -> int | None:
        """The next chosen post, if published at the same moment."""
        later = self._post(bisect_right(self.indices, post))
        return later if later is not None and self.every[later] == self.every[post] else None

    def _post(self, number: int) -> int | None:
        return self.indices[number] if 0 <= number < len(self.indices) else None

    def minute_after(self, moment: datetime, span: timedelta) -> datetime:
        """Step by whole minutes from the start of a moment's minute; the end stops a step on."""
        here, last = micros(moment), self.ends[1]
        target = here // _MINUTE * _MINUTE + span // MICROSECOND
        return moment_of(last if target > last > here else target)

    def fraction(self, moment: datetime) -> float:
        """Place of a moment along the axis, 0 to 1; 1 for a blog of a single moment."""
        first, last = self.ends
        share = (micros(moment) - first) / (last - first) if last > first else 1.0
        return min(max(share, 0.0), 1.0)

    def moment_at(self, fraction: float) -> datetime:
        first, last = self.ends
        return moment_of(first + round((last - first) * min(max(fraction, 0.0), 1.0)))


def through_minute(blog: LiveBlog, minute: datetime) -> datetime:
    """The last post, edit or summary point in a minute, because labels show no seconds."""
    last = minute + timedelta(minutes=1) - timedelta(microseconds=1)
    newest, changes = Timeline.of(blog).newest_at(last), Changes.of(blog)
    edits = changes.instants[: changes.count_at(last)][-1:]
    known = chain.from_iterable((point.known, point.until) for point in blog.summary)
    moments = [*map(moment_of, edits), *filter(None, known)]
    if newest is not None:
        moments.append(blog.posts[newest].published)
    return max((moment for moment in moments if minute <= moment <= last), default=minute)
