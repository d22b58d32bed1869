"""Posts that came while watching, are being read, were read or passed over. Pure.

Posts are counted by their ordinal among those shown, the oldest 0.
"""

from collections.abc import Iterable

from tui.screen.drawing.post_marks import PostState

TOLD_POSTS = 100
"""How many of the newest posts a list beside the feed can tell the states of."""


class ReadPosts:
    """Which of the posts that came while watching have been read."""

    def __init__(self) -> None:
        self._came_from = 0
        self._left: set[int] = set()
        self._glanced: frozenset[int] = frozenset()

    def start(self, count: int) -> None:
        """The first `count` posts are no news: a jump or a new selection brought them."""
        self._came_from = count
        self._left.clear()
        self._glanced = frozenset()

    def shrink(self, count: int) -> None:
        """The clock went back: only the first `count` posts are shown."""
        if count < self._came_from:
            self._came_from = count
        self._left = {ordinal for ordinal in self._left if ordinal < count}
        self._glanced = frozenset(ordinal for ordinal in self._glanced if ordinal < count)

    def leave(self, ordinal: int) -> None:
        """The reading place has left a post."""
        if ordinal >= self._came_from:
            self._left.add(ordinal)

    def glance(self, ordinals: Iterable[int]) -> None:
        """These posts begin in the window of a reader who scrolls; those that did are read."""
        now = frozenset(ordinal for ordinal in ordinals if ordinal >= self._came_from)
        self._left |= self._glanced - now
        self._glanced = now

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
