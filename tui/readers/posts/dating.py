"""Times of publication and of edits, by records and elements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import pairwise, takewhile

from selectolax.lexbor import LexborNode

from tui.model.instants import localized
from tui.model.zones import abbreviated_zone
from tui.readers.html.seen import QUOTED, is_comments, names_of, path_of
from tui.readers.page import Page
from tui.readers.pieces.marks import Mark, is_edit
from tui.readers.pieces.moments import Moment
from tui.readers.posts.witness import Witness
from tui.readers.times.clocks import Scan, scan
from tui.readers.warnings import Remarks

FEWEST = 3
LEAST_SHARE = 0.8  # share of the bound posts that must show a time
QUARTER = timedelta(minutes=15)  # zone offsets are multiples
MARGIN = timedelta(days=1)  # beyond the data's span
NONE_SHOWN = "the page shows none"
FEW_SHOWN = "fewer than four in five posts show one"
EQUAL = "the page's are mostly equal"
UNORDERED = "the page's are out of order"
SHIFTED = "the page's differ from the data's by one offset of a zone"
DAY_ALONE = "The post is dated by the day alone, so it stands at midnight."
CLOCKS = "All posts carry one time; the clock times that they begin with are taken, on that day."
NO_ZONE = "The time says no offset: the blog's is not known, so it is read as UTC."
AS_BLOGS = "The time says no offset: it is read as the blog's, {}."
_TEXT = ("p", "li", "td", "dd")

type Times = list[datetime | None]


@dataclass(frozen=True, slots=True)
class PageContext:
    """Facts about the page for joining: address, zone, names that sign no post."""

    base: str
    zone: tzinfo
    nobody: frozenset[str]

    def aware(self, moment: Moment | None) -> datetime | None:
        if moment is not None and not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        if moment is not None and moment.tzinfo is None:
            moment = localized(moment, self.zone)
        return moment


class Dating:
    """Times of posts; posts without a record come last, with an empty witness."""

    def __init__(
        self,
        page: Page | None,
        nodes: Sequence[LexborNode | None],
        witnesses: Sequence[Witness],
        marks: Sequence[Mark],
        place: PageContext,
        remarks: Remarks,
    ) -> None:
        self._page, self._nodes, self._witnesses = page, nodes, witnesses
        self._place, self._remarks = place, remarks
        self._records = sum(x.is_of_data for x in witnesses)
        times = {x.time for x in witnesses if x.time is not None}
        if len(times) * 2 > self._records > 0:  # only times with an offset, as in the data
            marks = [x for x in marks if x.moment.tzinfo is not None]
        self._shown = _shown_in(nodes, marks)
        self.why = ""  # reason not to use the page's times, or ""

    def published(self) -> Times:
        data = self._by_clocks([self._place.aware(x.time) for x in self._witnesses])
        order = self._page_order()
        shown = [self._place.aware(self._shown[n].published) for n in order]
        found, self.why = believed(shown, [data[n] for n in order])
        moments = list(data)
        for n, moment, own in zip(order, found, shown, strict=True):
            moments[n] = own if n >= self._records and moment is None else moment
        self._remark_on_times(moments)
        return moments

    def _by_clocks(self, data: Times) -> Times:
        """Times of the data; if they are days, or all one time, with clocks that open the posts."""
        records = self._witnesses[: self._records]
        is_one = len({*data[: self._records]} - {None}) == 1 and _open_with_clocks(records)
        for number, record in enumerate(records):
            moment, is_day = data[number], not isinstance(record.time, datetime)
            clock = _opening_clock(record) if is_day or is_one else None
            if clock is not None and moment is not None:
                own = self._place.zone
                zone = abbreviated_zone(clock.zone.strip("()"), (own,), year=moment.year) or own
                day = moment.date() if is_day else moment.astimezone(zone).date()
                midnight = datetime.combine(day, time())
                data[number] = localized(midnight + timedelta(seconds=clock.second), zone)
        if is_one:
            self._remarks.add(CLOCKS)
        return data

    def _remark_on_times(self, moments: Times) -> None:
        zone = str(self._place.zone)
        unsaid = NO_ZONE if zone in ("UTC", "Etc/UTC") else AS_BLOGS.format(zone)
        for number, witness in enumerate(self._witnesses):
            moment = witness.time
            if moment is None or self._place.aware(moment) != moments[number]:
                continue
            if not isinstance(moment, datetime):
                self._remarks.add(DAY_ALONE, number + 1)
            elif moment.tzinfo is None:
                self._remarks.add(unsaid, number + 1)

    def edited(self) -> Times:
        """Last edits, without a time that most posts share."""
        times = Counter(x.edited for x in self._witnesses if x.edited is not None)
        common = {x for x, count in times.items() if count > 1 and count * 2 > self._records}
        own = (x.edited if x.edited not in common else None for x in self._witnesses)
        aware = self._place.aware
        return [aware(x) or aware(y.edited) for x, y in zip(own, self._shown, strict=True)]

    def _page_order(self) -> list[int]:
        """Numbers of posts in the order of their elements."""
        owners = {x.mem_id: n for n, x in enumerate(self._nodes) if x is not None}
        if not owners or self._page is None:
            return []
        tags = {x.tag or "" for x in self._nodes if x is not None}
        query = ", ".join(tags) if all(map(str.isalnum, tags)) else "*"  # <a:b> is no selector
        order = {x.mem_id: owners.get(x.mem_id) for x in self._page.tree.css(query)}
        return [n for n in order.values() if n is not None]


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


def _opening_clock(record: Witness) -> Scan | None:
    text = record.post.body[0].gist if record.post.body else ""
    return leading_clock(record.post.headline) or leading_clock(text)


def _open_with_clocks(records: Sequence[Witness]) -> bool:
    """Each with a clock, and not all with the same."""
    clocks = [_opening_clock(x) for x in records]
    return None not in clocks and len({x.second for x in clocks if x is not None}) > 1


class _Shown:
    """Times in the element of one post: of publication, beside its text or inside, and of edits."""

    def __init__(self) -> None:
        self._beside: list[Mark] = []
        self._inside: list[Mark] = []
        self.edited: datetime | None = None

    def add(self, mark: Mark, element: LexborNode, path: Sequence[LexborNode]) -> None:
        """Add a mark; `path` are the nodes from it to the post's element."""
        if is_edit(mark, element):
            self.edited = self.edited or mark.moment
        elif not any(
            (x.tag in QUOTED and x.tag != "footer") or is_comments(names_of(x)) for x in path
        ):
            (self._inside if any(x.tag in _TEXT for x in path) else self._beside).append(mark)

    @property
    def published(self) -> datetime | None:
        """The earliest, of those with an offset if there are any."""
        moments = [x.moment for x in self._beside or self._inside]
        return min([x for x in moments if x.tzinfo is not None] or moments, default=None)


