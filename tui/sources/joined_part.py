"""Which part of a live blog several of its pages and saves are together."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.part import Missing, Part
from tui.sources.union import bare_id, id_of

_WHOLE = Part()
_SAME = timedelta(minutes=1)


class _Stretch(NamedTuple):
    """Sources without a gap between them: they share posts, or are neighbouring pages."""

    start: datetime
    end: datetime
    lacks_older: bool
    lacks_newer: bool
    counted: bool
    """Whether the source counts its pages, so that it is known which lie between."""


def joined_part(blogs: Sequence[LiveBlog], holders: Iterable[Sequence[int]]) -> Part | None:
    """The part that the sources are together; None where nothing says that they are any.

    `holders` are, for each post of all, the numbers of the sources that hold it.
    """
    if all(blog.part is None for blog in blogs):
        return None
    parts = [_resolved(blog.part, blogs) for blog in blogs]
    missing = _missing(_stretches(blogs, parts, holders), _gaps_inside(blogs, parts))
    total = max(part.total for part in parts)
    counted = {total - part.total + page for part in parts for page in part.pages}
    pages = tuple(range(1, total + 1)) if not missing else tuple(sorted(counted))
    if not missing:
        return Part(pages=pages, total=total) if total else None
    lacking = [number for number, part in enumerate(parts) if part.missing]
    oldest = min(lacking, key=lambda number: blogs[number].start)
    links = _links(parts, blogs)
    return parts[oldest]._replace(missing=missing, pages=pages, total=total, links=links)


def _resolved(part: Part | None, blogs: Sequence[LiveBlog]) -> Part:
    """The part of one source, a whole if it lacks only key events that other sources have."""
    if part is None:
        return _WHOLE
    if part.absent:
        there = {id_of(post) for blog in blogs for post in blog.posts}
        absent = tuple(name for name in part.absent if bare_id(name) not in there)
        return part._replace(absent=absent, lacks=len(absent)) if absent else _WHOLE
    return part


def _links(parts: Sequence[Part], blogs: Sequence[LiveBlog]) -> tuple[str, ...]:
    """The addresses of further pages, without those of pages that are there."""
    there = {blog.url for blog in blogs}
    links = dict.fromkeys(link for part in parts for link in part.links)
    return tuple(link for link in links if link not in there)


def _stretches(
    blogs: Sequence[LiveBlog], parts: Sequence[Part], holders: Iterable[Sequence[int]]
) -> list[_Stretch]:
    """The sources as stretches without gaps, oldest first."""
    groups = {number: {number} for number in range(len(blogs))}

    def unite(one: int, other: int) -> None:
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            groups.update(dict.fromkeys(groups[other], groups[one]))

    for numbers in holders:
        for number in numbers[1:]:
            unite(numbers[0], number)
    by_page = {
        (part.total, page): number for number, part in enumerate(parts) for page in part.pages
    }
    for (total, page), number in by_page.items():
        older = by_page.get((total, page + 1))
        if older is not None and _next_is(parts[number], blogs[older]):
            unite(number, older)
    stretches = [
        _stretch([(blogs[number], parts[number]) for number in sorted(group)])
        for group in {id(group): group for group in groups.values()}.values()
    ]
    return sorted(stretches, key=lambda stretch: stretch.start)


def _next_is(part: Part, older: LiveBlog) -> bool:
    """Whether a page is the next older one, not one saved when other posts stood on it.

    An address such as ?page=with:block-6461882f names a post of the page that it leads to.
    """
    link = part.links[0] if part.links else ""
    name = bare_id(link.partition("with:")[2].partition("&")[0])
    return not name or any(id_of(post) == name for post in older.posts)


def _stretch(sources: Sequence[tuple[LiveBlog, Part]]) -> _Stretch:
    begins = [part.missing[0].before if part.lacks_older else None for _, part in sources]
    starts = [at or blog.start for at, (blog, _) in zip(begins, sources, strict=True)]
    start, end = min(starts), max(blog.end for blog, _ in sources)
    # Another form of a page has the same posts, to the minute, and may not say that it is a part.
    return _Stretch(
        start,
        end,
        any(
            part.lacks_older and at - start < _SAME
            for at, (_, part) in zip(starts, sources, strict=True)
        ),
        any(part.lacks_newer and end - blog.end < _SAME for blog, part in sources),
        all(part.total for _, part in sources),
    )


def _gaps_inside(blogs: Sequence[LiveBlog], parts: Sequence[Part]) -> list[Missing]:
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


def _missing(stretches: Sequence[_Stretch], inside: list[Missing]) -> tuple[Missing, ...]:
    """What is missing before, between, inside and after stretches, in order of time."""
    gaps = inside
    before = stretches[0]
    for stretch in stretches[1:]:
        is_gap = stretch.lacks_older and stretch.counted and before.counted
        if is_gap and stretch.start > before.end:
            gaps.append(Missing(before.end, stretch.start))
        before = max(before, stretch, key=lambda one: one.end)
    gaps.sort(key=lambda span: span.after or before.end)
    first = [Missing(None, stretches[0].start)] if stretches[0].lacks_older else []
    last = [Missing(before.end, None)] if before.lacks_newer else []
    return (*first, *gaps, *last)
