"""Coverage of a live blog by several of its pages and saves together."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from tui.model.addresses import page_in
from tui.model.blog import LiveBlog
from tui.model.part import Coverage, MissingSpan
from tui.sources.join.combine import Groups, bare_id, id_of

_WHOLE = Coverage()
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
    def older_number(self) -> int:
        """Number in the address of the next older page, or 0."""
        return page_in(self.part.links[0]) if self.part.links and self.part.lacks_older else 0

    def own_number(self, step: int) -> int:
        """The number that its own address would have, from its neighbours' numbers; or 0."""
        if self.older_number:
            return self.older_number - step
        newer = page_in(self.part.links[-1]) if self.part.links and self.part.lacks_newer else 0
        return newer + step if newer else 0


class _Stretch:
    """Sources without a gap: they share posts, or are neighbouring pages."""

    def __init__(self, pages: Sequence[_Page], step: int) -> None:
        self.start = min(page.start for page in pages)
        self.end = max(page.blog.end for page in pages)
        self.is_counted = all(page.part.total for page in pages)  # each source counts its pages
        oldest = [page for page in pages if page.start - self.start < _SAME]
        newest = [page for page in pages if self.end - page.blog.end < _SAME]
        self.lacks_older = _is_open((page.part, page.part.lacks_older) for page in oldest)
        self.lacks_newer = _is_open((page.part, page.part.lacks_newer) for page in newest)
        self.older_number = max(page.older_number for page in oldest)
        self.newest_number = max(page.own_number(step) for page in newest)
        self.saved = _last_save(pages)

    def lacks_posts_after(self, older: "_Stretch") -> bool:
        """True if pages are known to lie between this and an older stretch."""
        if self.start <= older.end:
            return False
        if self.lacks_older and self.older_number and older.newest_number:
            return self.older_number != older.newest_number
        if self.is_counted and (older.is_counted or not self.lacks_older):
            return self.lacks_older  # else it is the last page
        # Posts came after the one was saved and before the other begins, which has none of its.
        return older.saved is not None and older.saved < self.start


def _last_save(pages: Sequence[_Page]) -> datetime | None:
    """None if any is unknown."""
    saves = [page.saved for page in pages if page.saved is not None]
    return max(saves) if len(saves) == len(pages) else None


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
    times = sorted(chain.from_iterable(map(_times, blogs)))
    saves = saved or [None] * len(blogs)
    parts = [blog.part or _WHOLE for blog in blogs]
    pages = list(map(_Page, blogs, parts, saves))
    stretches = _stretches(pages, [*holders, *_neighbours(pages, times)])
    missing = _missing(stretches, _gaps_inside(pages, times))
    total = max(part.total for part in parts)
    if not missing:
        return Coverage(pages=tuple(range(1, total + 1)), total=total) if total else None
    counted = {total - part.total + number for part in parts for number in part.pages}
    numbers = tuple(sorted(counted))
    lacking = [page for page in pages if page.part.missing]
    if not lacking:
        return Coverage(missing, numbers, total, "captures")
    oldest = min(lacking, key=lambda page: page.blog.start).part
    return oldest._replace(missing=missing, pages=numbers, total=total, links=_links(pages))


def _times(blog: LiveBlog) -> Iterator[datetime]:
    return (post.published for post in blog.posts)


def _links(pages: Sequence[_Page]) -> tuple[str, ...]:
    there = {page.blog.url for page in pages}
    links = dict.fromkeys(link for page in pages for link in page.part.links)
    return tuple(link for link in links if link not in there)


def _stretches(pages: Sequence[_Page], connected: Iterable[Sequence[int]]) -> list[_Stretch]:
    """Sources as stretches without gaps, oldest first; `connected` sources touch."""
    groups = Groups(len(pages))
    for numbers in connected:
        for number in numbers[1:]:
            groups.unite(numbers[0], number)
    step = _step(pages)
    stretches = [_Stretch([pages[number] for number in group], step) for group in groups.every()]
    return sorted(stretches, key=lambda stretch: stretch.start)


def _neighbours(pages: Sequence[_Page], times: list[datetime]) -> list[tuple[int, int]]:
    """Pairs of a page and the next older page, without posts between."""
    by_number: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        for number in page.part.pages:
            by_number[page.part.total, number].append(at)
    return [
        (newer, older)
        for (total, number), those in by_number.items()
        for newer in those
        for older in by_number.get((total, number + 1), ())
        if _leads_to(pages[newer], pages[older], times)
    ]


def _leads_to(newer: _Page, older: _Page, times: list[datetime]) -> bool:
    """True if the next older page is still this one. An address such as ?page=with:block-6461882f
    names a post of its target. Else posts that came between the save of the older page and that of
    the newer pushed posts over the edge between the pages, and those are in neither save."""
    link = newer.part.links[0] if newer.part.links else ""
    if name := bare_id(link.partition("with:")[2].partition("&")[0]):
        return any(id_of(post) == name for post in older.blog.posts)
    if newer.saved is None or older.saved is None:
        return True
    return bisect_right(times, newer.saved) <= bisect_right(times, older.saved)


def _step(pages: Sequence[_Page]) -> int:
    """Step of the numbers in addresses from a page to the next older page: 1 or -1."""
    newest_first = sorted(pages, key=lambda page: page.blog.end, reverse=True)
    numbers = [page.older_number for page in newest_first if page.older_number]
    pairs = [(numbers[0], numbers[-1])] if numbers else []
    both = [page for page in pages if len(page.part.links) == 2]
    pairs += [(page_in(page.part.links[1]), page.older_number) for page in both]
    return next((1 if one < other else -1 for one, other in pairs if one != other), 1)


def _gaps_inside(pages: Iterable[_Page], times: list[datetime]) -> list[MissingSpan]:
    """Gaps inside a source that was joined before, unless another source has posts there."""
    spans = {
        (span.after, span.before)
        for page in pages
        for span in page.part.missing
        if span.after and span.before
    }
    return [
        MissingSpan(after, before)
        for after, before in spans
        if bisect_right(times, after) >= bisect_left(times, before)
    ]


def _missing(stretches: Sequence[_Stretch], inside: list[MissingSpan]) -> tuple[MissingSpan, ...]:
    gaps, newest = [*inside], stretches[0]
    for stretch in stretches[1:]:
        if stretch.lacks_posts_after(newest):
            gaps.append(MissingSpan(newest.end, stretch.start))
        newest = max(newest, stretch, key=lambda one: one.end)
    gaps.sort(key=lambda span: span.after or newest.end)
    first = [MissingSpan(None, stretches[0].start)] if stretches[0].lacks_older else []
    last = [MissingSpan(newest.end, None)] if newest.lacks_newer else []
    return (*first, *gaps, *last)
