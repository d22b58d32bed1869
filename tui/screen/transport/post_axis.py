"""A scale of posts instead of hours, for live blogs that lie years apart on one clock. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from tui.model.blog import LiveBlog, once_for_each_blog
from tui.model.instants import micros, moment_of
from tui.playback.timeline import Timeline

FAR_APART = timedelta(days=365)


class PostAxis(Timeline):
    """A timeline on which every post of the blog is as far from the next: nothing else differs."""

    __slots__ = ()

    @staticmethod
    @once_for_each_blog
    def of_all(blog: LiveBlog) -> "PostAxis":
        """The axis of every post."""
        every = Timeline.of(blog)
        return PostAxis(blog, every.indices, every.every)

    def select(self, indices: Sequence[int]) -> "PostAxis":
        """The axis of some posts of the same blog."""
        return PostAxis(self.blog, indices, self.every)

    def counts_before(self, fractions: Iterable[float]) -> list[int]:
        """The number of chosen posts before each place along the axis."""
        last = len(self.every) - 1
        return [bisect_left(self.indices, min(max(each, 0.0), 1.0) * last) for each in fractions]

    def fraction(self, moment: datetime) -> float:
        """The place of a moment along the axis, 0 to 1."""
        every, instant = self.every, micros(moment)
        number = bisect_right(every, instant) - 1
        if not 0 <= number < len(every) - 1:
            return 0.0 if number < 0 else 1.0
        between = (instant - every[number]) / (every[number + 1] - every[number])
        return (number + between) / (len(every) - 1)

    def moment_at(self, fraction: float) -> datetime:
        """The moment that far along the axis, in UTC; the start below 0, the end above 1."""
        every = self.every
        place = min(max(fraction, 0.0), 1.0) * (len(every) - 1)
        number = min(int(place), len(every) - 2) if len(every) > 1 else 0
        step = every[number + 1] - every[number] if len(every) > 1 else 0
        return moment_of(every[number] + round(step * (place - number)))


def axis_of(timeline: Timeline) -> Timeline:
    """The timeline by whose scale a blog is shown: by posts where its sources lie years apart."""
    if not years_apart(timeline.blog):
        return timeline
    axis = PostAxis.of_all(timeline.blog)
    return axis if len(timeline) == len(axis) else axis.select(timeline.indices)


@once_for_each_blog
def years_apart(blog: LiveBlog) -> str:
    """How far the sources of a blog lie apart: "2 years"; empty where that is less than a year."""
    if len(blog.sources) < 2:
        return ""
    every = Timeline.of(blog).every
    longest = max((later - earlier for earlier, later in pairwise(every)), default=0)
    years = timedelta(microseconds=longest) / FAR_APART
    return "" if years < 1 else f"{years:.0f} years" if years >= 1.5 else "a year"
