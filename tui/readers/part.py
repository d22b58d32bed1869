"""Finds pages with only a part of their live blog, by page counts or a much earlier publication.

A whole live blog must never be taken for a part, so doubtful times (midnight, last edit, made up)
count for nothing.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tui.model.blog import LiveBlog
from tui.model.instants import localized
from tui.model.part import Coverage, MissingSpan
from tui.model.zones import iana_zone
from tui.readers.dates import read_time
from tui.readers.home_zone import publisher_zones
from tui.readers.html.seen import path_of
from tui.readers.html.tree import words_of
from tui.readers.json_text import objects_in
from tui.readers.order import ALL_AT_ONE_TIME, EVENLY_SPACED
from tui.readers.other_pages import PageLinks, other_pages
from tui.readers.page import Page
from tui.readers.pieces.arrays import UPDATES
from tui.readers.pieces.data import data_of

LATE = timedelta(hours=1)  # from publication to the first post of a whole live blog
TOO_EARLY = timedelta(days=7)  # a publication earlier than this was another use of the address
FEWEST_POSTS = 3
MANY_POSTS = 25  # fewer are not compared with the posts of the page's data
MOST_WALKED = 20_000
MOST_ITEMS = 50  # objects, and elements, searched for a first publication
_SAID = re.compile(
    r"(?:irst published|irst Published|IRST PUBLISHED)"
    r"(?i:(?: on| at)?:?\s+([A-Z0-9][\w ,.:-]{7,50}))"
)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_MICRODATA = '[itemprop~="datePublished"], [property~="datePublished"]'
_UNSEEN = ("script", "style", "template", "noscript")


def with_part(page: Page, blog: LiveBlog) -> LiveBlog:
    if blog.part is not None:
        return blog
    found = other_pages(page, blog.url or page.address)
    if found.total and _has_all_posts(page, blog, found):
        return blog
    is_linked = found.total or found.older or found.newer
    part = _part(found, blog) if is_linked else late_part(page, blog)
    return blog._replace(part=part)


def _part(found: PageLinks, blog: LiveBlog) -> Coverage | None:
    if found.total == 1:
        return None
    older, newer = bool(found.older), bool(found.newer)
    if found.total:
        older, newer = found.number < found.total, found.number > 1
    return Coverage(
        missing_spans(blog, older=older, newer=newer),
        (found.number,) if found.total else (),
        found.total,
        "pages" if found.total else "older link",
        tuple(filter(None, (found.older, found.newer))),
    )


def missing_spans(blog: LiveBlog, *, older: bool, newer: bool = False) -> tuple[MissingSpan, ...]:
    """Spans before the first post and after the last; pinned posts, on every page, do not count."""
    times = [x.published for x in blog.posts if not x.pinned] or [blog.start, blog.end]
    before = (MissingSpan(None, times[0]),) if older else ()
    return (*before, *((MissingSpan(times[-1], None),) if newer else ()))


def _has_all_posts(page: Page, blog: LiveBlog, found: PageLinks) -> bool:
    """The data has so many more posts than the page shows that other pages add none."""
    if len(blog.posts) < MANY_POSTS or not page.is_markup or page.tree.body is None:
        return False
    text = words_of(page.tree.body, skip=lambda node: node.tag in _UNSEEN)
    shown = sum(" ".join(post.title.split()) in text for post in blog.posts)
    return 0 < shown * (found.total - 1) < len(blog.posts)


def late_part(page: Page, blog: LiveBlog) -> Coverage | None:
    """Part of a live blog that was published over an hour before its first post."""
    are_made_up = any(x.message in (ALL_AT_ONE_TIME, EVENLY_SPACED) for x in blog.warnings)
    if len(blog.posts) < FEWEST_POSTS or are_made_up:
        return None
    first = next((x.published for x in blog.posts if not x.pinned), blog.start)
    # A later time is of the last edit.
    began = max((x for x in _publications(page, blog) if x <= first), default=first)
    if not LATE < first - began <= TOO_EARLY or _begins_with_coverage(blog, began, first):
        return None
    return Coverage(missing_spans(blog, older=True), sign="first published", began=began)


def _publications(page: Page, blog: LiveBlog) -> Iterator[datetime]:
    zone = iana_zone(blog.zone) or UTC
    homes = publisher_zones(address=blog.url, publisher=blog.publisher, language=blog.language)
    for value in (*_said_in_data(page), *(_said_on(page) if page.is_markup else ())):
        moment = read_time(value, zones=homes)
        if isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) != (
            0,
            0,
            0,
        ):
            yield localized(moment, zone) if moment.tzinfo is None else moment


def _begins_with_coverage(blog: LiveBlog, began: datetime, first: datetime) -> bool:
    """The page preceded the event, and posts begin with the announced event."""
    start = blog.coverage_start
    return start is not None and start - began > LATE and abs(first - start) <= LATE


def _said_in_data(page: Page) -> Iterator[Any]:
    for each in data_of(page).values:
        for value in objects_in(each.data, MOST_WALKED):
            if any(x.lower() in UPDATES for x in value):
                yield value.get("datePublished")


def _said_on(page: Page) -> Iterator[str | None]:
    yield page.meta("article:published_time")
    if page.has("irst ") or page.has("IRST "):
        yield from (_DOTTED.sub(r"\1:\2", said[1]) for said in _SAID.finditer(page.text))
    for node in page.tree.css(_MICRODATA)[:MOST_ITEMS]:
        names = (x.attributes.get("itemprop") or "" for x in path_of(node))
        if not any(x.lower() in UPDATES for x in names):
            yield node.attributes.get("content") or node.attributes.get("datetime")
