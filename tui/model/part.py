"""Which part of a live blog a source holds, and how that is known."""

from datetime import datetime
from typing import Literal, NamedTuple

type Sign = Literal[
    "pages",
    "older link",
    "post count",
    "key events",
    "numbers",
    "first published",
    "captures",
    "",
]
"""Signs that posts are missing: "pages" that the source counts, an "older link" to a page with
more posts, a "post count" above theirs, "key events" that it names and lacks, "numbers" of posts
that do not begin at 1, that the blog was "first published" long before its earliest post, or one
of several "captures" that begins after the one before was saved."""


class Missing(NamedTuple):
    """Posts that are not there: all between two moments; None is an end of the live blog."""

    after: datetime | None = None
    before: datetime | None = None


class Part(NamedTuple):
    """Parts of a live blog that are there, and those that are missing.

    `pages` are the numbers of the pages that are there, 1 being the one with the newest posts, and
    `total` counts all pages; both are empty where the source counts none. `missing` is in order of
    time, and empty if all pages are there.
    """

    missing: tuple[Missing, ...] = ()
    pages: tuple[int, ...] = ()
    total: int = 0
    sign: Sign = ""
    links: tuple[str, ...] = ()
    """Addresses of further pages that the source names, the nearest older one first."""
    began: datetime | None = None
    """The first publication of the live blog, if that is the sign."""
    lacks: int = 0
    """The number of posts known to be missing: of those counted, key events, or numbers below the
    lowest; else 0."""
    absent: tuple[str, ...] = ()
    """The ids of key events that the page names and that are not among the posts."""

    @property
    def is_whole(self) -> bool:
        """True if no posts are missing."""
        return not self.missing

    @property
    def lacks_older(self) -> bool:
        """True if posts before the first one are missing."""
        return bool(self.missing) and self.missing[0].after is None

    @property
    def lacks_newer(self) -> bool:
        """True if posts after the last one are missing."""
        return bool(self.missing) and self.missing[-1].before is None

    @property
    def missing_pages(self) -> tuple[int, ...]:
        """The numbers of the pages that are not there, where the source counts pages."""
        there = set(self.pages)
        return tuple(page for page in range(1, self.total + 1) if page not in there)
