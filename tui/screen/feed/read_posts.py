"""New, read and skipped posts."""

from bisect import bisect_right
from collections.abc import Iterable

from tui.screen.drawing.post_marks import PostState
from tui.screen.feed.viewport import Document

TOLD_POSTS = 100  # newest posts with a state in a list


class ReadPosts:
    def __init__(self) -> None:
        self._document = Document((), 0)
        self._known = -1  # later posts are new
        self._seen = -1  # last post that was in the window
        self._left: set[int] = set()  # new posts left, or scrolled past
        self._glanced: set[int] = set()

    def show(self, document: Document, *, start: bool) -> None:
        """Set the posts shown. After a `start`, a jump or new selection, none is new."""
        self._document = document
        newest = self._newest
        if start:
            self._known = self._seen = newest
            self._left, self._glanced = set(), set()
            return
        self._known, self._seen = min(self._known, newest), min(self._seen, newest)
        self._left = {post for post in self._left if post <= newest}
        self._glanced = {post for post in self._glanced if post <= newest}

    @property
    def _newest(self) -> int:
        newest = self._document.newest
        return -1 if newest is None else newest

    def leave(self, post: int) -> None:
        if post > self._known:
            self._left.add(post)

    def see_all(self) -> None:
        """Mark all posts as seen, because pages turn for the reader."""
        self._seen = self._newest
        self._glanced = set()

    def see(self, posts: Iterable[int]) -> None:
        """Note posts in the window of a reader who scrolls; posts gone from it are read."""
        now = {post for post in posts if post > self._known}
        self._seen = max([self._seen, *posts])
        self._left |= self._glanced - now
        self._glanced = now

    def stop_at(self, post: int) -> None:
        """Stop following at a post; later posts are not seen."""
        self._seen = min(self._seen, post)

    @property
    def unread(self) -> int:
        """New posts that never were in the window."""
        return self.unread_with(())

    def unread_with(self, posts: Iterable[int]) -> int:
        """Unread posts if these posts are in the window."""
        indices, count = self._document.indices, self._document.count
        return count - bisect_right(indices, max([self._seen, *posts]), 0, count)

    def to_tell(self, reading: int | None) -> list[int]:
        """Posts that may have a state other than READ; of new posts only the newest."""
        indices, count = self._document.indices, self._document.count
        first = max(bisect_right(indices, self._known, 0, count), count - TOLD_POSTS)
        told = list(indices[first:count])
        return told if reading is None or reading in told else [reading, *told]

    def state(self, post: int, *, reading: int | None, following: bool) -> PostState:
        """`reading` is the post that the clock reads."""
        is_new = self._known < post <= self._newest
        if post == reading and following:
            return PostState.READING_NEW if is_new else PostState.READING
        if not is_new or post in self._left:
            return PostState.READ
        return PostState.UNREAD if reading is not None and post < reading else PostState.NEW