def _shown_in(nodes: Sequence[LexborNode | None], marks: Sequence[Mark]) -> list[_Shown]:
    """Times that the page shows in each element."""
    found = [_Shown() for _ in nodes]
    owners = {x.mem_id: own for x, own in zip(nodes, found, strict=True) if x is not None}
    for mark in marks:
        path = list(takewhile(lambda x: x.mem_id not in owners, path_of(mark.node)))
        around = path[-1].parent if path else mark.node
        if around is not None and around.mem_id in owners:
            owners[around.mem_id].add(mark, around, path)
    return found


def believed(shown: Times, data: Times) -> tuple[Times, str]:
    """Times, and a reason against the page's; for an equal minute the data know the seconds."""
    known = [x for x in data if x is not None]
    shown = _near(known, shown) if known else shown
    why = _doubt([x for x in shown if x is not None], known, len(shown))
    if not why and _are_shifted(shown, data):
        why = SHIFTED
    return (data if why else list(map(_surer, shown, data))), why


def _near(known: Sequence[datetime], shown: Times) -> Times:
    """Times within a margin of the data's span; None for others."""
    low, high = min(known) - MARGIN, max(known) + MARGIN
    return [x if x is not None and low <= x <= high else None for x in shown]


def _surer(shown: datetime | None, known: datetime | None) -> datetime | None:
    is_same = shown is not None and known is not None and _minute(shown) == _minute(known)
    return known if shown is None or is_same else shown


def _are_shifted(shown: Times, data: Times) -> bool:
    """Four in five differ by one offset of a zone."""
    shifts = Counter(_minute(x) - _minute(y) for x, y in zip(shown, data, strict=True) if x and y)
    shift, times = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    return bool(shift) and not shift % QUARTER and times >= LEAST_SHARE * shifts.total()


def _doubt(found: Sequence[datetime], known: Sequence[datetime], count: int) -> str:
    """Reason not to believe the page's times, or ""."""
    if not found:
        return NONE_SHOWN
    if not known:
        return ""
    if len(found) < max(2 if len(set(known)) < 2 else FEWEST, LEAST_SHARE * count):
        return FEW_SHOWN
    if _most_common(found) * 2 > len(found):
        return EQUAL
    differ = _most_common(known) * 2 <= len(known)
    return UNORDERED if differ and _breaks(found) > _breaks(known) else ""


def _most_common(moments: Sequence[datetime]) -> int:
    return Counter(moments).most_common(1)[0][1]


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _breaks(moments: Sequence[datetime]) -> int:
    """Neighbours out of order, newest or oldest first, the smaller number."""
    later = sum(after > before for before, after in pairwise(moments))
    earlier = sum(after < before for before, after in pairwise(moments))
    return min(later, earlier)
