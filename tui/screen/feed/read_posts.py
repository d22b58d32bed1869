"""New, read and skipped posts. Ordinals count the posts shown, the oldest 0."""

from collections.abc import Sequence

from tui.screen.drawing.post_marks import PostState

TOLD_POSTS = 100  # newest posts with a state in a list


class ReadPosts:
    def __init__(self) -> None:
        self._count = 0
        self._came_from = 0  # first new post
        self._seen = 0  # posts up to the last that was in the window
        self._left: set[int] = set()  # new posts left, or scrolled past
        self._glanced: frozenset[int] = frozenset()

    def count(self, count: int, *, start: bool) -> None:
        """Set the number of posts shown. After a `start`, a jump or new selection, none is new."""
        self._count = count
        if start:
            self._came_from = self._seen = count
            self._left.clear()
            self._glanced = frozenset()
            return
        self._came_from, self._seen = min(self._came_from, count), min(self._seen, count)
        self._left = {ordinal for ordinal in self._left if ordinal < count}
        self._glanced = frozenset(ordinal for ordinal in self._glanced if ordinal < count)

    def leave(self, ordinal: int | None) -> None:
        if ordinal is not None and ordinal >= self._came_from:
            self._left.add(ordinal)

    def see_all(self) -> None:
        """Mark all posts as seen, because pages turn for the reader."""
        self._seen = self._count
        self._glanced = frozenset()

    def see(self, ordinals: Sequence[int]) -> None:
        """Note posts in the window of a reader who scrolls; posts gone from it are read."""
        self._seen = self._count - self.unread_with(ordinals)
        now = frozenset(ordinal for ordinal in ordinals if ordinal >= self._came_from)
        self._left |= self._glanced - now
        self._glanced = now

    def stop_at(self, ordinal: int) -> None:
        """Stop following at a post; later posts are not seen."""
        self._seen = min(self._seen, ordinal + 1)

    @property
    def unread(self) -> int:
        """New posts that never were in the window."""
        return self._count - self._seen

    def unread_with(self, ordinals: Sequence[int]) -> int:
        """Unread posts if these posts are in the window."""
        return self._count - max(self._seen, min(max(ordinals, default=-1) + 1, self._count))

    def to_tell(self, reading: int | None) -> list[int]:
        """Posts that may have a state other than READ; of new posts only the newest."""
        first = max(self._came_from, self._count - TOLD_POSTS)
        before = [reading] if reading is not None and reading < first else []
        return [*before, *range(first, self._count)]

    def state(self, ordinal: int, *, reading: int | None, following: bool) -> PostState:
        """`reading` is the post that the clock reads."""
        came = ordinal >= self._came_from
        if ordinal == reading and following:
            return PostState.READING_NEW if came else PostState.READING
        if not came or ordinal in self._left:
            return PostState.READ
        return PostState.UNREAD if reading is not None and ordinal < reading else PostState.NEW
