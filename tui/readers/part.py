"""True if a page holds the whole of its live blog or a part, and which.

Two signs: pages, which the page counts or links to, and a first publication long before the first
post. A whole live blog must never be taken for a part, so times that may mean something else count
for nothing: a day without a time, midnight, the time of the last edit, times made up by software.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tui.model.blog import LiveBlog
from tui.model.instants import localized
from tui.model.part import Missing, Part
from tui.model.zones import iana_zone
from tui.readers.dates import read_time
from tui.readers.home_zone import publisher_zones
from tui.readers.html.seen import path_of
from tui.readers.html.tree import words_of
from tui.readers.json_text import objects_in
from tui.readers.order import ALL_AT_ONE_TIME, EVENLY_SPACED
from tui.readers.other_pages import OtherPages, other_pages
from tui.readers.page import Page
from tui.readers.pieces.arrays import UPDATES
from tui.readers.pieces.data import data_of

LATE = timedelta(hours=1)
"""How long after its publication the first post of a whole live blog may come."""
TOO_EARLY = timedelta(days=7)
"""How long before its first post an address may have been used for something else."""
FEWEST_POSTS = 3
MANY_POSTS = 25
"""Posts from which a page is looked at for those that only its data has."""
MOST_WALKED = 20_000
MOST_ITEMS = 50
"""Objects, and elements, in which a first publication is looked for."""
_SAID = re.compile(
    r"(?:irst published|irst Published|IRST PUBLISHED)"
    r"(?i:(?: on| at)?:?\s+([A-Z0-9][\w ,.:-]{7,50}))"
)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_MICRODATA = '[itemprop~="datePublished"], [property~="datePublished"]'
_UNSEEN = ("script", "style", "template", "noscript")


def with_part(page: Page, blog: LiveBlog) -> LiveBlog:
    """The live blog with the part that its page shows it to be."""
    if blog.part is not None:
        return blog
    found = other_pages(page, blog.url or page.address)
    if found.total and _has_all_posts(page, blog, found):
        return blog
    part = _part(found, blog) if found.total or found.links else late_part(page, blog)
    return blog._replace(part=part)


def _part(found: OtherPages, blog: LiveBlog) -> Part | None:
    """The part that one of several pages is; None if there is no other page."""
    if found.total == 1:
        return None
    older, newer = bool(found.older), bool(found.newer)
    if found.total:
        older, newer = found.number < found.total, found.number > 1
    return Part(
        missing(blog, older=older, newer=newer),
        (found.number,) if found.total else (),
        found.total,
        "pages" if found.total else "older link",
        found.links,
    )


def missing(blog: LiveBlog, *, older: bool, newer: bool = False) -> tuple[Missing, ...]:
    """What is missing before the first post, after the last, or both; a pinned post is on all."""
    times = [x.published for x in blog.posts if not x.pinned] or [blog.start, blog.end]
    before = (Missing(None, times[0]),) if older else ()
    return (*before, *((Missing(times[-1], None),) if newer else ()))


def _has_all_posts(page: Page, blog: LiveBlog, found: OtherPages) -> bool:
    """True if the page's data has more posts than it shows, so many that other pages add none."""
    if len(blog.posts) < MANY_POSTS or not page.is_markup or page.tree.body is None:
        return False
    text = words_of(page.tree.body, skip=lambda node: node.tag in _UNSEEN)
    shown = sum(" ".join(post.title.split()) in text for post in blog.posts)
    return 0 < shown * (found.total - 1) < len(blog.posts)


def late_part(page: Page, blog: LiveBlog) -> Part | None:
    """The part of a live blog that was published over an hour before its first post; else None."""
    are_made_up = any(x.message in (ALL_AT_ONE_TIME, EVENLY_SPACED) for x in blog.warnings)
    if len(blog.posts) < FEWEST_POSTS or are_made_up:
        return None
    first = next((x.published for x in blog.posts if not x.pinned), blog.start)
    zone = iana_zone(blog.zone) or UTC
    homes = publisher_zones(address=blog.url, publisher=blog.publisher, language=blog.language)
    told = (read_time(value, zones=homes) for value in _first_published(page))
    times = [
        localized(x, zone) if x.tzinfo is None else x
        for x in told
        if isinstance(x, datetime) and (x.hour, x.minute, x.second) != (0, 0, 0)
    ]
    # A later one is that of the last edit.
    began = max((x for x in times if x <= first), default=first)
    if not LATE < first - began <= TOO_EARLY or _begins_with_coverage(blog, began, first):
        return None
    return Part(missing(blog, older=True), sign="first published", began=began)


def _begins_with_coverage(blog: LiveBlog, began: datetime, first: datetime) -> bool:
    """True if a page was there before the event, whose beginning it names, and posts begin then."""
    start = blog.coverage_start
    return start is not None and start - began > LATE and abs(first - start) <= LATE


def _first_published(page: Page) -> Iterator[Any]:
    """Every time at which the page says that it was first published, as it stands there."""
    for each in data_of(page).values:
        for value in objects_in(each.data, MOST_WALKED):
            if any(x.lower() in UPDATES for x in value):
                yield value.get("datePublished")
    if not page.is_markup:
        return
    yield page.meta("article:published_time")
    if page.has("irst ") or page.has("IRST "):
        for said in _SAID.finditer(page.text):
            yield _DOTTED.sub(r"\1:\2", said[1])
    for node in page.tree.css(_MICRODATA)[:MOST_ITEMS]:
        names = (x.attributes.get("itemprop") or "" for x in path_of(node))
        if not any(x.lower() in UPDATES for x in names):
            yield node.attributes.get("content") or node.attributes.get("datetime")
