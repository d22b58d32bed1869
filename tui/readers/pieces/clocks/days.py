"""Day of each post: from its clock, a line, the page, or the user."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import NamedTuple

from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.family import DISORDER, ClockFamily, nights
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Doubt, Line
from tui.readers.pieces.clocks.openings import Opening
from tui.readers.times.clocks import CLOCK, Scan, scan
from tui.readers.times.days import (
    Day,
    day_at,
    day_of_address,
    days_in,
    is_month_first,
    says_only_a_day,
)
from tui.readers.times.languages import says_published, says_updated

GIVEN_DAY = "The day is the one given by --date"
CLOCKED = ("text with times", "BBC text")  # formats of texts whose posts have clocks
MOST_DAYS = 3_660  # dates in one text; a live page has one or two
_STARTS = r"(?<!\w)\w"
_ADDRESS = r"https?://\S+"


class NoDayError(ValueError):
    """No post names its day, and no other evidence does."""


class _Anchor(NamedTuple):
    place: int
    day: Day
    sure: bool = True  # said beside the clock, so a weekday cannot correct it


class Days:
    """Days of a family's openings; `doubts` give the grounds."""

    def __init__(
        self, lines: Sequence[Line], family: ClockFamily, given: date | None, known: date | None
    ) -> None:
        self.lines, self.run = lines, family.run
        self.given, self.known = given, known
        self.doubts: list[Doubt] = []
        self.zone = ""  # zone of a dated line outside of the posts
        self.turned = is_month_first([x.day for x in self.run if x.day])
        last = len(self.run) - 1
        self.oldest, self.newest = (last, 0) if family.newest_first else (0, last)
        way = -1 if family.newest_first else 1
        steps = ClockFamily(_without_slips(self.run), family.newest_first).steps
        self.passed = [*accumulate((way * nights(*x) for x in steps), initial=0)]

    def find(self) -> list[date]:
        """Raises NoDayError, and UnreadableError for too many days."""
        beside = [_Anchor(place, self._read(x.day)) for place, x in enumerate(self.run) if x.day]
        found = self._with_years(beside or [*self._by_lines()]) or [*islice(self._of_one_post(), 1)]
        if not found:
            raise NoDayError
        try:
            days = self._spread(found)
        except OverflowError:
            raise UnreadableError("The days of the posts leave the calendar.") from None
        if len(set(days)) > MOST_DAYS:
            raise UnreadableError(f"The text has posts of more than {MOST_DAYS:,} days.")
        return days

    def _read(self, day: Day) -> Day:
        return day.turned() if self.turned and day.numbers and day.day <= 12 else day

    # Days of many posts: beside the clocks, else on lines of their own

    def _by_lines(self) -> Iterator[_Anchor]:
        """A day on a line of its own belongs to the post below, or above, if that is the habit.

        A single day above all posts is the day of most, unless the user gives another: it may be
        the day on which the page was saved.
        """
        starts = [x.line for x in self.run]
        ends = {x.end for x in self.run if not x.rest}
        said = self._days_on_lines()
        below = sum(at in ends for at, _ in said) * 2 > len(said)
        most = self.passed.index(Counter(self.passed).most_common(1)[0][0])
        is_pages = len(said) == 1 and said[0][0] < starts[0]
        if is_pages and self.given:
            return
        for at, day in said:
            place = min(bisect_left(starts, at), len(starts) - 1 + below) - below
            place = most if is_pages else place
            if 0 <= place < len(self.run):
                yield _Anchor(place, self._read(day), sure=False)

    def _days_on_lines(self) -> list[tuple[int, Day]]:
        return [
            (at, next(days_in(line.text)))
            for at, line in enumerate(self.lines)
            if says_only_a_day(line.text) and not says_published(line.text)
        ]

    def _with_years(self, anchors: Sequence[_Anchor]) -> list[tuple[int, date]]:
        """Years: the day's own, or the year nearest to a complete date."""
        if not anchors:
            return []
        whole = [(x.place, day) for x in anchors if (day := x.day.on(None))]
        near = None if whole else self._near_year()
        found = [
            (x.place, self._on_weekday(x, day))
            for x in anchors
            if (day := _in_nearest_year(x.day, _nearest(whole, x.place) or near))
        ]
        if found and not whole and self.given:
            self._tell_given(anchors[-1].place)
        if found:
            self._tell_undated()
        return found

    def _on_weekday(self, anchor: _Anchor, day: date) -> date:
        """The day, or the last one before on the weekday that the post says."""
        weekday = None if anchor.sure else self.run[anchor.place].scan.weekday
        return day if weekday is None else day - timedelta((day.weekday() - weekday) % 7)

    def _near_year(self) -> date | None:
        """Date that gives the year of other days: the user's, the page's, or any in the text."""
        if self.given or self.known:
            return self.given or self.known
        texts = sorted((x.text for x in self.lines if len(x.text) < 400), key=_is_long)
        days = (day.on(None) for text in texts for day in days_in(text) if day.year)
        return next(filter(None, days), self._in_addresses())

    # Day of one post: the page's or the user's

    def _of_one_post(self) -> Iterator[tuple[int, date]]:
        """By an update with a clock, the user, any dated line, or the page, the surest first."""
        dated = list(self._dated_lines())
        updates = [x for x in dated if x.is_update and x.second is not None]
        for said in updates[-1:]:
            self._tell(said)
            is_past_midnight = self.run[self.newest].second > (said.second or 0)
            yield self.newest, said.day - timedelta(is_past_midnight)
        if self.given:
            self._tell_given(self.oldest)
            yield self.oldest, self.given
        for said in sorted(dated, key=lambda x: x.second is None)[:1]:
            self._tell(said)
            place = self.newest if said.is_update else self.oldest
            yield place, self._on_weekday(_Anchor(place, Day(1, 1), sure=False), said.day)
        if known := self.known or self._in_addresses():
            self.doubts.append(Doubt(f"No post says its day; it is taken from the page ({known})."))
            yield self.oldest, known

    def _tell(self, said: "_DatedLine") -> None:
        text = f"{quoted(said.line.text)} ({said.day})"
        self.doubts.append(
            Doubt(f"No post says its day; it is taken from {text}.", (said.line.number,))
        )

    def _tell_given(self, place: int) -> None:
        self.doubts.append(Doubt(f"{GIVEN_DAY} ({self.given}).", self._numbers([place])))

    def _tell_undated(self) -> None:
        undated = [at for at, x in enumerate(self.run) if not (x.day and x.day.on(None))]
        if 0 < len(undated) < len(self.run):
            count = f"{len(undated)} posts have" if len(undated) > 1 else "A post has"
            message = f"{count} a time without a full date; it was taken from the posts around."
            self.doubts.append(Doubt(message, self._numbers(undated)))

    def _dated_lines(self) -> Iterator["_DatedLine"]:
        """Days in short lines outside the posts."""
        first, last = self.run[0].line, self.run[-1].line
        outside = [*self.lines[: first + 1], *self.lines[last + 1 :][-20:]]
        for line in outside:
            if not _is_long(line.text):
                yield from self._days_of(line)

    def _days_of(self, line: Line) -> Iterator["_DatedLine"]:
        text, end = line.text, 0
        for start in [x.start() for x in re.finditer(_STARTS, text)]:
            said = day_at(text, start)
            day = said and self._read(said[0]).on(None)
            if not said or not day:
                continue
            clock = scan(text, start) or _clock_in(text[:start])
            self.zone = self.zone or (clock.zone if clock else "")
            is_update = says_updated(text[end:start])
            end = said[1]
            yield _DatedLine(line, day, clock.second if clock else None, is_update)

    def _in_addresses(self) -> date | None:
        texts = (x.text for x in self.lines if "://" in x.text)
        found = (day_of_address(x) for text in texts for x in re.findall(_ADDRESS, text))
        return next(filter(None, found), None)

    def _spread(self, found: Sequence[tuple[int, date]]) -> list[date]:
        """Nearest known day, plus or minus the nights between."""
        days, places, disputed = [], [place for place, _ in found], []
        for at, passed in enumerate(self.passed):
            place = bisect_left(places, at)
            near = [
                (abs(known - at), day + timedelta(passed - self.passed[known]))
                for known, day in found[max(0, place - 1) : place + 1]
            ]
            days.append(min(near)[1])
            if len({day for _, day in near}) > 1 and min(near)[0]:
                disputed.append(at)
        if disputed:
            message = "The dates above and below contradict each other; the nearer was followed."
            self.doubts.append(Doubt(message, self._numbers(disputed)))
        return days

    def _numbers(self, places: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.lines[self.run[x].line].number for x in places)


