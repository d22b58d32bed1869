"""A plain model of a reader's replay, on fractions, to hold the player against."""

from fractions import Fraction
from itertools import pairwise

from tui.model.blog import LiveBlog
from tui.model.instants import micros
from tui.playback.reading_time import reading_seconds

EMPTY_PAGE, QUICKEST = Fraction(3), Fraction(2)


class Group:
    """The posts of one moment: its seconds since the blog's start, and their reading times."""

    def __init__(self, comes: Fraction, posts: list[int], needs: list[Fraction]) -> None:
        self.comes = comes
        self.posts = posts
        self.needs = needs
        self.began = Fraction(0)
        """Where on the watching axis, in seconds of watching at the base pace, they come."""

    @property
    def need(self) -> Fraction:
        return sum(self.needs, Fraction(0))


class ReaderModel:
    """A reader's `place` on the watching axis, and the way from where they were put last."""

    def __init__(self, blog: LiveBlog, chosen: list[int]) -> None:
        start = micros(blog.start)
        self.last = Fraction(micros(blog.end) - start, 10**6)
        self.groups: list[Group] = []
        for post in chosen:
            comes = Fraction(micros(blog.posts[post].published) - start, 10**6)
            if not self.groups or self.groups[-1].comes != comes:
                self.groups.append(Group(comes, [], []))
            self.groups[-1].posts.append(post)
            # The map counts whole microseconds.
            need = round(reading_seconds(blog.posts[post]) * 10**6)
            self.groups[-1].needs.append(Fraction(need, 10**6))
        if not self.groups or self.groups[0].comes > 0:
            self.groups.insert(0, Group(Fraction(0), [], [EMPTY_PAGE]))
        for early, late in pairwise(self.groups):
            late.began = early.began + early.need
        self.end = self.groups[-1].began + self.groups[-1].need
        self.put(Fraction(0))

    def group_at(self, place: Fraction) -> Group:
        """The newest posts at a place."""
        return next(
            group for group in reversed(self.groups) if group.began <= place or not group.began
        )

    @property
    def newest(self) -> Group:
        """The newest posts now."""
        return self.group_at(self.place)

    @property
    def read(self) -> Fraction:
        """For how many seconds the newest posts have been read."""
        return self.place - self.newest.began

    def end_of(self, group: Group) -> tuple[Fraction, Fraction]:
        """The place and the moment of the next corner after a group."""
        number = self.groups.index(group)
        if number + 1 < len(self.groups):
            return self.groups[number + 1].began, self.groups[number + 1].comes
        return self.end, self.last

    def moment(self, place: Fraction) -> Fraction:
        """The moment at a place, in seconds since the start."""
        place = min(max(place, Fraction(0)), self.end)
        began, comes = self.put_at
        group = self.group_at(began)
        until, upcoming = self.end_of(group)
        if not began <= place < until:
            group = self.group_at(place)
            began, comes = group.began, group.comes
            until, upcoming = self.end_of(group)
        return comes + (upcoming - comes) * (place - began) / (until - began)

    def put(self, moment: Fraction, read: Fraction = Fraction(0)) -> None:
        """Put the clock to a moment when its newest posts have been read for some seconds."""
        over = moment > self.last
        moment = min(max(moment, Fraction(0)), self.last)
        group = next(group for group in reversed(self.groups) if group.comes <= moment)
        until, upcoming = self.end_of(group)
        gap, rest = upcoming - group.comes, upcoming - moment
        least = min(QUICKEST, group.need) * rest / gap if gap else Fraction(0)
        self.place = self.end if over else min(group.began + read, until - least)
        self.put_at = self.place, moment

    def read_at(self, moment: Fraction) -> Fraction:
        """For how long the newest posts are read at a moment if the reading is taken along."""
        group, here = self.newest, self.moment(self.place)
        until, upcoming = self.end_of(group)
        ends = upcoming == self.last and group is self.groups[-1]
        if moment < group.comes or moment > upcoming or (moment == upcoming and not ends):
            return Fraction(0)
        if moment < here:
            return self.read * (moment - group.comes) / (here - group.comes)
        if moment > here:
            return self.read + (until - self.place) * (moment - here) / (upcoming - here)
        return self.read

    def read_on(self, read: Fraction) -> None:
        """Go on to where the newest posts are read for so many seconds, never back."""
        place = max(self.place, min(self.newest.began + read, self.end_of(self.newest)[0]))
        moment = self.moment(place)
        self.place, self.put_at = place, (place, moment)

    def watch(self, seconds: Fraction) -> None:
        """So many seconds at the base pace pass."""
        self.place = min(self.place + seconds, self.end)

    @property
    def reading(self) -> tuple[int, Fraction] | None:
        """Which post is being read, and the seconds since it came to its turn."""
        left = min(self.read, self.newest.need)
        for post, need in zip(self.newest.posts, self.newest.needs, strict=False):
            if left < need or post == self.newest.posts[-1]:
                return post, left
            left -= need
        return None
