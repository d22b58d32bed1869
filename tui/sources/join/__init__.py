"""Joins pages and saves of one live blog; different live blogs stay apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, pairwise

from tui.model.addresses import blog_address, same_blog
from tui.model.blog import Block, LiveBlog, Post, ReadWarning
from tui.model.part import Coverage
from tui.sources.join.combine import SHORTEST_ID, Groups, Key, Union, content_of, id_of
from tui.sources.join.parts import joined_part
from tui.sources.join.summary import joined_summary
from tui.sources.join.versions import capture_of, order_of, version_notes

COMMON_POSTS = 2  # in two sources: one live blog
COMMON_POINTS = 2  # two equal summaries of so many points, without address: one live blog


def join(blogs: Sequence[LiveBlog], file_times: Sequence[datetime | None] = ()) -> list[LiveBlog]:
    """The live blogs of these pages and saves, each once, in the order of the first. Sources are
    one live blog if they share an address (without query and page), two posts, or, without address,
    the summary. `file_times`, of the sources' files, count for sources without a time of saving."""
    return [blog for _, blog in join_groups(blogs, file_times)]


def join_groups(
    blogs: Sequence[LiveBlog], file_times: Sequence[datetime | None] = ()
) -> list[tuple[int, LiveBlog]]:
    """As `join`: pairs of first source's number and live blog."""
    times = file_times or [None] * len(blogs)
    return [
        (
            group[0],
            _combine([blogs[number] for number in group], [times[number] for number in group]),
        )
        for group in _groups(blogs)
    ]


def _groups(blogs: Sequence[LiveBlog]) -> list[list[int]]:
    groups = Groups(len(blogs))
    by_address: defaultdict[str, list[int]] = defaultdict(list)
    by_summary: dict[tuple[str, tuple[Block, ...]], int] = {}
    holders: defaultdict[Key, list[int]] = defaultdict(list)
    for number, blog in enumerate(blogs):
        address = blog_address(blog.url)
        for other in by_address[address] if address else ():
            if same_blog(blog.url, blogs[other].url):
                groups.unite(number, other)
        by_address[address].append(number)
        if not address and len(blog.summary) >= COMMON_POINTS:
            summary = (blog.publisher, tuple(point.block for point in blog.summary))
            groups.unite(number, by_summary.setdefault(summary, number))
        keys = set(map(_identity, blog.posts))
        common = Counter(
            root for key in keys for root in {groups.root(other) for other in holders[key]}
        )
        for root, count in common.items():
            if count >= COMMON_POSTS:
                groups.unite(number, root)
        for key in keys:
            holders[key].append(number)
    return groups.every()


def _identity(post: Post) -> Key:
    """A key that only versions of this post share, in any live blog."""
    name = id_of(post)
    return (name,) if len(name) >= SHORTEST_ID else (name, *content_of(post))


def _combine(blogs: list[LiveBlog], file_times: Sequence[datetime | None]) -> LiveBlog:
    """One live blog of its pages and saves; facts that the newest lacks come from the others."""
    if len(blogs) == 1:
        return blogs[0]
    end = max(blog.end for blog in blogs)
    captures = [capture_of(blog, time, end) for blog, time in zip(blogs, file_times, strict=True)]
    oldest_first = sorted(zip(captures, blogs, strict=True), key=lambda one: order_of(one[0]))
    newest_first = [blog for _, blog in reversed(oldest_first)]
    newest = max(newest_first, key=lambda blog: blog.end)
    union = Union(blogs, captures)
    saved = [blog.captured or time for blog, time in zip(blogs, file_times, strict=True)]
    return newest._replace(
        posts=union.posts,
        title=_first(blog.title for blog in newest_first),
        description=_first(blog.description for blog in newest_first),
        summary=joined_summary(oldest_first, newest.end),
        place_zone=_first(blog.place_zone for blog in newest_first),
        publisher=_first(blog.publisher for blog in newest_first),
        url=_first(blog.url for blog in newest_first),
        language=_first(blog.language for blog in newest_first),
        authors=tuple(dict.fromkeys(chain.from_iterable(blog.authors for blog in newest_first))),
        coverage_start=min(filter(None, (blog.coverage_start for blog in blogs)), default=None),
        coverage_end=max(filter(None, (blog.coverage_end for blog in blogs)), default=None),
        format=" + ".join(dict.fromkeys(blog.format for blog in blogs)),
        captured=max(filter(None, (blog.captured for blog in blogs)), default=None),
        warnings=(*_warnings(blogs, union.sources), *version_notes(union.posts, captures)),
        part=joined_part(blogs, union.sources, saved),
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _warnings(
    blogs: Sequence[LiveBlog], holders: Sequence[Sequence[int]]
) -> tuple[ReadWarning, ...]:
    """Each with its page or source; captures of one page do not repeat equal warnings."""
    kept = list(blogs)
    common = Counter(pair for numbers in holders for pair in pairwise(sorted(set(numbers))))
    for (one, other), count in sorted(common.items()):
        said = {warning.message for warning in blogs[one].warnings}
        if 2 * count > min(len(blogs[one].posts), len(blogs[other].posts)):
            left = [warning for warning in blogs[other].warnings if warning.message not in said]
            kept[other] = blogs[other]._replace(warnings=tuple(left))
    return tuple(
        ReadWarning(f"{_place(blog.part, number)}, {warning.place}", warning.message)
        for number, blog in enumerate(kept, 1)
        for warning in blog.warnings
    )


def _place(part: Coverage | None, number: int) -> str:
    return f"page {part.pages[0]}" if part is not None and part.pages else f"source {number}"
