"""Reads a page or data by two witnesses of each post: its element, and its record."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from tui.model.blog import LiveBlog
from tui.model.counted import counted
from tui.model.reading import ReadingCounts
from tui.model.zones import iana_zone
from tui.readers.html.seen import path_of
from tui.readers.page import Page
from tui.readers.pieces import elements, records
from tui.readers.pieces.data import TABLE, data_of
from tui.readers.pieces.elements import Mark, marks_of
from tui.readers.pieces.flat import sectioned
from tui.readers.pieces.records import Found
from tui.readers.pieces.teasers import Nodes
from tui.readers.posts.about import AboutReader
from tui.readers.posts.anatomy import read_elements
from tui.readers.posts.binding import bind
from tui.readers.posts.dating import set_times
from tui.readers.posts.draft import Draft, drafts_of
from tui.readers.posts.join import join

BROKEN = "Data cannot be parsed ({}) and were left out."
TOO_MANY = f"The page has more than {elements.MOST_MARKS:,} posts: the rest is left out."
_HIDDEN = ("clock", "foreign", "repeated", "label of a picture", "other")
_NAMES = {"foreign": "teasers and advertisements"}


def read(page: Page) -> LiveBlog | None:
    """None without records, and without elements that have words of their own. Raises
    UnreadableError if no post has time and words."""
    marks = marks_of(page)
    if flat := sectioned(page, marks):
        page, marks = flat, marks_of(flat)
    found = records.Finder(page, lambda found: AboutReader(page, found).zones).best()
    family = elements.find(page, marks, is_sure=found is not None)
    about = AboutReader(page, found)
    own = drafts_of(found, about)
    read_data = partial(_read, about, found, own, family, marks)
    if family or found is None or not page.is_markup or found.notation == TABLE:
        return read_data()
    from tui.readers import clocked_page
    from tui.readers.shown_posts import with_shown

    nodes = (x.node for x in own if x.node is not None)
    return with_shown(read_data, lambda: clocked_page.read(AboutReader(page, found)), page, nodes)


def _read(
    about: AboutReader, found: Found | None, own: list[Draft], family: Nodes, marks: Sequence[Mark]
) -> LiveBlog | None:
    zone = about.zone(_with_offset(own, [] if about.zones else marks))
    if found is None or found.notation != TABLE:  # whose rows the page shows only once
        bind(about.page, own, family)
    if family and not any(x.node or x.record.headline or x.record.body for x in own):
        own = []  # times alone
    return read_posts(about, own, family, marks, zone)


def read_posts(
    about: AboutReader, own: list[Draft], family: Nodes, marks: Sequence[Mark], zone: str
) -> LiveBlog | None:
    """Posts of records, their `own` drafts, and of elements; None if all words are links."""
    further, unread = _without_record(family, own)
    drafts = own + [Draft(node=x) for x in further]
    if shown := frozenset(x.key for x in drafts) - {0}:
        read_elements(drafts, about)
    home = iana_zone(zone) or UTC
    are_pages = set_times(drafts, marks, home, about.remarks)
    if not (posts := join(about.page, drafts, about.url, home)):
        return None
    are_cut = unread > 0 and len(family) >= elements.MOST_MARKS
    broken = map(BROKEN.format, data_of(about.page).troubles[:5])
    for trouble in (*broken, about.page.decoded.trouble, TOO_MANY * are_cut):
        about.remarks.add(trouble)
    way = _way(len(shown), len(own), are_pages=are_pages, has_marks=bool(marks))
    account = sum((x.account for x in drafts), Counter[str]())
    counts = ReadingCounts(way, account.total(), _hidden(account), unread)
    return about.live_blog(posts, zone, counts, shown)


def _hidden(account: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Kinds of words that are not shown, with their numbers, most first."""
    counts = ((_NAMES.get(x, x), account[x]) for x in _HIDDEN if account[x])
    return tuple(sorted(counts, key=lambda each: (-each[1], each[0])))


def _with_offset(records: Sequence[Draft], marks: Sequence[Mark]) -> list[datetime]:
    """Times with an offset of the records, else of the marks."""
    times = [x.entry.time for x in records], [x.moment for x in marks]
    found = ([x for x in y if isinstance(x, datetime) and x.tzinfo is not None] for y in times)
    return next(filter(None, found), [])


def _way(elements: int, records: int, *, are_pages: bool, has_marks: bool) -> str:
    """The way in which the posts were found; `are_pages`: their times are believed."""
    kind = "elements with a time" if has_marks else "elements of the page"
    found = [f"{elements} {kind}"] if elements else []
    if records:
        found.append(f"{'joined with ' if found else ''}{counted(records, 'record')}")
    if records and elements and not are_pages:
        found.append("times of the data")
    return ", ".join(found)


def _without_record(family: Nodes, records: Sequence[Draft]) -> tuple[Sequence[LexborNode], int]:
    """Elements beside those with records that are posts without; the number of others."""
    taken = {x.key: x.node for x in records if x.node is not None}
    timeless = elements.without_time(family, taken.keys())
    if not (family and records):
        return family, timeless
    left = [x for x in family if x.mem_id not in taken]
    if len(left) == len(family):
        return [], 0
    near = set(chain.from_iterable(map(_around, taken.values())))
    further = [x for x in left if not near.isdisjoint(_around(x))]
    return further, len(left) - len(further) + timeless


def _around(node: LexborNode) -> list[int]:
    return [x.mem_id for x in islice(path_of(node), 1, 3)]
