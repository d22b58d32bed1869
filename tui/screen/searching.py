"""A search in progress: the words, the matches so far, and which of them the reader is at. Pure."""

from collections.abc import Sequence

from tui.blog import LiveBlog
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
        if self.current is not None and self.current not in self.matches:
            self.current = None

    def step(self, step: int, near: int | None) -> int | None:
        """The next match (or the one before), from the current one or else from post `near`; round at the ends."""
        if not self.matches:
            return None
        if self.current in self.matches:
            at = self.matches.index(self.current) + step
        else:
            before = sum(match < (near or 0) for match in self.matches)
            at = before if step > 0 else before - 1
        self.current = self.matches[at % len(self.matches)]
        return self.current

    def status(self) -> str:
        """What the bar says of it: "“fanfare” 2 of 5"."""
        if not self.words.strip():
            return ""
        if not self.matches:
            return f"“{self.words}” not found"
        if self.current is None:
            return f"“{self.words}” in {len(self.matches)} {'post' if len(self.matches) == 1 else 'posts'}"
        return f"“{self.words}” {self.matches.index(self.current) + 1} of {len(self.matches)}"
