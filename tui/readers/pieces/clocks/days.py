"""Day of each post: from its clock, a line, the page, or the user."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import chain, islice, pairwise
from operator import attrgetter

from tui.model.errors import UndatedError, UnreadableError
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.family import ClockFamily
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Line, remark_on
from tui.readers.pieces.clocks.said import Said, days_of_others, said_on
from tui.readers.times.clocks import Scan, zone_of_all
from tui.readers.times.days import Day, Order, days_in, only_day
from tui.readers.warnings import DAY_FROM, GIVEN_DAY, Remarks, refusal

CLOCKED = ("text with times", "BBC text")  # formats of texts whose posts have clocks
LINES_BELOW = 20  # lines below the last clock that may say the page's day
MOST_SAID = 1000  # days in paragraphs that are looked at
_AMERICAN = r"\d ?(?i:[ap]\.?m\.?) \(?[ECMP][DS]?T\b"  # clock, as "07:46 pm ET"
_PLACES = "a day beside a clock, between the posts, and above and below them"
NO_DAY = refusal(
    _PLACES,
    "posts that open with a clock, and no day",
    "--date 2020-10-15, the day of the oldest post",
)
CONTRADICTING = "The dates above and below contradict each other; the nearer was followed."
OTHER_WEEKDAY = "The weekday beside the clock is not that of the post's day."
OVER_NIGHT = "The posts go on over midnight; the day may be that before or after it."

type _Dated[T] = list[tuple[int, T]]  # places of posts, and what is known there


class Days:
    """Finds days of a family's posts by the surest evidence; remarks give the grounds. Evidence is
    a day beside a clock, a line between the posts, or else a day outside of them."""

    def __init__(
        self, family: ClockFamily, given: date | None, known: date | None, remarks: Remarks
    ) -> None:
        self.family, self.run, self.lines = family, family.run, family.lines
        self.given, self.known, self.remarks = given, known, remarks
        above, below = self.lines[self.run[0].line :: -1], self.lines[self.run[-1].line + 1 :]
        self.front = [x for x in above if len(x.text) <= LONGEST_HEADLINE]  # the nearest first
        self.below = [x for x in below if len(x.text) <= LONGEST_HEADLINE]
        self.outside = (*self.front, *self.below[-LINES_BELOW:])
        self.is_month_first = False  # 5/12/2024 is in May

    def find(self) -> list[date]:
        """Raises UndatedError without evidence, and UnreadableError for days of no calendar."""
        beside = [(place, x.scan.day) for place, x in enumerate(self.run) if x.scan.day]
        anchors = beside or self._headings()
        self._learn_order([day for _, day in anchors])
        dated = self._dated(anchors)
        found = dated or [self._outside(anchors)]
        try:
            days = self._spread(found, are_headings=not beside)
            return self._on_weekdays(days, is_sure=bool(dated) or found[0][1] == self.given)
        except OverflowError:
            raise UnreadableError("The days of the posts leave the calendar.") from None

    def _learn_order(self, days: Sequence[Day]) -> None:
        """Learn from days of posts, else of lines above, whether the month stands first."""
        above = chain.from_iterable(days_in(x.plain) for x in self.front)
        said = list(days) or list(above)
        has_halves = any(map(attrgetter("scan.half"), self.run))
        in_us = any(re.search(_AMERICAN, x.text) for x in self.front)
        self.is_month_first, doubt = Day.order_of(said, has_halves=has_halves, in_us=in_us)
        self.remarks.add(doubt if all(x.scan.form == ":" for x in self.run) else "")

    def zone_of_all(self) -> tzinfo | None:
        """Zone by a line above or below the posts that names it for all times."""
        return next(filter(None, (zone_of_all(x.text) for x in self.outside)), None)

    def page_clock(self) -> tuple[tzinfo | None, datetime | None]:
        """Zone of a clock beside a day outside of the posts, and the last update's day and time."""
        said = [*chain.from_iterable(map(self._said_by, self.outside))]
        updates = [x for x in said if x.is_update and x.second is not None]
        moments = (
            datetime.combine(x.day, time()) + timedelta(seconds=x.second or 0) for x in updates
        )
        return next(filter(None, (x.zone for x in said)), None), max(moments, default=None)

    def _headings(self) -> _Dated[Day]:
        """Days on lines of their own, each with the first post below, or the day below all posts. A
        single day above all posts is none: it may be the day on which the page was saved. Days only
        between the posts, at no night, may be of other articles: any other day is surer."""
        under = pairwise([None, *(x.under for x in self.run)])
        found = [(at, own) for at, (above, own) in enumerate(under) if own and own != above]
        if found:
            return self._going_on(found) or (found if self._are_of_posts(found) else [])
        return [] if self.given else self._below()

    def _going_on(self, found: _Dated[Day]) -> _Dated[Day]:
        """With the day above the posts, if the first between them is the next: a chat's log."""
        (first, day), said = found[0], self._said_outside()
        if not first or said is None or said.line not in self.front:
            return []
        above, way = said.day, timedelta(-1 if self.family.newest_first else 1)
        is_next = self._on(day, above) == above + way
        return [(0, Day(above.month, above.day, above.year)), *found] if is_next else []

    def _are_of_posts(self, found: _Dated[Day]) -> bool:
        nights, (first, day) = self.family.nights, found[0]
        if not (first or self.given or day.year):  # no page's own day
            return True
        is_sure = _has_night(found, nights) if first else len(found) > 1
        if self.given and not is_sure:  # the only day above all is no heading, but the page's
            days = (y.on(self.given.year) for _, x in found for y in (x, x.turned()))
            return first > 0 and self.given in days
        return is_sure or not (self.known or self._said_outside())

    def _below(self) -> _Dated[Day]:
        """The only day on a line of its own below all posts; several are of other articles."""
        days = set(filter(None, (only_day(x.plain) for x in self.below)))
        return [(len(self.run) - 1, day) for day in days] if len(days) == 1 else []

    def _dated(self, anchors: _Dated[Day]) -> _Dated[date]:
        """Posts with their own days; a year is the day's own, or the nearest to a whole date."""
        if not anchors:
            return []
        whole = [(place, sure) for place, day in anchors if (sure := self._on(day))]
        year, found = None if whole else self._near_year(), []
        for place, day in anchors:
            _, _, near = min(_nearest(whole, place), default=(0, 0, year))
            if on := self._on(day, near):
                found.append((place, on))
        if found and self.given and not whole:
            self.remarks.add(GIVEN_DAY)
        self._tell_undated()
        return found

    def _tell_undated(self) -> None:
        undated = [self.lines[x.line] for x in self.run if not (x.scan.day and x.scan.day.on(None))]
        if len(undated) < len(self.run):
            count = f"{len(undated)} posts have" if len(undated) > 1 else "A post has"
            message = f"{count} a time without a full date; it was taken from the posts around."
            remark_on(self.remarks, message, undated)

    def _on(self, day: Day, near: date | None = None) -> date | None:
        """The date of a day, in the year nearest to another date if it says none."""
        if self.is_month_first and day.order is Order.UNSURE:
            day = day.turned()
        return day.near(near) if near else day.on(None)

    def _near_year(self) -> date | None:
        """Date that gives the year of other days: the user's, the page's, or any in the text."""
        days = chain.from_iterable(days_in(x.plain) for x in self.lines)
        whole = filter(None, (day.on(None) for day in days))
        front = "\n".join(x.plain for x in self.front)
        middles = (date(int(x), 7, 1) for x in re.findall(r"\b20[0-4]\d\b", front))
        return self.given or self.known or next(chain(whole, middles), None)

    def _outside(self, anchors: _Dated[Day]) -> tuple[int, date]:
        """Day of a post: an update with a clock, the user, any dated line, or the page says it."""
        first, last = int(self.family.is_pinned), len(self.run) - 1
        oldest, newest = (last, first) if self.family.newest_first else (first, last)
        said = self._said_outside()
        if said and said.second is not None and said.is_update:
            is_after = self.run[newest].second > said.second
            return newest, self._tell(said) - timedelta(is_after)
        if self.given:
            self.remarks.add(GIVEN_DAY)
            return oldest, self.given
        if said:
            self._doubt_over_night(said, self.run[newest].scan)
            return newest if said.is_update else oldest, self._tell(said)
        known = self.known or next(days_of_others(self.lines, self._on), None)
        if known is None:
            raise UndatedError(self._undated(anchors))
        self.remarks.add(f"{DAY_FROM} the page ({known}).")
        return oldest, known

    def _doubt_over_night(self, said: Said, newest: Scan) -> None:
        is_sure = said.second is not None or newest.weekday is not None
        self.remarks.add(OVER_NIGHT if self.family.nights[0] and not is_sure else "")

    def _undated(self, anchors: _Dated[Day]) -> str:
        if not anchors:
            return NO_DAY
        _, day = anchors[-1 if self.family.newest_first else 0]
        advice = f"--date 2020-{day.month:02}-{day.day:02}, if the oldest post is of 2020"
        return refusal(_PLACES, "posts with days, and no year", advice)

    def _tell(self, said: Said) -> date:
        message = f"{DAY_FROM} {quoted(said.line.text)} ({said.day})."
        remark_on(self.remarks, message, [said.line])
        return said.day

    def _said_outside(self) -> Said | None:
        """The surest day in a short line above the posts, else below, where comments and other
        articles stand with theirs; else in a paragraph above."""
        for lines in (self.front, self.below[-LINES_BELOW:]):
            said = [*chain.from_iterable(map(self._said_by, lines))]
            said = said if lines is self.front else [x for x in said if x.strength]
            if said:
                return max(said, key=lambda x: max(x.strength, 2 * x.is_alone))
        return None if self.given else self._said_in_words(self.run[0].line)

    def _said_in_words(self, first: int) -> Said | None:
        """The surest day beside a clock above the `first` post, else the only day that short lines
        complete, also with a day inside the posts."""
        parts = (map(self._said_by, x) for x in (self.lines[:first], self.lines[first:]))
        above, inside = ([*islice(chain.from_iterable(x), MOST_SAID)] for x in parts)
        inside = [x._replace(is_named=False) for x in inside]
        clocked = (x for x in above if x.second is not None)
        completed = {x.day: x for x in self._completed([*above, *inside])}
        only = next(iter(completed.values()), None) if len(completed) == 1 else None
        return max(clocked, key=lambda x: x.strength, default=only)

    def _completed(self, in_words: Sequence[Said]) -> Iterator[Said]:
        """Days that a short line says without the year, and days beside their weekdays, if a short
        line says the year: a law may be passed on any other."""
        titled = {x[:2] for line in self.front for x in days_in(line.plain)}
        years = {x for line in self.front for x in re.findall(r"\d{4}", line.plain)}
        for said in in_words:
            is_of_year = said.is_named and str(said.day.year) in years
            if is_of_year or (said.day.month, said.day.day) in titled:
                yield said

    def _said_by(self, line: Line) -> Iterator[Said]:
        return said_on(line, self._on)

    def _on_weekdays(self, days: list[date], *, is_sure: bool) -> list[date]:
        """Days of no post's own move together to the nearest on which most weekdays are right."""
        said = [
            (self.lines[x.line], (x.scan.weekday - day.weekday() + 3) % 7 - 3)
            for x, day in zip(self.run, days, strict=True)
            if x.scan.weekday is not None
        ]
        ways = Counter(way for _, way in said).most_common(1)
        move = 0 if is_sure or not ways else ways[0][0]
        remark_on(self.remarks, OTHER_WEEKDAY, [line for line, way in said if way != move])
        return [day + timedelta(move) for day in days]

    def _spread(self, found: _Dated[date], *, are_headings: bool) -> list[date]:
        """Known day above under headings, else the nearest, plus or minus the nights between."""
        days, disputed, nights = [], [], self.family.nights
        for at, night in enumerate(nights):
            near = [
                (far, day + timedelta(night - nights[place]))
                for far, place, day in _nearest(found, at)
            ]
            far, day = near[0] if are_headings else min(near)
            days.append(day)
            if far and not are_headings and near[0][1] != near[-1][1]:
                disputed.append(self.lines[self.run[at].line])
        remark_on(self.remarks, CONTRADICTING, disputed)
        return days


def _has_night(found: _Dated[Day], nights: Sequence[int]) -> bool:
    return any(nights[at] != nights[at - 1] for at, _ in found)


def _nearest(found: _Dated[date], at: int) -> list[tuple[int, int, date]]:
    """Distance, place and day of the last known post up to a place, and of the next."""
    after = bisect_right(found, at, key=lambda x: x[0])
    return [(abs(place - at), place, day) for place, day in found[max(0, after - 1) : after + 1]]
