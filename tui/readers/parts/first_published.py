"""A sign of a part that needs no outlet: the blog was published long before its earliest post.

A whole live blog must never be taken for a part. So times that may mean something else count for
nothing: a day without a time, midnight, the time of the last edit, times of posts made up by
software.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tui.model.blog import LiveBlog
from tui.model.instants import localized
from tui.model.part import Part
from tui.model.zones import iana_zone
from tui.readers.dates import read_time
from tui.readers.home_zone import publisher_zones
from tui.readers.html.tree import around
from tui.readers.order import ALL_AT_ONE_TIME, EVENLY_SPACED
from tui.readers.page import Page
from tui.readers.parts.missing import first_of, missing
from tui.readers.schema_org.graph import graph_of

LATE = timedelta(hours=1)
"""How long after its publication the first post of a whole live blog may come."""
TOO_EARLY = timedelta(days=7)
"""How long before its first post an address may have been used for something else."""
FEWEST_POSTS = 3
_SAID = {
    words: re.compile(rf"{words}(?i:(?: on| at)?:?\s+([A-Z0-9][\w ,.:-]{{7,50}}))")
    for words in ("irst published", "irst Published", "IRST PUBLISHED")
}
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_MICRODATA = '[itemprop~="datePublished"], [property~="datePublished"]'
_UPDATES = ("liveblogupdate", "liveblogupdates", "schema:liveblogupdate")


def late_part(page: Page, blog: LiveBlog) -> Part | None:
    """The part of a live blog that was published over an hour before its first post; else None."""
    if len(blog.posts) < FEWEST_POSTS or _are_made_up(blog):
        return None
    first = first_of(blog)
    # A later one is that of the last edit.
    times = [moment for moment in _times(page, blog) if moment <= first]
    if not times:
        return None
    began = max(times)
    if not LATE < first - began <= TOO_EARLY or _begins_with_coverage(blog, began, first):
        return None
    return Part(missing(blog, older=True), sign="first published", began=began)


def _are_made_up(blog: LiveBlog) -> bool:
    return any(warning.message in (ALL_AT_ONE_TIME, EVENLY_SPACED) for warning in blog.warnings)


def _begins_with_coverage(blog: LiveBlog, began: datetime, first: datetime) -> bool:
    """Whether a page was there before the event, whose beginning it names, and posts begin then."""
    start = blog.coverage_start
    return start is not None and start - began > LATE and abs(first - start) <= LATE


def _times(page: Page, blog: LiveBlog) -> Iterator[datetime]:
    """Every time at which the page says that it was first published."""
    zones = publisher_zones(address=blog.url, publisher=blog.publisher, language=blog.language)
    for value in _values(page):
        moment = read_time(value, zones=zones)
        if not isinstance(moment, datetime):
            continue
        if moment.tzinfo is None:
            moment = localized(moment, iana_zone(blog.zone) or UTC)
        if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
            yield moment


def _values(page: Page) -> Iterator[Any]:
    yield (graph_of(page).best or {}).get("datePublished")
    if not page.is_markup:
        return
    yield page.meta("article:published_time")
    for words in filter(page.has, _SAID):
        for said in _SAID[words].finditer(page.text):
            yield _DOTTED.sub(r"\1:\2", said[1].strip())
    for node in page.tree.css(_MICRODATA):
        if not any(_is_update(each.attributes) for each in around(node)):
            attributes = node.attributes
            yield attributes.get("content") or attributes.get("datetime") or node.text()[:80]


def _is_update(attributes: dict[str, str | None]) -> bool:
    """Whether an element is an update, whose times are its own."""
    names = f"{attributes.get('itemprop') or ''} {attributes.get('property') or ''}".lower()
    if any(name in _UPDATES for name in names.split()):
        return True
    kind = f"{attributes.get('itemtype') or ''} {attributes.get('typeof') or ''}".strip()
    return kind.endswith("BlogPosting") and not kind.endswith("LiveBlogPosting")
