"""Reads a page or data by two witnesses: elements with a time, and records."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tui.model.blog import LiveBlog
from tui.model.safe_text import quoted
from tui.model.zones import iana_zone
from tui.readers.json_text import MOST_RECORDS, Value
from tui.readers.page import Page
from tui.readers.pieces import elements, records
from tui.readers.pieces.data import data_of
from tui.readers.pieces.elements import Family
from tui.readers.pieces.marks import Mark, marks_of
from tui.readers.pieces.records import Found
from tui.readers.posts.about import AboutReader
from tui.readers.posts.dating import PageContext
from tui.readers.posts.join import Joined
from tui.readers.posts.linked import with_links
from tui.readers.posts.witness import Witness, Witnesses
from tui.readers.warnings import Remarks

LEFT_OUT = "Posts that are drafts, deleted, or no objects with fields were left out: {}."
TOO_MANY = f"The data hold more than {MOST_RECORDS:,} records: the rest is left out."
UNREAD = "Parts of posts are of kinds that are not read and were left out: {}."
OTHERS = "The data holds {} more live blogs, of which nothing is read."
GUESSED = "The values, not the names, of the fields {} say that they are times and texts."
BROKEN = "Data cannot be parsed ({}) and were left out."


def read(page: Page) -> LiveBlog | None:
    """None without elements or records. Raises UnreadableError if no post has time and words."""
    data = data_of(page)
    found = _records(page, data.values)
    marks = marks_of(page) if page.is_markup else []
    family = _family(page, marks, is_sure=found is not None)
    if found is None and family is None:
        return None
    remarks = Remarks("post")
    reader = AboutReader(page, found)
    own = _witnesses(page, found, reader, remarks)
    zone = reader.zone(_aware_times(own, [] if reader.zones else marks))
    place = PageContext(reader.url, iana_zone(zone) or UTC, reader.nobody)
    is_page = page.is_markup and bool(marks or own)
    joined = Joined(page if is_page else None, own, family, marks, place, remarks)
    posts = joined.posts()
    for trouble in (*map(BROKEN.format, data.troubles[:5]), page.decoded.trouble):
        remarks.add(trouble)
    return reader.live_blog(
        with_links(page, posts, joined.elements),
        zone=zone,
        form=found.name if found is not None else "page",
        remarks=remarks,
        reading=joined.reading(),
        elements=joined.elements,
    )


def _family(page: Page, marks: Sequence[Mark], *, is_sure: bool) -> Family | None:
    """Elements of posts; without data to confirm them, none that stand beside an article."""
    family = elements.find(page, marks) if marks else None
    is_beside = family and not is_sure and elements.stand_beside(page, family.nodes)
    return None if is_beside else family


def _records(page: Page, values: Sequence[Value]) -> Found | None:
    how: dict[str, Any] = {"is_page": page.is_markup, "here": page.address, "given": page.columns}
    found = records.find(values, **how)
    if found is not None and found.odd_times and (zones := AboutReader(page, found).zones):
        return records.find(values, **how, zones=zones)  # "IST" is the publisher's
    return found


def _witnesses(
    page: Page, found: Found | None, reader: AboutReader, remarks: Remarks
) -> list[Witness]:
    if found is None:
        return []
    counts = ((LEFT_OUT, found.left_out), (UNREAD, found.unread), (OTHERS, found.others))
    for message, count in counts:
        if count:
            remarks.add(message.format(count))
    if found.is_cut:
        remarks.add(TOO_MANY)
    if found.guessed:
        remarks.add(GUESSED.format(" and ".join(map(quoted, found.guessed))))
    has_versions = bool(found.dialect.known)
    records = Witnesses(found.entries, reader, remarks, is_page=page.is_markup)
    return records.read(has_versions=has_versions)


def _aware_times(own: Sequence[Witness], marks: Sequence[Mark]) -> list[datetime]:
    for times in ([x.time for x in own], [x.moment for x in marks]):
        aware = [x for x in times if isinstance(x, datetime) and x.tzinfo is not None]
        if aware:
            return aware
    return []
