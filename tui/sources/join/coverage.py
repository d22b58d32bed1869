"""Coverage of a live blog by several of its pages and saves together."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter

from tui.model.addresses import page_in
from tui.model.coverage import Coverage, MissingSpan
from tui.sources.join.combine import Groups, Union, bare_id
from tui.sources.join.versions import Source

_WHOLE = Coverage()
_BETWEEN = Coverage(sign="captures")
_SAME = timedelta(minutes=1)


class _Page:
    """A source with its own coverage, and the numbers in the addresses of the pages beside it."""

    def __init__(self, source: Source) -> None:
        self.blog, self.saved, self.part = source.blog, source.saved, source.blog.part or _WHOLE
        part, links = self.part, self.part.links
        self.start, self.end = self.blog.start, self.blog.end
        if part.lacks_older and part.missing[0].before:
            self.start = part.missing[0].before
        first, last = (links[0], links[-1]) if links else ("", "")
        self.older = page_in(first) if part.lacks_older else 0
        self.newer = page_in(last) if part.lacks_newer or len(links) == 2 else 0
        self.number = (self.older + self.newer) // 2 if len(links) == 2 else None


class _Stretch:
    """Sources that share posts, so that no post is missing between them."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.pages = pages
        self.start = min(map(attrgetter("start"), pages))
        self.end = max(map(attrgetter("end"), pages))
        first = [page.part for page in pages if page.start - self.start < _SAME]
        last = [page.part for page in pages if self.end - page.end < _SAME]
        self.lacks_older = _is_open((part, part.lacks_older) for part in first)
        self.lacks_newer = _is_open((part, part.lacks_newer) for part in last)
        saves = [page.saved for page in pages if page.saved]
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
    """True if posts are missing beyond the outermost sources. Another form of a page may not say
    that it is a part; a page that counts itself last is the end."""
    pairs = [*outermost]
    return any(lacks for _, lacks in pairs) and all(lacks for part, lacks in pairs if part.total)


def _are_beside(newer: _Page, older: _Page, times: list[datetime]) -> bool | None:
    """True if the older page goes on where the newer ends; None if nothing shows it."""
    part, other = newer.part, older.part
    # An address such as ?page=with:block-6461882f names a post of its target.
    link = part.links[0] if part.links else ""
    if name := bare_id(link.partition("with:")[2].partition("&")[0]):
        return any(bare_id(post.id) == name for post in older.blog.posts)
    if part.total and other.total:
        follows = (other.total, other.pages[0]) == (part.total, part.pages[-1] + 1)
        return follows and not _came_between(newer, older, times)
    fits = {_fits(newer.older, older.number), _fits(older.newer, newer.number)} - {None}
    return False not in fits if fits else None


def _fits(link: int, number: int | None) -> bool | None:
    return link == number if link and number is not None else None


def _came_between(newer: _Page, older: _Page, times: list[datetime]) -> bool:
    """True if posts came between the saves, and pushed others from page to page."""
    if newer.saved is None or older.saved is None:
        return False
    return bisect_right(times, newer.saved) > bisect_right(times, older.saved)


def joined_part(union: Union) -> Coverage | None:
    """Coverage of all sources together; None without evidence of a part."""
    pages = list(map(_Page, union.sources))
    missing = _missing(_stretches(union, pages), pages)
    total = max(page.part.total for page in pages)
    if not missing:
        return Coverage(pages=tuple(range(1, total + 1)), total=total) if total else None
    oldest_first = sorted(pages, key=attrgetter("blog.start"))
    oldest = next((page.part for page in oldest_first if page.part.missing), _BETWEEN)
    counted = {total - page.part.total + number for page in pages for number in page.part.pages}
    links = dict.fromkeys(chain.from_iterable(page.part.links for page in pages))
    for page in pages:
        links.pop(page.blog.url, None)
    return Coverage(missing, tuple(sorted(counted)), total, oldest.sign, tuple(links))


def _stretches(union: Union, pages: Sequence[_Page]) -> list[_Stretch]:
    stories = (story.held for story in union.stories if not story.is_pinned)
    pairs = ((next(iter(held)), number) for held in stories for number in held)
    groups = Groups(len(pages), pairs).every
    stretches = [_Stretch([pages[number] for number in group]) for group in groups]
    return sorted(stretches, key=attrgetter("start"))


def _missing(stretches: Sequence[_Stretch], pages: Sequence[_Page]) -> tuple[MissingSpan, ...]:
    times = sorted(post.published for page in pages for post in page.blog.posts)
    missing, newest = _gaps_inside(pages, times), stretches[0]
    for stretch in stretches[1:]:
        if stretch.lacks_posts_after(newest, times):
            missing.append(MissingSpan(newest.end, stretch.start))
        newest = max(newest, stretch, key=attrgetter("end"))
    missing.sort(key=lambda span: span.after or newest.end)
    if stretches[0].lacks_older:
        missing.insert(0, MissingSpan(None, stretches[0].start))
    if newest.lacks_newer:
        missing.append(MissingSpan(newest.end, None))
    return tuple(missing)


def _gaps_inside(pages: Sequence[_Page], times: list[datetime]) -> list[MissingSpan]:
    """Gaps inside a source that was joined before, unless another source has posts there."""
    found = []
    for after, before in {span for page in pages for span in page.part.missing}:
        if after and before and bisect_right(times, after) >= bisect_left(times, before):
            found.append(MissingSpan(after, before))
    return found
