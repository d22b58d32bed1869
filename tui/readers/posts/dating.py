"""Times of publication and of edits, by records and elements."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from selectolax.lexbor import LexborNode

from tui.model.blog import Post
from tui.model.instants import localized
from tui.model.zones import abbreviated_zone
from tui.readers.html.seen import path_of
from tui.readers.html.tags import PROSE, QUOTED
from tui.readers.pieces.marks import Mark, is_edit
from tui.readers.posts.draft import Draft
from tui.readers.times.clocks import Scan, scan
from tui.readers.times.moments import Moment
from tui.readers.warnings import Remarks

FEWEST = 3
LEAST_SHARE = 0.8  # share of the bound posts that must show a time
QUARTER = timedelta(minutes=15)  # zone offsets are multiples
NONE_SHOWN = "the page shows none"
FEW_SHOWN = "fewer than four in five posts show one"
EQUAL = "the page's are mostly equal"
SHIFTED = "the page's differ from the data's by one offset of a zone"
DAY_ALONE = "The post has a day and no time; it is shown at midnight."
CLOCKS = "All posts have the same time; the clocks that they begin with are used, on that day."
NO_ZONE = "The time has no offset, and the blog's zone is not known; it is read as UTC."
AS_BLOGS = "The time has no offset; it is read in the blog's zone, {}."


@dataclass(frozen=True, slots=True)
class PageContext:
    """Facts about the page for joining: its address and zone."""

    base: str
    zone: tzinfo

    def aware(self, moment: Moment | None) -> datetime | None:
        if moment is not None and not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        if moment is not None and moment.tzinfo is None:
            moment = localized(moment, self.zone)
        return moment


def set_times(
    drafts: Sequence[Draft], marks: Sequence[Mark], place: PageContext, remarks: Remarks
) -> str:
    """Set times of posts; returns the reason not to believe the page's, or ""."""
    records = [x for x in drafts if x.is_of_data]
    _find_shown(drafts, marks, place)
    _read_data(records, place, remarks)
    why = _doubt([x for x in drafts if x.node is not None])
    for draft in drafts:
        if draft.published is None or not (why or _is_same_minute(draft)):
            draft.published = draft.shown or draft.published
    _remark_on_times(drafts, place, remarks)
    _set_edits(drafts, len(records), place)
    return why


def _read_data(records: Sequence[Draft], place: PageContext, remarks: Remarks) -> None:
    """Times of the data; if they are days, or all one time, with clocks that open the posts."""
    for draft in records:
        draft.published = place.aware(draft.entry.time)
    is_one = len({x.published for x in records} - {None}) == 1 and _open_with_clocks(records)
    if is_one:
        remarks.add(CLOCKS)
    for draft in records:
        if is_one or not isinstance(draft.entry.time, datetime):
            draft.published = _at_opening_clock(draft, place.zone)


def _at_opening_clock(draft: Draft, own: tzinfo) -> datetime | None:
    """The clock that opens the post, on the day of the data."""
    moment, clock = draft.published, _opening_clock(draft.record)
    if moment is None or clock is None:
        return moment
    zone = abbreviated_zone(clock.zone.strip("()"), (own,), year=moment.year) or own
    is_day = not isinstance(draft.entry.time, datetime)
    day = (moment if is_day else moment.astimezone(zone)).date()
    return localized(datetime.combine(day, time()) + timedelta(seconds=clock.second), zone)


def _remark_on_times(drafts: Sequence[Draft], place: PageContext, remarks: Remarks) -> None:
    zone = str(place.zone)
    unsaid = NO_ZONE if zone in ("UTC", "Etc/UTC") else AS_BLOGS.format(zone)
    for number, draft in enumerate(drafts, 1):
        moment = draft.entry.time
        if moment is None or place.aware(moment) != draft.published:
            continue
        if not isinstance(moment, datetime):
            remarks.add(DAY_ALONE, number)
        elif moment.tzinfo is None:
            remarks.add(unsaid, number)


