"""Day of each post: from its clock, a line, the page, or the user."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from tui.model.errors import UndatedError, UnreadableError
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.family import DISORDER, ClockFamily, nights
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Line, remark_on
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.clocks import CLOCK, Scan, scan
from tui.readers.times.days import (
    Day,
    Order,
    day_of_address,
    days_in,
    only_day,
    places_of_days,
)
from tui.readers.times.languages import UPDATED, says_published
from tui.readers.warnings import GIVEN_DAY, Remarks, refusal

CLOCKED = ("text with times", "BBC text")  # formats of texts whose posts have clocks
MOST_DAYS = 3_660  # dates in one text; a live page has one or two
SUREST = 4  # of a day beside a clock, published or updated, and of a heading
LINES_BELOW = 20  # lines below the last clock that may say the page's day
NO_DAY = refusal(
    "a day beside a clock, between the posts, and above and below them",
    "posts that open with a clock, and no day",
    "--date 2020-10-15, the day of the oldest post",
)
_YEAR = r"\b20[0-4]\d\b"
_ADDRESS = r"https?://\S+"


class _Said(NamedTuple):
    """A day that the page says outside its posts; surer beside a clock, "published", "updated"."""

    strength: int
    line: Line
    day: date
    second: int | None  # of a clock beside the day
    is_update: bool


class Days:
    """Days of a family's openings; `doubts` give the grounds."""

    def __init__(
        self,
        lines: Sequence[Line],
        family: ClockFamily,
        given: date | None,
        known: date | None,
        remarks: Remarks,
    ) -> None:
        self.lines, self.run = lines, family.run
        self.given, self.known = given, known
        self._remarks = remarks
        self.zone = ""  # zone of a dated line outside of the posts
        first, last = int(family.is_pinned), len(self.run) - 1
        self.oldest, self.newest = (last, first) if family.newest_first else (first, last)
        way = -1 if family.newest_first else 1
        ordered = [self.run[first], *self.run[1:]]  # a pinned post has the day of the next
        steps = ClockFamily(_without_slips(ordered, way), family.newest_first).steps
        self.passed = [*accumulate((way * nights(*x) for x in steps), initial=0)]
        beside = [(place, x.day) for place, x in enumerate(self.run) if x.day]
        self.anchors = beside or self._headings()
        self.under_headings = not beside and bool(self.anchors)
        self.is_month_first = self._is_month_first()

    def find(self) -> list[date]:
        """Days by the surest evidence: beside the clocks, on lines between the posts, outside.

        Raises UndatedError without evidence, and UnreadableError for too many days.
        """
        try:
            days = self._spread(self._dated() or [self._outside()])
        except OverflowError:
            raise UnreadableError("The days of the posts leave the calendar.") from None
        if len(set(days)) > MOST_DAYS:
            raise UnreadableError(f"The text has posts of more than {MOST_DAYS:,} days.")
        return days

    def _headings(self) -> list[tuple[int, Day]]:
        """Days on lines of their own, each with the first post below, or a day below all posts.

        A single day above all posts is none: it may be the day on which the page was saved.
        """
        under = [x.under for x in self.run]
        first = [at for at, x in enumerate(under) if x and (at == 0 or x != under[at - 1])]
        if first in ([], [0]):
            return [] if first else self._below()
        return [(at, x.day) for at in first if (x := under[at])]

    def _below(self) -> list[tuple[int, Day]]:
        days = map(only_day, (x.plain for x in self.lines[self.run[-1].line + 1 :]))
        return [(len(self.run) - 1, day) for day in days if day][:1]

    def _is_month_first(self) -> bool:
        """Another day of the text is the same, or the text has am and pm: 5/12/2024 is in May."""
        days = self._said_days()
        unsure = [x for x in days if x.order is Order.UNSURE]
        is_of_twelve = all(x.bare for x in unsure) and any(x.scan.half for x in self.run)
        return is_of_twelve or _agree_if_turned(days, unsure)

    def _said_days(self) -> list[Day]:
        """Days of the posts, else those above all posts."""
        above = (day for line in self._front() for day in days_in(line.plain))
        return [day for _, day in self.anchors] or [*above]

    def _front(self) -> list[Line]:
        """Short lines above the posts, the nearest first."""
        above = self.lines[self.run[0].line :: -1]
        return [x for x in above if not _is_long(x.text)]

    def _dated(self) -> list[tuple[int, date]]:
        """Posts with their own days; a year is the day's own, or the nearest to a whole date."""
        whole = [(place, sure) for place, day in self.anchors if (sure := self._on(day))]
        near = None if whole else self._near_year()
        dated = (
            (place, self._on(day, _nearest(whole, place) or near)) for place, day in self.anchors
        )
        found = [(place, day) for place, day in dated if day]
        if found:
            self._tell_undated(None if whole else self.anchors[-1][0])
        return found

    def _tell_undated(self, of_given_year: int | None) -> None:
        if self.given and of_given_year is not None:
            self._tell_given(of_given_year)
        undated = [at for at, x in enumerate(self.run) if not (x.day and x.day.on(None))]
        if 0 < len(undated) < len(self.run):
            count = f"{len(undated)} posts have" if len(undated) > 1 else "A post has"
            message = f"{count} a time without a full date; it was taken from the posts around."
            self._remark(message, undated)

    def _on(self, day: Day, near: date | None = None) -> date | None:
        """The date of a day, in the year nearest to another date if it says none."""
        if self.is_month_first and day.order is Order.UNSURE:
            day = day.turned()
        years = (near.year - 1, near.year, near.year + 1) if near else (None,)
        found = [x for year in years if (x := day.on(year))]
        return min(found, key=lambda x: abs(x - (near or x)), default=None)

    def _near_year(self) -> date | None:
        """Date that gives the year of other days: the user's, the page's, or any in the text."""
        if self.given or self.known:
            return self.given or self.known
        texts = sorted((x.plain for x in self.lines if len(x.text) < 400), key=_is_long)
        days = (day.on(None) for text in texts for day in days_in(text) if day.year)
        return next(filter(None, days), self._in_addresses()) or self._in_year()

    def _in_year(self) -> date | None:
        """The middle of a year that a line above the posts says: "Week 18 of 2024"."""
        years = (x for line in self._front() for x in re.findall(_YEAR, line.plain))
        return next((date(int(x), 7, 1) for x in years), None)

    # Day of one post: the page's or the user's

    def _outside(self) -> tuple[int, date]:
        """By an update with a clock, the user, any dated line, or the page, the surest first."""
        said = self._said_outside()
        if self.given and not (said and said.is_update and said.second is not None):
            self._tell_given(self.oldest)
            return self.oldest, self.given
        if said:
            text = f"{quoted(said.line.text)} ({said.day})"
            message = f"No post says its day; it is taken from {text}."
            remark_on(self._remarks, message, [said.line])
            return self._by_line(said)
        known = self.known or self._in_addresses()
        if known is None:
            raise UndatedError(NO_DAY)
        self._remarks.add(f"No post says its day; it is taken from the page ({known}).")
        return self.oldest, known

    def _by_line(self, said: _Said) -> tuple[int, date]:
        """The day of the newest post in an update, else of the oldest."""
        if said.is_update:
            second = self.run[self.newest].second if said.second is None else said.second
            return self.newest, said.day - timedelta(self.run[self.newest].second > second)
        return self.oldest, said.day

    def _said_outside(self) -> _Said | None:
        """The surest day in a short line above the posts, else below, where comments stand; else
        the first beside a clock in a paragraph above."""
        below = [x for x in self.lines[self.run[-1].line + 1 :] if not _is_long(x.text)]
        for lines in (self._front(), below[-LINES_BELOW:]):
            said = [x for line in lines for x in self._said_on(line)]
            if said:
                return max(said, key=lambda x: x.strength)
        paragraphs = () if self.given else self.lines[: self.run[0].line]
        clocked = (x for line in paragraphs for x in self._said_on(line) if x.second is not None)
        return next(clocked, None)

    def _said_on(self, line: Line) -> Iterator[_Said]:
        text, end = line.plain, 0
        for day, start, after in places_of_days(text):
            before, end = text[end:start], after
            on = self._on(day)
            if on is None:
                continue
            clock = scan(text, start) or _clock_in(text[:start])
            self.zone = self.zone or (clock.zone if clock else "")
            is_update = bool(UPDATED.search(before))
            strength = 2 * bool(clock) + (is_update or says_published(before))
            if only_day(text) and line is self.lines[self.run[0].line - 1]:
                strength = SUREST  # a heading
            yield _Said(strength, line, on, clock.second if clock else None, is_update)

    def _in_addresses(self) -> date | None:
        texts = (x.text for x in self.lines if "://" in x.text)
        found = (day_of_address(x) for text in texts for x in re.findall(_ADDRESS, text))
        return next(filter(None, found), None)

    def _spread(self, found: Sequence[tuple[int, date]]) -> list[date]:
        """Known day above under headings, else the nearest, plus or minus the nights between."""
        days, places, disputed = [], [place for place, _ in found], []
        for at, passed in enumerate(self.passed):
            place = bisect_right(places, at)
            near = [
                (abs(known - at), day + timedelta(passed - self.passed[known]))
                for known, day in found[max(0, place - 1) : place + 1]
            ]
            best = near[0] if self.under_headings else min(near)
            days.append(best[1])
            if len({day for _, day in near}) > 1 and best[0] and not self.under_headings:
                disputed.append(at)
        if disputed:
            self._remark(
                "The dates above and below contradict each other; the nearer was followed.",
                disputed,
            )
        return days

    def _tell_given(self, place: int) -> None:
        self._remark(f"{GIVEN_DAY} ({self.given}).", [place])

    def _remark(self, message: str, places: Iterable[int]) -> None:
        remark_on(self._remarks, message, [self.lines[self.run[x].line] for x in places])


