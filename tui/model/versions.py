"""Edits and deletions of posts: the page as it was at a moment."""

from array import array
from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.blog import LiveBlog, Post, Version, once_for_each_blog
from tui.model.clock_face import MOMENT, ClockFace
from tui.model.instants import micros

LATE = timedelta(minutes=10)  # a post this long after its own time shows that time too
DATED, EDITED, DELETED, RESTORED = "dated", "edited", "deleted", "restored"
MARK = rf"({DATED}|{EDITED}|{DELETED}|{RESTORED}) (?:between ({MOMENT}) and )?({MOMENT})"
"""As `Standing.mark` writes it, for a reader."""


class Standing(NamedTuple):
    """A post at a moment. `number` counts its changes; 0 is as published."""

    post: Post  # of a deleted post the last version
    number: int = 0
    did: str = ""  # EDITED, DELETED, RESTORED or ""
    change: Version | None = None  # the latest

    @property
    def deleted(self) -> bool:
        return self.did == DELETED

    @property
    def displayed(self) -> Post:
        """The post on a screen and for a search: only the title of a deleted post is left."""
        post = self.post
        return post._replace(headline=post.title, body=()) if self.deleted else post

    def mark(self, face: ClockFace) -> str:
        """Like "dated 10:02", "edited 10:31", "deleted between 10:20 and 10:31", or ""."""
        published, dated, change = self.post.published, self.post.dated, self.change

        def written(moment: datetime) -> str:
            """With the day if it is not the post's, with the year if that is far."""
            if face.is_same_day(moment, published):
                return face.clock(moment)
            is_far = face.several_years or abs(moment - published).days > 100
            return face._replace(several_years=is_far).with_day(moment)

        marks = []
        if dated is not None and abs(published - dated) >= LATE:
            marks.append(f"{DATED} {written(dated)}")
        if change is not None:
            known = written(change.known)
            after = known if change.after is None else written(change.after)
            span = known if after == known else f"between {after} and {known}"
            marks.append(f"{self.did} {span}")
        elif (edited := later_edit(self.post)) is not None:
            marks.append(f"{EDITED} {written(edited)}")
        return ", ".join(marks)


def later_edit(post: Post) -> datetime | None:
    """Time of an edit of which the source has only the new words, which are shown from the start;
    None for one within ten minutes of the post."""
    edited = post.modified or post.published
    is_told = any(x.known <= edited for x in post.versions[:1])
    return None if is_told or edited - post.published < LATE else edited


def earlier_mark(post: Post, number: int, face: ClockFace) -> str:
    """A version in words: "as published, then edited 10:31"."""
    name = f"version {number + 1}" if number else "as published"
    return f"{name}, then {standing_of(post, number + 1).mark(face)}"


def standing_of(post: Post, number: int | None = None) -> Standing:
    """A post after its first `number` changes; None: all."""
    number = len(post.versions) if number is None else number
    words, did = post, ""
    for version in post.versions[:number]:
        if version.post is None:
            did = DELETED
        else:
            words, did = version.post, RESTORED if did == DELETED else EDITED
    return Standing(words, number, did, post.versions[number - 1] if number else None)


def editions(post: Post) -> tuple[Post, ...]:
    """The post as published, and after each edit."""
    return (post, *(version.post for version in post.versions if version.post is not None))


def in_every_version(post: Post, change: Callable[[Post], Post]) -> Post:
    versions = (x._replace(post=x.post and change(x.post)) for x in post.versions)
    return change(post)._replace(versions=tuple(versions))


def standing_at(post: Post, moment: datetime | None) -> Standing:
    """A published post at a moment; None: at the end."""
    known = post if moment is None else known_versions(post, moment)
    return standing_of(post, len(known.versions))


def known_versions(post: Post, moment: datetime) -> Post:
    if not post.versions:
        return post
    count = bisect_right(post.versions, micros(moment), key=_instant)
    edited = post.modified if count else later_edit(post)  # not of the versions to come
    return post._replace(versions=post.versions[:count], modified=edited)


def _instant(version: Version) -> int:
    return micros(version.known)


class Changes:
    def __init__(self, blog: LiveBlog) -> None:
        self.blog = blog
        posts = enumerate(blog.posts)
        ordered = sorted((_instant(x), index) for index, post in posts for x in post.versions)
        self.instants = array("q", [instant for instant, _ in ordered])  # microseconds since 1970
        self.posts = array("q", [index for _, index in ordered])  # post index of each change

    @staticmethod
    @once_for_each_blog
    def of(blog: LiveBlog) -> "Changes":
        return Changes(blog)

    def __len__(self) -> int:
        return len(self.instants)

    def count_at(self, moment: datetime) -> int:
        return bisect_right(self.instants, micros(moment)) if self.instants else 0

    def next_after(self, count: int) -> int | None:
        """Microseconds since 1970, of the change after the first `count`."""
        return self.instants[count] if count < len(self.instants) else None

    def number(self, index: int, count: int) -> int:
        """Changes of a post among the first `count` of the blog."""
        versions = self.blog.posts[index].versions
        return bisect_right(versions, self.instants[count - 1], key=_instant) if count else 0

    def standing(self, index: int, count: int) -> Standing:
        """The post after the first `count` changes of the blog."""
        post = self.blog.posts[index]
        return standing_of(post, self.number(index, count)) if post.versions else Standing(post)
