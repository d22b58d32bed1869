"""Coverage of a live blog by several of its pages and saves together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.addresses import page_in
from tui.model.blog import LiveBlog
from tui.model.part import Coverage, MissingSpan
from tui.sources.join.combine import Groups, bare_id, id_of

_WHOLE = Coverage()
_SAME = timedelta(minutes=1)


class _Stretch(NamedTuple):
    """Sources without a gap: they share posts, or are neighbouring pages."""

    start: datetime
    end: datetime
    lacks_older: bool
    lacks_newer: bool
    counted: bool  # the source counts its pages
    older_page: int  # number in the address of the next older page, or 0
    newest_page: int  # number of its newest page, by the addresses beside it, or 0
    saved: datetime | None = None  # save of its last source; None if any is unknown

    def lacks_posts_after(self, older: "_Stretch") -> bool:
        """True if pages are known to lie between this and an older stretch."""
        if self.start <= older.end:
            return False
        if self.older_page and older.newest_page and self.lacks_older:
            return self.older_page != older.newest_page
        if self.lacks_older and self.counted and older.counted:
            return True
        # Posts came after the one was saved and before the other begins, which has none of its.
        is_last_page = self.counted and not self.lacks_older
        return older.saved is not None and older.saved < self.start and not is_last_page


def joined_part(
    blogs: Sequence[LiveBlog],
    holders: Iterable[Sequence[int]],
    saved: Sequence[datetime | None] = (),
) -> Coverage | None:
    """Coverage of all sources together; None without evidence of a part. `holders` has, for each
    post, the numbers of the sources with it; `saved` has times, None if unknown."""
    saved = saved or [None] * len(blogs)
    parts = [_resolved(blog.part, blogs) for blog in blogs]
    neighbours = _neighbours(blogs, parts, saved)
    stretches = _stretches(blogs, parts, saved, [*holders, *neighbours])
    missing = _spans(stretches, _gaps_inside(blogs, parts))
    total = max(part.total for part in parts)
    counted = {total - part.total + page for part in parts for page in part.pages}
    pages = tuple(range(1, total + 1)) if not missing else tuple(sorted(counted))
    if not missing:
        return Coverage(pages=pages, total=total) if total else None
    lacking = [number for number, part in enumerate(parts) if part.missing]
    if not lacking:
        return Coverage(missing, pages, total, "captures")
    oldest = min(lacking, key=lambda number: blogs[number].start)
    links = _links(parts, blogs)
    return parts[oldest]._replace(missing=missing, pages=pages, total=total, links=links)


def _resolved(part: Coverage | None, blogs: Sequence[LiveBlog]) -> Coverage:
    """Whole if it lacks only key events that other sources have."""
    if part is None:
        return _WHOLE
    if part.absent:
        there = {id_of(post) for blog in blogs for post in blog.posts}
        absent = tuple(name for name in part.absent if bare_id(name) not in there)
        return part._replace(absent=absent, lacks=len(absent)) if absent else _WHOLE
    return part


def _links(parts: Sequence[Coverage], blogs: Sequence[LiveBlog]) -> tuple[str, ...]:
    there = {blog.url for blog in blogs}
    links = dict.fromkeys(link for part in parts for link in part.links)
    return tuple(link for link in links if link not in there)


def _stretches(
    blogs: Sequence[LiveBlog],
    parts: Sequence[Coverage],
    saved: Sequence[datetime | None],
    connected: Iterable[Sequence[int]],
) -> list[_Stretch]:
    """Sources as stretches without gaps, oldest first; `connected` sources touch."""
    groups = Groups(len(blogs))
    for numbers in connected:
        for number in numbers[1:]:
            groups.unite(numbers[0], number)
    step = _step(blogs, parts)
    stretches = [
        _stretch([(blogs[number], parts[number], saved[number]) for number in group], step)
        for group in groups.every()
    ]
    return sorted(stretches, key=lambda stretch: stretch.start)


def _neighbours(
    blogs: Sequence[LiveBlog], parts: Sequence[Coverage], saved: Sequence[datetime | None]
) -> list[tuple[int, int]]:
    """Pairs of a page and the next older page, without posts between."""
    by_page: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        for page in part.pages:
            by_page[part.total, page].append(number)
    times = sorted(post.published for blog in blogs for post in blog.posts)
    return [
        (newer, older)
        for (total, page), numbers in by_page.items()
        for newer in numbers
        for older in by_page.get((total, page + 1), ())
        if _leads_to(parts[newer], blogs[older], not _shifted(saved[newer], saved[older], times))
    ]


def _leads_to(newer: Coverage, older: LiveBlog, by_number: bool) -> bool:
    """True if the link of `newer` still leads to `older`. An address such as
    ?page=with:block-6461882f names a post of its target; without that the pages' numbers count."""
    link = newer.links[0] if newer.links else ""
    name = bare_id(link.partition("with:")[2].partition("&")[0])
    return any(id_of(post) == name for post in older.posts) if name else by_number


