"""Reads a page or data by two witnesses of each post: its element, and its record."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.reading import ReadingCounts, most_first
from tui.model.zones import iana_zone
from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces import elements, records
from tui.readers.pieces.data import data_of
from tui.readers.pieces.elements import Nodes
from tui.readers.pieces.marks import Mark, marks_of
from tui.readers.pieces.records import Found
from tui.readers.posts.about import AboutReader
from tui.readers.posts.anatomy import head_by_habit, mark_repeated, read_lines, take_text
from tui.readers.posts.binding import bind
from tui.readers.posts.dating import PageContext, set_times
from tui.readers.posts.draft import Draft
from tui.readers.posts.from_data import DataDrafts
from tui.readers.posts.join import join, with_links
from tui.readers.posts.names import sign_by_habit
from tui.readers.warnings import Remarks

SHARE_OF_FAMILY = 3  # one in so many elements must be a record's, for the others to be posts
BROKEN = "Data cannot be parsed ({}) and were left out."
_HIDDEN = ("clock", "foreign", "repeated", "label of a picture", "other")
_NAMES = {"foreign": "teasers and advertisements"}


def read(page: Page) -> LiveBlog | None:
    """None without records, and without elements that have words of their own.

    Raises UnreadableError if no post has time and words.
    """
    found = _records(page)
    marks = marks_of(page)
    family = elements.find(page, marks, is_sure=found is not None)
    if found is None and not family:
        return None
    remarks = Remarks()
    about = AboutReader(page, found)
    own = _drafts_of(page, found, about, remarks)
    zone = about.zone(_aware_times(own, [] if about.zones else marks))
    place = PageContext(about.url, iana_zone(zone) or UTC)
    bind(page, own, family, place.base)
    further, unread = _further(family, own)
    drafts = [*own, *(Draft(about.nobody, node=x) for x in further)]
    _read_elements(drafts, place.base)
    why = set_times(drafts, marks, place, remarks)
    posts = join(drafts, place.base)
    if not posts:  # elements whose words are all links to other pages
        return None
    shown = {x.key for x in drafts} - {0}
    found_by = _way(len(shown), len(own), why, has_marks=bool(marks))
    _add_troubles(page, remarks)
    return about.live_blog(
        with_links(page, posts, shown),
        zone=zone,
        form=found.name if found is not None else "page",
        remarks=remarks,
        reading=_reading(drafts, found_by, unread),
        elements=shown,
    )


def _records(page: Page) -> Found | None:
    found = records.find(page)
    if found is not None and found.odd_times and (zones := AboutReader(page, found).zones):
        return records.find(page, zones)  # "IST" is the publisher's
    return found


def _drafts_of(
    page: Page, found: Found | None, about: AboutReader, remarks: Remarks
) -> list[Draft]:
    """Drafts of the records."""
    if found is None:
        return []
    for remark in found.remarks:
        remarks.add(remark)
    records = DataDrafts(found.entries, about, remarks, is_page=page.is_markup)
    return records.read(has_versions=bool(found.dialect.known))


def _add_troubles(page: Page, remarks: Remarks) -> None:
    for trouble in (*map(BROKEN.format, data_of(page).troubles[:5]), page.decoded.trouble):
        remarks.add(trouble)


def _read_elements(drafts: Sequence[Draft], here: str) -> None:
    """Read the lines of the drafts' elements."""
    for draft in drafts:
        if draft.node is not None:
            read_lines(draft, draft.node, here)
    sign_by_habit(drafts)
    mark_repeated(drafts)
    head_by_habit(drafts)
    for draft in drafts:
        take_text(draft)


def _way(elements: int, records: int, why: str, *, has_marks: bool) -> str:
    """The way in which the posts were found."""
    kind = "elements with a time" if has_marks else "elements of the page"
    found = [f"{elements} {kind}"] if elements else []
    if records:
        found.append(f"{'joined with ' if found else ''}{records} records")
    if why and elements:
        found.append(f"times of the data, as {why}")
    return ", ".join(found)


def _reading(drafts: Sequence[Draft], found: str, unread: int) -> ReadingCounts:
    account: Counter[str] = Counter()
    for draft in drafts:
        account.update(draft.account)
    hidden = most_first((_NAMES.get(x, x), account[x]) for x in _HIDDEN)
    return ReadingCounts(found, account.total(), hidden, unread)


def _aware_times(own: Sequence[Draft], marks: Sequence[Mark]) -> list[datetime]:
    for times in ([x.entry.time for x in own], [x.moment for x in marks]):
        aware = [x for x in times if isinstance(x, datetime) and x.tzinfo is not None]
        if aware:
            return aware
    return []


def _further(family: Nodes, records: Sequence[Draft]) -> tuple[Sequence[LexborNode], int]:
    """Elements without a record, if most of the family has records; unread ones are counted."""
    if not (family and records):
        return family, elements.without_time(family)
    taken = {x.node.mem_id: x.node for x in records if x.node is not None}
    left = [x for x in family if x.mem_id not in taken]
    held = len(family) - len(left)
    if held * SHARE_OF_FAMILY < len(family):
        return [], len(left) * bool(held)
    near = set(chain.from_iterable(map(_around, taken.values())))
    further = [x for x in left if not near.isdisjoint(_around(x))]
    return further, len(left) - len(further)


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]
