"""A search in progress: the words, the matches so far, and which of them the reader is at. Pure."""

from bisect import bisect_left
from collections.abc import Sequence

from tui.model.blog import LiveBlog
from tui.playback.search import Search


class Searching:
    """Empty words search for nothing. Matches are posts, oldest first, and grow as posts come."""

    def __init__(self, blog: LiveBlog) -> None:
        self._blog = blog
        self._search = Search(blog, "")
        self.matches: Sequence[int] = ()
        self.current: int | None = None

    @property
    def words(self) -> str:
        return self._search.words

    def start(self, words: str) -> None:
        """Searches for other words; no match is the current one yet."""
        if words != self._search.words:
            self._search = Search(self._blog, words)
            self.current = None

    def update(self, indices: Sequence[int], count: int) -> None:
        """Searches the first `count` of `indices`."""
        self.matches = self._search.matches(indices, count) if self.words.strip() else ()
        if self._at is None:
            self.current = None

    def step(self, step: int, near: int | None) -> int | None:
        """The next match (or the one before), from the current one or else from post `near`; round at the ends."""
        if not self.matches:
            return None
        at = self._at
        if at is not None:
            at += step
        else:
            before = bisect_left(self.matches, near or 0)
            at = before if step > 0 else before - 1
        self.current = self.matches[at % len(self.matches)]
        return self.current

    def status(self) -> str:
        """What the bar says of it: "“fanfare” 2 of 5"."""
        if not self.words.strip():
            return ""
        if not self.matches:
            return f"“{self.words}” not found"
        at = self._at
        if at is None:
            return f"“{self.words}” in {len(self.matches)} {'post' if len(self.matches) == 1 else 'posts'}"
        return f"“{self.words}” {at + 1} of {len(self.matches)}"

    @property
    def _at(self) -> int | None:
        """The current match's number among the matches, from 0; found without a look at each, as every tick asks."""
        if self.current is None:
            return None
        at = bisect_left(self.matches, self.current)
        return at if at < len(self.matches) and self.matches[at] == self.current else None