def _without_slips(run: Sequence[Opening], way: int) -> list[Opening]:
    """Clocks far from both neighbours, which are near and in order ("9.06" for "19.06"), as the
    clock before."""
    found = list(run)
    for at, (before, own, after) in enumerate(zip(run, run[1:], run[2:], strict=False), 1):
        far = min(abs(own.second - before.second), abs(own.second - after.second))
        step = way * (after.second - before.second)
        if 0 <= step < DISORDER < far and own.scan.weekday is None:
            found[at] = before
    return found


def _agree_if_turned(days: Sequence[Day], unsure: Sequence[Day]) -> bool:
    """A sure day is one of the others with month and day exchanged."""
    sure = {x.on(None) for x in days if x not in unsure}
    return not sure.isdisjoint({x.turned().on(None) for x in unsure} - {None})


def _clock_in(text: str) -> Scan | None:
    return next(filter(None, (scan(text, x.start()) for x in CLOCK.finditer(text))), None)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_HEADLINE


def _nearest(whole: Sequence[tuple[int, date]], place: int) -> date | None:
    """Date of the nearest of some posts, which are in order."""
    at = bisect_left(whole, (place,))
    near = [(abs(known - place), day) for known, day in whole[max(0, at - 1) : at + 1]]
    return min(near)[1] if near else None
