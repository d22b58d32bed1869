"""The place of a moment among the posts: the number before it, the next and the previous one."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import micros, moment_of


class Timeline:
    """The chosen posts on the axis from first post to last; every question takes O(log n)."""

    __slots__ = ("_chosen", "_every", "_first", "_last", "blog", "indices")

    def __init__(self, blog: LiveBlog, indices: Sequence[int], every: "array[int]") -> None:
        """`indices` are those of the posts in the blog, oldest first; `every` are all instants."""
        whole = indices == range(len(every))
        self.blog = blog
        self.indices = indices
        self._every = every
        self._chosen = every if whole else array("q", [every[index] for index in indices])
        self._first = every[0]
        self._last = every[-1] if blog.edge is None else max(every[-1], micros(blog.edge))

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "Timeline":
        """The timeline of every post."""
        every = array("q", [micros(post.published) for post in blog.posts])
        return Timeline(blog, range(len(every)), every)

    def select(self, indices: Sequence[int]) -> "Timeline":
        """The timeline of some posts of the same blog."""
        return Timeline(self.blog, indices, self._every)

    @property
    def instants(self) -> Sequence[int]:
        """The moments of the chosen posts in microseconds since 1970."""
        return self._chosen

    @property
    def every(self) -> "array[int]":
        """The moments of all posts of the blog in microseconds since 1970."""
        return self._every

    @property
    def ends(self) -> tuple[int, int]:
        """The moments of the blog's first and last post in microseconds since 1970.

        A blog that is being written ends at its live edge.
        """
        return self._first, self._last

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def start(self) -> datetime:
        """The moment of the blog's first post, in UTC."""
        return moment_of(self._first)

    @property
    def end(self) -> datetime:
        """The moment of the blog's last post, or its live edge, in UTC."""
        return moment_of(self._last)

    def published(self, index: int) -> datetime:
        """The moment of the blog's post of that index, in UTC."""
        return moment_of(self._every[index])

    def instant(self, index: int) -> int:
        """The same in microseconds since 1970."""
        return self._every[index]

    def count_at(self, moment: datetime) -> int:
        """The number of chosen posts published at that moment or before."""
        return bisect_right(self._chosen, micros(moment))

    def counts_before(self, fractions: Iterable[float]) -> list[int]:
        """The number of chosen posts before each place along the axis (see `moment_at`)."""
        span = self._last - self._first
        return [
            bisect_left(self._chosen, self._first + round(span * min(max(fraction, 0.0), 1.0)))
            for fraction in fractions
        ]

    def newest_at(self, moment: datetime) -> int | None:
        """The index in the blog of the newest chosen post at that moment."""
        count = self.count_at(moment)
        return self.indices[count - 1] if count else None

    def next_after(self, moment: datetime) -> int | None:
        """The index in the blog of the first chosen post later than that moment."""
        count = self.count_at(moment)
        return self.indices[count] if count < len(self._chosen) else None

    def instant_after(self, moment: datetime) -> int | None:
        """The moment of the first chosen post later than that, in microseconds since 1970."""
        count = self.count_at(moment)
        return self._chosen[count] if count < len(self._chosen) else None

    def next_in_order(self, post: int) -> int | None:
        """The index of the chosen post after that one, of the same moment too."""
        number = bisect_right(self.indices, post)
        return self.indices[number] if number < len(self.indices) else None

    def previous_before(self, moment: datetime) -> int | None:
        """The index in the blog of the last chosen post earlier than that moment."""
        count = bisect_left(self._chosen, micros(moment))
        return self.indices[count - 1] if count else None

    def fraction(self, moment: datetime) -> float:
        """The place of a moment along the axis, 0 to 1; 1 for a blog of a single moment."""
        span = self._last - self._first
        if span == 0:
            return 1.0
        return min(max((micros(moment) - self._first) / span, 0.0), 1.0)

    def moment_at(self, fraction: float) -> datetime:
        """The moment that far along the axis, in UTC; the start below 0, the end above 1."""
        span = self._last - self._first
        return moment_of(self._first + round(span * min(max(fraction, 0.0), 1.0)))