def _set_edits(drafts: Sequence[Draft], records: int, place: PageContext) -> None:
    """Last edits, without a time that most posts share."""
    times = Counter(x.entry.edited for x in drafts if x.entry.edited is not None)
    common = {x for x, count in times.items() if count > 1 and count * 2 > records}
    for draft in drafts:
        own = draft.entry.edited
        draft.edited = place.aware(own if own not in common else None) or draft.edit


def leading_clock(text: str) -> Scan | None:
    """Clock that opens a text: in "19:02(IST) Counting ends", not in "10:26 to Paddington"."""
    found = scan(text) if text[:1].isalnum() or text[:1] in "([" else None
    is_apart = (
        found
        and not found.lead
        and (found.separator or found.zone or found.unit or found.end == len(text))
    )
    return found if is_apart else None


def without_clock(headline: str) -> str:
    found = leading_clock(headline)
    return headline[found.end :].strip() if found else headline


def _opening_clock(record: Post) -> Scan | None:
    text = record.body[0].gist if record.body else ""
    return leading_clock(record.headline) or leading_clock(text)


def _open_with_clocks(records: Sequence[Draft]) -> bool:
    """Each with a clock, and not all with the same."""
    clocks = [_opening_clock(x.record) for x in records]
    return None not in clocks and len({x.second for x in clocks if x is not None}) > 1


def _find_shown(drafts: Sequence[Draft], marks: Sequence[Mark], place: PageContext) -> None:
    """Times that the page shows in each element: the earliest beside the text, else inside."""
    owners = {x.key: x for x in drafts if x.node is not None}
    beside: defaultdict[Draft, list[datetime]] = defaultdict(list)
    inside: defaultdict[Draft, list[datetime]] = defaultdict(list)
    for mark in marks:
        draft, element, tags = _owner(mark.node, owners)
        if draft is None:
            continue
        if is_edit(mark, element):
            draft.edit = draft.edit or place.aware(mark.moment)
        elif QUOTED.isdisjoint(tags):
            times = beside if PROSE.isdisjoint(tags) else inside
            times[draft].append(mark.moment)
    for draft, moments in (inside | beside).items():
        draft.shown = place.aware(_first(moments))
    _take_edits(drafts)


def _take_edits(drafts: Sequence[Draft]) -> None:
    """Times called "updated" are those of publication, if no post has another."""
    if not any(x.shown or x.entry.time for x in drafts):
        for draft in drafts:
            draft.shown, draft.edit = draft.edit, None


def _owner(
    node: LexborNode, owners: Mapping[int, Draft]
) -> tuple[Draft | None, LexborNode, list[str | None]]:
    """The post around a node, its element, and the tags between."""
    tags: list[str | None] = []
    for above in path_of(node):
        if above.mem_id in owners:
            return owners[above.mem_id], above, tags
        tags.append(above.tag)
    return None, node, tags


def _first(moments: Sequence[datetime]) -> datetime:
    """The earliest, of those with an offset if there are any."""
    return min([x for x in moments if x.tzinfo is not None] or moments)


def _doubt(drafts: Sequence[Draft]) -> str:
    """Reason not to believe the page's times, or ""."""
    shown = list(filter(None, (x.shown for x in drafts)))
    known = {x.published for x in drafts} - {None}
    if not shown:
        return NONE_SHOWN
    if not known:
        return ""
    fewest = 2 if len(known) < 2 else FEWEST
    if len(shown) < max(fewest, LEAST_SHARE * len(drafts)):
        return FEW_SHOWN
    if Counter(shown).most_common(1)[0][1] * 2 > len(shown):
        return EQUAL
    return SHIFTED if _are_shifted(drafts) else ""


def _are_shifted(drafts: Sequence[Draft]) -> bool:
    """Four in five differ by one offset of a zone."""
    both = ((x.shown, x.published) for x in drafts if x.shown and x.published)
    shifts = Counter(_minute(x) - _minute(y) for x, y in both)
    shift, times = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    return bool(shift) and not shift % QUARTER and times >= LEAST_SHARE * shifts.total()


def _is_same_minute(draft: Draft) -> bool:
    """The data know the seconds of the page's time."""
    shown, known = draft.shown, draft.published
    return shown is not None and known is not None and _minute(shown) == _minute(known)


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
