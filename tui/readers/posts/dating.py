"""When each post was published and edited, by its record and its element."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from selectolax.lexbor import LexborNode

from tui.model.instants import localized
from tui.model.zones import abbreviated_zone
from tui.readers.page import Page
from tui.readers.pieces.marks import Mark, with_days
from tui.readers.pieces.record import Moment, Record
from tui.readers.posts.leading_clock import LeadingClock, leading_clock
from tui.readers.posts.times import MarksOfPosts, believed
from tui.readers.posts.witness import Witness
from tui.readers.warnings import Remarks

BESIDE = "The post has no time; it is placed with the post beside it."
DAY_ALONE = "The post is dated by the day alone, so it stands at midnight."
CLOCKS = "All posts carry one time; the clock times that they begin with are taken, on that day."
NO_ZONE = "The time says no offset: the blog's is not known, so it is read as UTC."
AS_BLOGS = "The time says no offset: it is read as the blog's, {}."


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the joining needs to know of the page: its address, zone, day, and who signs nothing."""

    base: str
    zone: tzinfo
    day: date | None
    nobody: frozenset[str]


class Dating:
    """The times of posts; `nodes` are their elements, `witnesses` what the data say of each.

    The posts that no record knows come last, with an empty witness.
    """

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
        self._marks = self._usable(marks)
        self.why = ""
        """Why the times are not the page's, or ""."""

    def _usable(self, marks: Sequence[Mark]) -> MarksOfPosts:
        """The marks; where the data's times differ only those with an offset, as the data do."""
        times = [x.record.time for x in self._witnesses if x.record.time is not None]
        if len(set(times)) * 2 > self._records > 0:
            marks = [x for x in marks if x.moment is not None and x.moment.tzinfo is not None]
        return MarksOfPosts(self._nodes, marks)

    def published(self) -> list[datetime | None]:
        """When each post was published, by both witnesses."""
        data = self._by_clocks([self._aware(x.record.time) for x in self._witnesses])
        order = self._page_order()
        marks = self._marks.published
        placed = with_days([marks[n] for n in order], self._place.day)
        shown = {n: self._aware(x) for n, x in zip(order, placed, strict=True)}
        edited = [self._aware(self._witnesses[n].record.edited) for n in order]
        told, self.why = believed([shown[n] for n in order], [data[n] for n in order], edited)
        moments = list(data)
        for n, moment in zip(order, told, strict=True):
            is_alone = n >= self._records and moment is None
            moments[n] = shown[n] if is_alone else moment
        self._remark_on_times(moments)
        return self._with_neighbours(moments)

    def _by_clocks(self, data: list[datetime | None]) -> list[datetime | None]:
        """The times of the data; where they say only days, or one time for all, with the clocks
        that the posts begin with.
        """
        clocks = [_clock_of(x.record) for x in self._witnesses[: self._records]]
        times = {x for x in data[: self._records] if x is not None}
        is_one = len(times) == 1 < self._records and None not in clocks and len(set(clocks)) > 1
        for number, clock in enumerate(clocks):
            moment, own = data[number], self._witnesses[number].record.time
            is_day = own is not None and not isinstance(own, datetime)
            if clock is not None and moment is not None and (is_day or is_one):
                homes = (self._place.zone,)
                zone = abbreviated_zone(clock.zone, homes, year=moment.year) or self._place.zone
                day = moment.astimezone(zone).date() if not is_day else moment.date()
                data[number] = localized(datetime.combine(day, clock.time), zone)
        if is_one:
            self._remarks.add(CLOCKS)
        return data

    def _remark_on_times(self, moments: Sequence[datetime | None]) -> None:
        for number, witness in enumerate(self._witnesses):
            moment = witness.record.time
            if moment is None or self._aware(moment) != moments[number]:
                continue
            if not isinstance(moment, datetime):
                self._remarks.add(DAY_ALONE, number + 1)
            elif moment.tzinfo is None:
                zone = str(self._place.zone)
                is_known = zone not in ("UTC", "Etc/UTC")
                self._remarks.add(AS_BLOGS.format(zone) if is_known else NO_ZONE, number + 1)

    def _with_neighbours(self, moments: list[datetime | None]) -> list[datetime | None]:
        """Records without a time stand with the record beside them."""
        known = [n for n, x in enumerate(moments[: self._records]) if x is not None]
        if not known or len(known) == self._records:
            return moments
        nearest = known[0]
        for n in range(self._records):
            if moments[n] is None:
                moments[n] = moments[nearest]
                self._remarks.add(BESIDE, n + 1)
            else:
                nearest = n
        return moments

    def edited(self) -> list[datetime | None]:
        """When each post was edited last: not at one time that stands on all of them."""
        times = Counter(x.record.edited for x in self._witnesses if x.record.edited is not None)
        common = {x for x, count in times.items() if count > 1 and count * 2 > self._records}
        return [
            self._aware(x.record.edited if x.record.edited not in common else None)
            or self._aware(self._marks.edited[n])
            for n, x in enumerate(self._witnesses)
        ]

    def _aware(self, moment: Moment | None) -> datetime | None:
        if isinstance(moment, datetime) and moment.tzinfo is None:
            return localized(moment, self._place.zone)
        if moment is not None and not isinstance(moment, datetime):
            return localized(datetime.combine(moment, time()), self._place.zone)
        return moment

    def _page_order(self) -> list[int]:
        """The numbers of the posts in the order of their elements, then those without one."""
        owners = {x.mem_id: n for n, x in enumerate(self._nodes) if x is not None}
        if not owners or self._page is None or self._page.tree.body is None:
            return []
        return [owners[x.mem_id] for x in self._page.tree.body.traverse() if x.mem_id in owners]


def _clock_of(record: Record) -> LeadingClock | None:
    """The clock that a post's headline begins with, else its text."""
    first = record.body[0].gist if record.body else ""
    return leading_clock(record.headline) or leading_clock(first)