class _DatedLine(NamedTuple):
    """A line with a day; `second` is that of its clock."""

    line: Line
    day: date
    second: int | None
    is_update: bool


def _without_slips(run: Sequence[Opening]) -> list[Opening]:
    """Clocks far from both neighbours, which agree ("9.06" for "19.06"), as the clock before."""
    found = list(run)
    for at, (before, own, after) in enumerate(zip(run, run[1:], run[2:], strict=False), 1):
        far = min(abs(own.second - before.second), abs(own.second - after.second))
        if abs(before.second - after.second) < DISORDER < far and own.scan.weekday is None:
            found[at] = before
    return found


def _clock_in(text: str) -> Scan | None:
    return next(filter(None, (scan(text, x.start()) for x in CLOCK.finditer(text))), None)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_HEADLINE


def _nearest(whole: Sequence[tuple[int, date]], place: int) -> date | None:
    """Date of the nearest of some posts, which are in order."""
    at = bisect_left(whole, (place,))
    near = sorted(whole[max(0, at - 1) : at + 1], key=lambda x: abs(x[0] - place))
    return near[0][1] if near else None


def _in_nearest_year(day: Day, near: date | None) -> date | None:
    years = (near.year - 1, near.year, near.year + 1) if near and not day.year else ()
    found = [x for year in years if (x := day.on(year))]
    return day.on(None) or min(found, key=lambda x: abs(x - (near or x)), default=None)
