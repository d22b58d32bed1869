"""The matches of a search so far, and the current one. Pure."""

from bisect import bisect_left
from collections.abc import Sequence

from tui.model.blog import LiveBlog
from tui.playback.search import Search


class Matches:
    """The posts that match, oldest first; more match as posts come. Empty words match nothing."""

    def __init__(self, blog: LiveBlog) -> None:
        self._blog = blog
        self._search = Search(blog, "")
        self.posts: Sequence[int] = ()
        self.current: int | None = None

    @property
    def words(self) -> str:
        return self._search.words

    def start(self, words: str) -> None:
        """Searches for new words; no match is current yet."""
        if words != self._search.words:
            self._search = Search(self._blog, words)
            self.current = None

    def update(self, indices: Sequence[int], count: int, changed: int = 0) -> None:
        """Searches the first `count` of `indices`, after the first `changed` changes of posts."""
        self.posts = self._search.matches(indices, count, changed) if self.words.strip() else ()
        if self._at is None:
            self.current = None

    def step(self, step: int, near: int | None) -> int | None:
        """Makes the next or previous match current and returns it; wraps round at the ends.

        Starts from the current match, or from post `near` if there is none.
        """
        if not self.posts:
            return None
        at = self._at
        if at is not None:
            at += step
        else:
            before = bisect_left(self.posts, near or 0)
            at = before if step > 0 else before - 1
        self.current = self.posts[at % len(self.posts)]
        return self.current

    def status(self) -> str:
        """The text for the transport bar: "“fanfare” 2 of 5"."""
        count = len(self.posts)
        if not self.words.strip():
            return ""
        if not count:
            return f"“{self.words}” not found"
        at = self._at
        if at is None:
            return f"“{self.words}” in {count} {'post' if count == 1 else 'posts'}"
        return f"“{self.words}” {at + 1} of {count}"

    @property
    def _at(self) -> int | None:
        """The index of the current match; every tick asks, so it is found by bisection."""
        if self.current is None:
            return None
        at = bisect_left(self.posts, self.current)
        return at if at < len(self.posts) and self.posts[at] == self.current else None
