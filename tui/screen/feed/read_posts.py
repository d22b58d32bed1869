"""Posts that came while watching, are being read, were read or passed over. Pure.

Posts are counted by their ordinal among those shown, the oldest 0.
"""

from collections.abc import Sequence

from tui.screen.drawing.post_marks import PostState

TOLD_POSTS = 100
"""The newest posts whose states a list beside the feed can tell."""


class ReadPosts:
    """The posts that came while watching, read and unread."""

    def __init__(self) -> None:
        self._count = 0
        self._came_from = 0
        """The first post that is news."""
        self._seen = 0
        """The number of posts that have been in the window, or came before one that has."""
        self._left: set[int] = set()
        """Posts that the reading place has left, or that a reader scrolled past."""
        self._glanced: frozenset[int] = frozenset()

    def count(self, count: int, *, start: bool) -> None:
        """So many posts are shown now. At a `start`, a jump or another selection, none is news."""
        self._count = count
        if start:
            self._came_from = self._seen = count
            self._left.clear()
            self._glanced = frozenset()
            return
        self._came_from, self._seen = min(self._came_from, count), min(self._seen, count)
        self._left = {ordinal for ordinal in self._left if ordinal < count}
        self._glanced = frozenset(ordinal for ordinal in self._glanced if ordinal < count)

    def leave(self, ordinal: int) -> None:
        """The reading place has left a post."""
        if ordinal >= self._came_from:
            self._left.add(ordinal)

    def see_all(self) -> None:
        """All posts are seen: pages are turned for the reader."""
        self._seen = self._count
        self._glanced = frozenset()

    def see(self, ordinals: Sequence[int]) -> None:
        """These posts begin in the window of a reader who scrolls; those that did are read."""
        self._seen = self._count - self.unread_with(ordinals)
        now = frozenset(ordinal for ordinal in ordinals if ordinal >= self._came_from)
        self._left |= self._glanced - now
        self._glanced = now

    def stop_at(self, ordinal: int) -> None:
        """The reader stops following at a post: the later ones are not seen."""
        self._seen = min(self._seen, ordinal + 1)

    @property
    def unread(self) -> int:
        """The number of posts that have come and never were in the window."""
        return self._count - self._seen

    def unread_with(self, ordinals: Sequence[int]) -> int:
        """Their number if these posts begin in the window."""
        return self._count - max(self._seen, min(max(ordinals, default=-1) + 1, self._count))

    def to_tell(self, count: int, reading: int | None) -> list[int]:
        """The posts whose state may not be READ; of those that came, the newest alone."""
        first = max(self._came_from, count - TOLD_POSTS)
        before = [reading] if reading is not None and reading < first else []
        return [*before, *range(first, count)]

    def state(self, ordinal: int, *, reading: int | None, following: bool) -> PostState:
        """The state of a post; `reading` is the post that the clock has read next."""
        came = ordinal >= self._came_from
        if ordinal == reading and following:
            return PostState.READING_NEW if came else PostState.READING
        if not came or ordinal in self._left:
            return PostState.READ
        return PostState.UNREAD if reading is not None and ordinal < reading else PostState.NEW
