"""The account of a reading: how posts were found, and the use of each visible word."""

from collections.abc import Iterable
from typing import NamedTuple


class ReadingCounts(NamedTuple):
    """Counts of one reading, for the report of `check`.

    `found` says how: "26 elements with a time, joined with 26 records". `words` are the visible
    words of the posts' elements; `hidden` counts those that are not shown, by their kind: names and
    headlines have a place of their own and are not among them.
    """

    found: str = ""
    words: int = 0
    hidden: tuple[tuple[str, int], ...] = ()
    unread: int = 0
    """Elements like those of the posts that hold a time and were not read."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The lines of a report, without those that have nothing to say."""
        return tuple(filter(None, (self.found, self._account, self._left)))

    @property
    def _account(self) -> str:
        if not self.words:
            return ""
        count = sum(number for _, number in self.hidden)
        if not count:
            return f"all {self.words} words of the page's posts are shown"
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.hidden)
        return f"{count} of {self.words} words not shown: {kinds}"

    @property
    def _left(self) -> str:
        if not self.unread:
            return ""
        posts = "1 more post" if self.unread == 1 else f"{self.unread} more posts"
        return f"{posts} on the page {'was' if self.unread == 1 else 'were'} not read"


def counted(kinds: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The kinds that have any words, the most first."""
    return tuple(sorted(((x, n) for x, n in kinds if n), key=lambda each: (-each[1], each[0])))
