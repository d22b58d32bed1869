"""Coverage of a live blog by several of its pages and saves together."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    """A source with its own coverage, and its time of saving if known. Its `numbers` among the
    pages are its own count of them, or follow from the addresses of its neighbours."""

    blog: LiveBlog
    part: Coverage
    saved: datetime | None
    numbers: tuple[int, ...] = ()

    @property
    def start(self) -> datetime:
        before = self.part.missing[0].before if self.part.lacks_older else None
        return before or self.blog.start

    @property
    def older_number(self) -> int:
        """Number in the address of the next older page, or 0."""
        return page_in(self.part.links[0]) if self.part.links and self.part.lacks_older else 0

    def numbered(self, step: int) -> "_Page":
        newer = page_in(self.part.links[-1]) if self.part.links and self.part.lacks_newer else 0
        linked = (self.older_number - step,) if self.older_number else (newer + step,) * bool(newer)
        return replace(self, numbers=self.part.pages or linked)


class _Stretch:
    """Sources without a gap: they share posts, or are neighbouring pages."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.start = min(page.start for page in pages)
        self.end = max(page.blog.end for page in pages)
        self.is_counted = all(page.part.total for page in pages)  # each source counts its pages
        # Numbered by links alone.
        self.is_linked = any(len(page.numbers) > page.part.total for page in pages)
        self.lacks_older = _is_open(
            (x.part, x.part.lacks_older) for x in pages if x.start - self.start < _SAME
        )
        self.lacks_newer = _is_open(
            (x.part, x.part.lacks_newer) for x in pages if self.end - x.blog.end < _SAME
        )
        saves = [page.saved for page in pages if page.saved is not None]
        self.saved = max(saves) if len(saves) == len(pages) else None

    def lacks_posts_after(self, older: "_Stretch") -> bool:
        """True if pages are known to lie between this and an older stretch."""
        if self.start <= older.end:
            return False
        if self.lacks_older and self.is_linked and older.is_linked:
            return True
        if self.is_counted and (older.is_counted or not self.lacks_older):
            return self.lacks_older  # else it is the last page
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
    step = _step(pages)
    pages = [page.numbered(step) for page in pages]
    groups = Groups(len(pages))
    for numbers in chain(holders, _neighbours(pages, times, step)):
        for number in numbers[1:]:
            groups.unite(numbers[0], number)
    stretches = [_Stretch([pages[number] for number in group]) for group in groups.every()]
    missing = _missing(sorted(stretches, key=lambda x: x.start), _gaps_inside(pages, times))
    return _coverage(pages, missing)


def _coverage(pages: Sequence[_Page], missing: tuple[MissingSpan, ...]) -> Coverage | None:
    total = max(page.part.total for page in pages)
    if not missing:
        return Coverage(pages=tuple(range(1, total + 1)), total=total) if total else None
    counted = {total - page.part.total + number for page in pages for number in page.part.pages}
    lacking = [page for page in pages if page.part.missing]
    if not lacking:
        return Coverage(missing, tuple(sorted(counted)), total, "captures")
    links = dict.fromkeys(chain.from_iterable(page.part.links for page in pages))
    for page in pages:
        links.pop(page.blog.url, None)
    oldest = min(lacking, key=lambda page: page.blog.start).part
    return oldest._replace(
        missing=missing, pages=tuple(sorted(counted)), total=total, links=tuple(links)
    )


def _neighbours(
    pages: Sequence[_Page], times: list[datetime], step: int
) -> Iterator[tuple[int, int]]:
    """Pairs of a page and the next older page, without posts between."""
    by_number: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        for number in page.numbers:
            by_number[page.part.total, number].append(at)
    for (total, number), those in list(by_number.items()):
        for newer in those:
            for older in by_number.get((total, number + (1 if total else step)), ()):
                if _leads_to(pages[newer], pages[older], times):
                    yield newer, older


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
    spans = {x for page in pages for x in page.part.missing}
    return [
        x
        for x in spans
        if x.after and x.before and bisect_right(times, x.after) >= bisect_left(times, x.before)
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
