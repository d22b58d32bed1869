"""Reads a page or data by two witnesses of each post: its element, and its record."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain, islice, zip_longest
from typing import Any

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.reading import ReadingCounts, counted
from tui.model.safe_text import quoted
from tui.model.zones import iana_zone
from tui.readers.html.seen import path_of
from tui.readers.json_text import MOST_RECORDS, Value
from tui.readers.page import Page
from tui.readers.pieces import elements, records
from tui.readers.pieces.data import data_of
from tui.readers.pieces.elements import Family
from tui.readers.pieces.marks import Mark, marks_of
from tui.readers.pieces.records import Found
from tui.readers.posts.about import AboutReader
from tui.readers.posts.anatomy import mark_repeated, read_lines, take_text
from tui.readers.posts.binding import bind
from tui.readers.posts.dating import PageContext, set_times
from tui.readers.posts.draft import Draft
from tui.readers.posts.join import join
from tui.readers.posts.linked import with_links
from tui.readers.posts.names import sign_by_habit
from tui.readers.posts.witness import Witness, Witnesses
from tui.readers.warnings import GIVEN_DAY, Remarks

SHARE_OF_FAMILY = 3  # one in so many elements must be a record's, for the others to be posts
LEFT_OUT = "Posts that are drafts, deleted, or no objects with fields were left out: {}."
TOO_MANY = f"The data hold more than {MOST_RECORDS:,} records: the rest is left out."
UNREAD = "Parts of posts are of kinds that are not read and were left out: {}."
OTHERS = "The data holds {} more live blogs, of which nothing is read."
GUESSED = "The values, not the names, of the fields {} say that they are times and texts."
BROKEN = "Data cannot be parsed ({}) and were left out."
_HIDDEN = ("clock", "foreign", "repeated", "label of a picture", "other")
_NAMES = {"foreign": "teasers and advertisements"}


def read(page: Page) -> LiveBlog | None:
    """None without records, and without elements that have words of their own.

    Raises UnreadableError if no post has time and words.
    """
    data = data_of(page)
    found = _records(page, data.values)
    marks = marks_of(page) if page.is_markup else []
    family = _family(page, marks, is_sure=found is not None)
    if found is None and family is None:
        return None
    remarks = Remarks()
    about = AboutReader(page, found)
    own = _witnesses(page, found, about, remarks)
    zone = about.zone(_aware_times(own, [] if about.zones else marks))
    place = PageContext(about.url, iana_zone(zone) or UTC, about.nobody)
    drafts, unread = _drafts(page, own, family, place)
    why = set_times(drafts, marks, place, remarks)
    posts = join(drafts, place.base)
    if not posts:  # elements whose words are all links to other pages
        return None
    shown = {x.key for x in drafts} - {0}
    found_by = _way(len(shown), len(own), why, has_marks=bool(marks))
    for trouble in (*map(BROKEN.format, data.troubles[:5]), page.decoded.trouble):
        remarks.add(trouble)
    return about.live_blog(
        with_links(page, posts, shown),
        zone=zone,
        form=found.name if found is not None else "page",
        remarks=remarks,
        reading=_reading(drafts, found_by, unread),
        elements=shown,
    )


def _drafts(
    page: Page, records: Sequence[Witness], family: Family | None, place: PageContext
) -> tuple[list[Draft], int]:
    """Drafts with the lines of their elements, and the number of elements left unread."""
    nodes = bind(page, records, family, place.base) if page.is_markup and records else []
    further, unread = _further(family, nodes) if family is not None else ([], 0)
    pairs = [*zip_longest(records, nodes), *((Witness(), x) for x in further)]
    drafts = [Draft(known, node, place.nobody) for known, node in pairs]
    for draft in drafts:
        if draft.node is not None:
            read_lines(draft, draft.node, place.base)
    sign_by_habit(drafts)
    mark_repeated(drafts)
    for draft in drafts:
        take_text(draft)
    return drafts, unread


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
    hidden = counted((_NAMES.get(x, x), account[x]) for x in _HIDDEN)
    return ReadingCounts(found, account.total(), hidden, unread)


def _family(page: Page, marks: Sequence[Mark], *, is_sure: bool) -> Family | None:
    """Elements of posts; without data to confirm them, none that stand beside an article."""
    family = elements.find(page, marks) if marks else None
    is_beside = family and not is_sure and elements.stand_beside(page, family.nodes)
    return None if is_beside else family


def _records(page: Page, values: Sequence[Value]) -> Found | None:
    how: dict[str, Any] = {"is_page": page.is_markup, "here": page.address, "given": page.columns}
    how["day"] = page.given.day if page.given else None
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
    if found.has_given_day and page.given:
        remarks.add(f"{GIVEN_DAY} ({page.given.day}).")
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


def _further(family: Family, nodes: Sequence[LexborNode | None]) -> tuple[list[LexborNode], int]:
    """Elements without a record, if most of the family has records; unread ones are counted."""
    if not nodes:
        return list(family.nodes), elements.without_time(family)
    taken = list(filter(None, nodes))
    ids = {x.mem_id for x in taken}
    left = [x for x in family.nodes if x.mem_id not in ids]
    held = len(family.nodes) - len(left)
    if held * SHARE_OF_FAMILY < len(family.nodes):
        return [], len(left) if held else 0
    near = set(chain.from_iterable(map(_around, taken)))
    further = [x for x in left if not near.isdisjoint(_around(x))]
    return further, len(left) - len(further)


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]
