"""The part of a live blog that a source holds, and the evidence for it."""

from datetime import datetime
from typing import Literal, NamedTuple

type Sign = Literal["pages", "older link", "captures", ""]
"""Evidence that posts are missing. "older link" leads to a page with older posts, a page of
"captures" begins after the previous save."""


class MissingSpan(NamedTuple):
    """A span without its posts; None is an end of the live blog."""

    after: datetime | None = None
    before: datetime | None = None


class Coverage(NamedTuple):
    """Present and missing parts of a live blog. `pages` are present; page 1 has the newest posts.
    Both `pages` and `total` are empty if the source counts none. `missing` is in order of time."""

    missing: tuple[MissingSpan, ...] = ()
    pages: tuple[int, ...] = ()
    total: int = 0
    sign: Sign = ""
    links: tuple[str, ...] = ()  # other pages that the source names, nearest older page first

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def lacks_older(self) -> bool:
        return bool(self.missing) and self.missing[0].after is None

    @property
    def lacks_newer(self) -> bool:
        return bool(self.missing) and self.missing[-1].before is None

    @property
    def missing_pages(self) -> tuple[int, ...]:
        return tuple(sorted({*range(1, self.total + 1)} - {*self.pages}))
