"""A plain model of a reader's replay, on fractions, to hold the player against."""

from fractions import Fraction
from itertools import pairwise

from tui.model.blog import LiveBlog
from tui.model.instants import micros
from tui.playback.reading_time import reading_seconds

LEAD_IN, MINUTE, RUN = Fraction(3), Fraction(60), Fraction(2)


class Group:
    """The posts of one moment: its seconds since the blog's start, and their reading times."""

    def __init__(self, comes: Fraction, posts: list[int], needs: list[Fraction]) -> None:
        self.comes = comes
        self.posts = posts
        self.needs = needs
        self.need = sum(needs, Fraction(0))
        self.began = Fraction(0)
        """Where on the watching axis, in seconds of watching at the base pace, they come."""


class ReaderModel:
    """The reader's `place` on the watching axis, the rest of a `wait`, the seconds `read`."""

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
            self.groups[-1].needs.append(
                Fraction(round(reading_seconds(blog.posts[post]) * 10**6), 10**6)
            )
        for group in self.groups:
            group.need = sum(group.needs, Fraction(0))
        if not self.groups or self.groups[0].comes > 0:
            self.groups.insert(0, Group(Fraction(0), [], [LEAD_IN]))
            self.groups[0].need = LEAD_IN
        for early, late in pairwise(self.groups):
            late.began = early.began + early.need
        self.end = self.groups[-1].began + self.groups[-1].need
        self.place = self.wait = self.read = Fraction(0)

    def group_at(self, place: Fraction) -> Group:
        """The newest posts at a place."""
        return next(
            group for group in reversed(self.groups) if group.began <= place or not group.began
        )

    @property
    def newest(self) -> Group:
        """The newest posts now."""
        return self.group_at(self.place)

    def end_of(self, group: Group) -> tuple[Fraction, Fraction]:
        """When a group's time is over, and at which place."""
        number = self.groups.index(group)
        if number + 1 < len(self.groups):
            return self.groups[number + 1].comes, self.groups[number + 1].began
        if group.comes < self.last:
            return self.last, self.end
        hold = min(MINUTE, group.need) if group.posts else Fraction(1, 10**6)
        return group.comes + hold, self.end

    def moment(self, place: Fraction) -> Fraction:
        """The moment at a place, in seconds since the start."""
        place = min(max(place, Fraction(0)), self.end)
        group = self.group_at(place)
        return self.inside(group, place - group.began)

    def inside(self, group: Group, into: Fraction) -> Fraction:
        """The moment when a group has been watched for so many seconds."""
        gap = self.end_of(group)[0] - group.comes
        if not group.posts or group.comes >= self.last:
            return group.comes + gap * into / group.need
        stay, run = min(MINUTE, gap / 2), min(RUN, group.need / 4)
        if into <= group.need - run:
            return group.comes + stay * into / (group.need - run)
        return group.comes + stay + (gap - stay) * (into - group.need + run) / run

    def place_of(self, moment: Fraction) -> Fraction:
        """The place of a moment: on which of the pieces it lies, and how far along that."""
        moment = min(max(moment, Fraction(0)), self.moment(self.end))
        group = next(group for group in reversed(self.groups) if group.comes <= moment)
        run = min(RUN, group.need / 4)
        for start, end in ((Fraction(0), group.need - run), (group.need - run, group.need)):
            low, high = (self.inside(group, into) for into in (start, end))
            if moment <= high:
                return group.began + start + (end - start) * (moment - low) / (high - low)
        raise AssertionError("a moment lies in its group")

    def put(self, moment: Fraction, read: Fraction | None = None) -> None:
        """Put the clock to a moment: it stands there until the newest posts have had their time.

        Past the last post the moment itself says how much of that has been read.
        """
        moment = min(max(moment, Fraction(0)), self.moment(self.end))
        self.place = self.place_of(min(moment, self.last))
        group = self.newest
        if read is None:
            read = self.place_of(moment) - group.began if moment > self.last else Fraction(0)
        self.read = read
        if group.comes >= self.last:
            self.place, self.wait = group.began + min(read, group.need), Fraction(0)
        else:
            left = self.end_of(group)[1] - self.place
            self.wait = max(Fraction(0), group.need - read - left)

    def watch(self, seconds: Fraction) -> None:
        """So many seconds at the base pace pass."""
        waited = min(self.wait, seconds)
        before = self.newest
        self.wait -= waited
        self.place = min(self.place + seconds - waited, self.end)
        after = self.newest
        self.read = self.read + seconds if after is before else self.place - after.began

    @property
    def reading(self) -> tuple[int, Fraction] | None:
        """Which post is being read, and the seconds since it came to its turn."""
        left = min(max(self.read, Fraction(0)), self.newest.need)
        for post, need in zip(self.newest.posts, self.newest.needs, strict=False):
            if left < need or post == self.newest.posts[-1]:
                return post, left
            left -= need
        return None