def _shifted(newer: datetime | None, older: datetime | None, times: list[datetime]) -> bool:
    """True if posts came between the save of the older page and the newer page's. They pushed posts
    over the edge between the pages, and those are in neither save."""
    if newer is None or older is None:
        return False
    return bisect_right(times, newer) > bisect_right(times, older)


def _step(blogs: Sequence[LiveBlog], parts: Sequence[Coverage]) -> int:
    """Step of the numbers in addresses from a page to the next older page: 1 or -1."""
    newest_first = sorted(zip(blogs, parts, strict=True), key=lambda one: one[0].end, reverse=True)
    numbers = [number for _, part in newest_first if (number := _older_page(part))]
    pairs = [(numbers[0], numbers[-1])] if numbers else []
    pairs += [(page_in(part.links[1]), _older_page(part)) for part in parts if len(part.links) == 2]
    return next((1 if one < other else -1 for one, other in pairs if one != other), 1)


def _older_page(part: Coverage) -> int:
    return page_in(part.links[0]) if part.links and part.lacks_older else 0


def _own_page(part: Coverage, step: int) -> int:
    """The number that a page's own address would have, from its neighbours' numbers; or 0."""
    if older := _older_page(part):
        return older - step
    newer = page_in(part.links[-1]) if part.links and part.lacks_newer else 0
    return newer + step if newer else 0


def _stretch(sources: Sequence[tuple[LiveBlog, Coverage, datetime | None]], step: int) -> _Stretch:
    begins = [part.missing[0].before if part.lacks_older else None for _, part, _ in sources]
    starts = [at or blog.start for at, (blog, *_) in zip(begins, sources, strict=True)]
    start, end = min(starts), max(blog.end for blog, *_ in sources)
    first = [part for at, (_, part, _) in zip(starts, sources, strict=True) if at - start < _SAME]
    times = [time for *_, time in sources if time is not None]
    last = [part for blog, part, _ in sources if end - blog.end < _SAME]
    return _Stretch(
        start,
        end,
        _is_open(first, [part.lacks_older for part in first]),
        _is_open(last, [part.lacks_newer for part in last]),
        all(part.total for _, part, _ in sources),
        next(filter(None, map(_older_page, first)), 0),
        next(filter(None, (_own_page(part, step) for part in last)), 0),
        max(times) if len(times) == len(sources) else None,
    )


def _is_open(outermost: Sequence[Coverage], lacking: Sequence[bool]) -> bool:
    """True if posts are missing beyond the outermost sources. Another form of a page has the same
    posts, to the minute, and may not say that it is a part; a page that counts itself last is the
    end."""
    is_closed = any(
        part.total and not lacks for part, lacks in zip(outermost, lacking, strict=True)
    )
    return any(lacking) and not is_closed


def _gaps_inside(blogs: Sequence[LiveBlog], parts: Sequence[Coverage]) -> list[MissingSpan]:
    """Gaps inside a source that was joined before, unless another source has posts there."""
    spans = {span for part in parts for span in part.missing if span.after and span.before}
    return [
        span
        for span in spans
        if not any(
            span.after < post.published < span.before
            for blog in blogs
            for post in blog.posts
            if span.after and span.before
        )
    ]


def _spans(stretches: Sequence[_Stretch], inside: list[MissingSpan]) -> tuple[MissingSpan, ...]:
    gaps = [*inside]
    before = stretches[0]
    for stretch in stretches[1:]:
        if stretch.lacks_posts_after(before):
            gaps.append(MissingSpan(before.end, stretch.start))
        before = max(before, stretch, key=lambda one: one.end)
    gaps.sort(key=lambda span: span.after or before.end)
    first = [MissingSpan(None, stretches[0].start)] if stretches[0].lacks_older else []
    last = [MissingSpan(before.end, None)] if before.lacks_newer else []
    return (*first, *gaps, *last)
