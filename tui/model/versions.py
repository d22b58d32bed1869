"""Edits and deletions of posts, and the page at a moment.

The page at a moment has the posts published by then, each as it stood. A post holds its first
text; its `versions` are its later states, each with its time.
"""

from array import array
from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post, Version, once_for_each_blog
from tui.model.clock_face import ClockFace
from tui.model.instants import micros, moment_of

LATE = timedelta(minutes=10)
"""A post that came so long after its own time shows that time too."""
EDITED, DELETED, RESTORED = "edited", "deleted", "restored"


class Standing(NamedTuple):
    """A post as it stood at a moment. `number` counts the changes by then; 0 is as published."""

    post: Post
    """Its words; those of a deleted post are the last it had."""
    number: int = 0
    did: str = ""
    """EDITED, DELETED or RESTORED; empty as long as nothing was changed."""
    change: Version | None = None
    """The latest change."""

    @property
    def deleted(self) -> bool:
        """True once it was deleted."""
        return self.did == DELETED

    def mark(self, face: ClockFace) -> str:
        """The late date and the change in words, or "".

        Examples: "dated 10:02", "edited 10:31", "deleted between 10:20 and 10:31".
        """
        published, dated = self.post.published, self.post.dated
        late = ""
        if dated is not None and abs(published - dated) >= LATE:
            late = f"dated {_near(face, dated, published)}"
        if self.change is None:
            return late
        return ", ".join(filter(None, (late, self._change(face, published, self.change))))

    def _change(self, face: ClockFace, published: datetime, change: Version) -> str:
        known = _near(face, change.known, published)
        after = "" if change.after is None else _near(face, change.after, published)
        if after and after != known:
            return f"{self.did} between {after} and {known}"
        return f"{self.did} {known}"


def _near(face: ClockFace, moment: datetime, near: datetime) -> str:
    """The time, with its day where that is not the day of `near`."""
    if (
        face.zone is None
        or moment.astimezone(face.zone).date() == near.astimezone(face.zone).date()
    ):
        return face.clock(moment)
    return face.with_day(moment)


def earlier_mark(post: Post, number: int, face: ClockFace) -> str:
    """The version of a post after so many changes, in words: "as published, then edited 10:31"."""
    name = f"version {number + 1}" if number else "as published"
    return f"{name}, then {standing_of(post, number + 1).mark(face)}"


def standing_of(post: Post, number: int | None = None) -> Standing:
    """A post after so many of its changes; None is after all of them."""
    number = len(post.versions) if number is None else number
    words, did = post, ""
    for version in post.versions[:number]:
        if version.post is None:
            did = DELETED
        else:
            words, did = version.post, RESTORED if did == DELETED else EDITED
    return Standing(words, number, did, post.versions[number - 1] if number else None)


def with_source(post: Post, source: str) -> Post:
    """The post, in every version, with the name of the live blog that it comes from."""
    versions = tuple(
        version._replace(post=version.post and version.post._replace(source=source))
        for version in post.versions
    )
    return post._replace(source=source, versions=versions)


def standing_at(post: Post, moment: datetime | None) -> Standing:
    """A published post as it stood at a moment; None is as it stands at last."""
    if not post.versions:
        return Standing(post)
    if moment is None:
        return standing_of(post)
    return standing_of(post, bisect_right(_instants(post), micros(moment)))


def _instants(post: Post) -> list[int]:
    return [micros(version.known) for version in post.versions]


def known_versions(post: Post, moment: datetime) -> Post:
    """The post with the versions known at a moment."""
    if not post.versions:
        return post
    return post._replace(versions=post.versions[: bisect_right(_instants(post), micros(moment))])


class Changes:
    """The changes of all posts of a blog in the order in which they became known."""

    __slots__ = ("_of_post", "blog", "instants", "posts")

    def __init__(self, blog: LiveBlog) -> None:
        self.blog = blog
        # In C, so that a blog of 100,000 posts without versions waits for nothing.
        is_changed = any(map(attrgetter("versions"), blog.posts))
        ordered = sorted(
            (instant, index)
            for index, post in enumerate(blog.posts if is_changed else ())
            for instant in _instants(post)
        )
        self.instants = array("q", [instant for instant, _ in ordered])
        """The moments of the changes in microseconds since 1970."""
        self.posts = array("q", [index for _, index in ordered])
        """The indices in the blog of the changed posts, one for each change."""
        self._of_post: dict[int, array[int]] = {}
        for place, (_, index) in enumerate(ordered):
            self._of_post.setdefault(index, array("q")).append(place)

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "Changes":
        """The changes of a blog."""
        return Changes(blog)

    def __len__(self) -> int:
        return len(self.instants)

    def count_at(self, moment: datetime) -> int:
        """The number of changes known at a moment."""
        return bisect_right(self.instants, micros(moment)) if self.instants else 0

    def newest_at(self, moment: datetime) -> tuple[datetime, ...]:
        """The moment of the latest change known at a moment, alone; () if there is none."""
        count = self.count_at(moment)
        return (moment_of(self.instants[count - 1]),) if count else ()

    def next_after(self, count: int) -> int | None:
        """The moment of the change after the first `count`, in microseconds since 1970."""
        return self.instants[count] if count < len(self.instants) else None

    def number(self, index: int, count: int) -> int:
        """The number of the first `count` changes that belong to the post of that index."""
        places = self._of_post.get(index)
        return bisect_left(places, count) if places else 0

    def standing(self, index: int, count: int) -> Standing:
        """The blog's post of that index after the first `count` changes."""
        post = self.blog.posts[index]
        return standing_of(post, self.number(index, count)) if post.versions else Standing(post)
