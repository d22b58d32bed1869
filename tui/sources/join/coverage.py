"""Coverage of a live blog by several of its pages and saves together."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from tui.model.addresses import page_in
from tui.model.blog import LiveBlog
from tui.model.coverage import Coverage, MissingSpan
from tui.sources.join.combine import Groups, bare_id, id_of

_WHOLE = Coverage()
_BETWEEN = Coverage(sign="captures")
_SAME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Page:
    """A source with its own coverage, and its time of saving if known."""

    blog: LiveBlog
    part: Coverage
    saved: datetime | None

    @property
    def start(self) -> datetime:
        before = self.part.missing[0].before if self.part.lacks_older else None
        return before or self.blog.start

    @property
    def older(self) -> int:
        """Number in the address of the next older page, or 0."""
        return page_in(self.part.links[0]) if self.part.links and self.part.lacks_older else 0

    @property
    def newer(self) -> int:
        has_link = self.part.lacks_newer or len(self.part.links) == 2
        return page_in(self.part.links[-1]) if self.part.links and has_link else 0

    @property
    def number(self) -> int | None:
        """Number by the links to the pages on both sides."""
        return (self.older + self.newer) // 2 if len(self.part.links) == 2 else None


class _Stretch:
    """Sources that share posts, so that no post is missing between them."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.pages = pages
        self.start = min(page.start for page in pages)
        self.end = max(page.blog.end for page in pages)
        self.lacks_older = _is_open(
            (x.part, x.part.lacks_older) for x in pages if x.start - self.start < _SAME
        )
        self.lacks_newer = _is_open(
            (x.part, x.part.lacks_newer) for x in pages if self.end - x.blog.end < _SAME
        )
        saves = [page.saved for page in pages if page.saved is not None]
        self.saved = max(saves) if len(saves) == len(pages) else None

    def lacks_posts_after(self, older: "_Stretch", times: list[datetime]) -> bool:
        """True if posts are known to be missing between this and an older stretch."""
        if self.start <= older.end:
            return False
        beside = {_are_beside(one, other, times) for one in self.pages for other in older.pages}
        if beside != {None}:
            return True not in beside
        # Posts came after the one was saved and before the other begins, which has none of its.
        return older.saved is not None and older.saved < self.start


def _is_open(outermost: Iterable[tuple[Coverage, bool]]) -> bool:
    """True if posts are missing beyond the outermost sources. Another form of a page has the same
    posts, to the minute, and may not say that it is a part; a page that counts itself last is the
    end."""
    pairs = [*outermost]
    return any(lacks for _, lacks in pairs) and all(lacks for part, lacks in pairs if part.total)


def joined_part(
    blogs: Sequence[LiveBlog],
    holders: Iterable[Sequence[int]],
    saved: Sequence[datetime | None] = (),
) -> Coverage | None:
    """Coverage of all sources together; None without evidence of a part. `holders` has, for each
    post, the numbers of the sources with it; `saved` has times, None if unknown."""
    times = sorted(post.published for blog in blogs for post in blog.posts)
    parts = [blog.part or _WHOLE for blog in blogs]
    pages = list(map(_Page, blogs, parts, saved or [None] * len(blogs)))
    groups = Groups(len(pages))
    for numbers in holders:
        for number in numbers[1:]:
            groups.unite(numbers[0], number)
    stretches = [_Stretch([pages[number] for number in group]) for group in groups.every()]
    stretches.sort(key=lambda x: x.start)
    return _coverage(pages, _missing(stretches, _gaps_inside(pages, times), times))


def _missing(
    stretches: Sequence[_Stretch], inside: Iterable[MissingSpan], times: list[datetime]
) -> tuple[MissingSpan, ...]:
    missing, newest = [*inside], stretches[0]
    for stretch in stretches[1:]:
        if stretch.lacks_posts_after(newest, times):
            missing.append(MissingSpan(newest.end, stretch.start))
        newest = max(newest, stretch, key=lambda one: one.end)
    missing.sort(key=lambda span: span.after or newest.end)
    if stretches[0].lacks_older:
        missing.insert(0, MissingSpan(None, stretches[0].start))
    if newest.lacks_newer:
        missing.append(MissingSpan(newest.end, None))
    return tuple(missing)


def _are_beside(newer: _Page, older: _Page, times: list[datetime]) -> bool | None:
    """True if the older page goes on where the newer ends; None if nothing shows it."""
    part, total = newer.part, older.part.total
    # An address such as ?page=with:block-6461882f names a post of its target.
    link = part.links[0] if part.links else ""
    if name := bare_id(link.partition("with:")[2].partition("&")[0]):
        return any(id_of(post) == name for post in older.blog.posts)
    if part.total and total:
        follows = total == part.total and older.part.pages[0] == part.pages[-1] + 1
        return follows and not _came_between(newer, older, times)
    fits = {_fits(newer.older, older.number), _fits(older.newer, newer.number)} - {None}
    return False not in fits if fits else None


def _fits(link: int, number: int | None) -> bool | None:
    return link == number if link and number is not None else None


def _came_between(newer: _Page, older: _Page, times: list[datetime]) -> bool:
    """True if posts came between the two saves: they pushed others from page to page, which are in
    neither."""
    if newer.saved is None or older.saved is None:
        return False
    return bisect_right(times, newer.saved) > bisect_right(times, older.saved)


def _gaps_inside(pages: Iterable[_Page], times: list[datetime]) -> Iterable[MissingSpan]:
    """Gaps inside a source that was joined before, unless another source has posts there."""
    return (
        x
        for x in {x for page in pages for x in page.part.missing}
        if x.after and x.before and bisect_right(times, x.after) >= bisect_left(times, x.before)
    )


def _coverage(pages: Sequence[_Page], missing: tuple[MissingSpan, ...]) -> Coverage | None:
    total = max(page.part.total for page in pages)
    if not missing:
        return Coverage(pages=tuple(range(1, total + 1)), total=total) if total else None
    counted = {total - page.part.total + number for page in pages for number in page.part.pages}
    lacking = [page for page in pages if page.part.missing]
    oldest = min(lacking, key=lambda page: page.blog.start).part if lacking else _BETWEEN
    return oldest._replace(
        missing=missing, pages=tuple(sorted(counted)), total=total, links=_further_pages(pages)
    )


def _further_pages(pages: Sequence[_Page]) -> tuple[str, ...]:
    links = dict.fromkeys(chain.from_iterable(page.part.links for page in pages))
    here = {page.blog.url for page in pages}
    return tuple(link for link in links if link not in here)
