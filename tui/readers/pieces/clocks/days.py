"""Day of each post: from its clock, a line, the page, or the user."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tui.model.errors import UnreadableError
from tui.model.safe_text import quoted
from tui.readers.pieces.clocks.family import ClockFamily, nights
from tui.readers.pieces.clocks.lines import LONGEST_HEADLINE, Doubt, Line
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
    sure: bool = True


class Days:
    """Days of a family's openings; `doubts` give the grounds."""

    def __init__(
        self, lines: Sequence[Line], family: ClockFamily, given: date | None, known: date | None
    ) -> None:
        self.lines, self.family = lines, family
        self.given, self.known = given, known
        self.doubts: list[Doubt] = []
        self.zone = ""  # zone of a dated line outside of the posts
        self.run = family.run
        self.turned = is_month_first([x.day for x in self.run if x.day])
        self.passed = [0]
        way = -1 if family.newest_first else 1
        for before, after in zip(self.run, self.run[1:], strict=False):
            passed = nights(before, after, newest_first=family.newest_first)
            self.passed.append(self.passed[-1] + way * passed)

    def find(self) -> list[date]:
        """Raises NoDayError, and UnreadableError for too many days."""
        anchors = [
            _Anchor(place, self._read(x.day)) for place, x in enumerate(self.run) if x.day
        ] or list(self._by_lines())
        found = self._dated(anchors) or list(self._elsewhere())
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

    def _by_lines(self) -> Iterator[_Anchor]:
        """A day on a line of its own belongs to the post below, or above, if that is the habit."""
        starts = [x.line for x in self.run]
        ends = {x.end for x in self.run if not x.rest}
        said = [
            (at, next(days_in(line.text)))
            for at, line in enumerate(self.lines)
            if says_only_a_day(line.text) and not says_published(line.text)
        ]
        below = sum(at in ends for at, _ in said) * 2 > len(said)
        for at, day in said:
            place = min(bisect_left(starts, at), len(starts) - 1 + below) - below
            if 0 <= place < len(self.run):
                yield _Anchor(place, self._read(day), sure=False)

    def _dated(self, anchors: Sequence[_Anchor]) -> list[tuple[int, date]]:
        """Years: the day's own, or the year nearest to a complete date."""
        whole = [(x.place, day) for x in anchors if (day := x.day.on(None))]
        near = self._near_year() if not whole else None
        found = []
        places = [place for place, _ in whole]
        for anchor in anchors:
            at = bisect_left(places, anchor.place)
            around = sorted(whole[max(0, at - 1) : at + 1], key=lambda x: abs(x[0] - anchor.place))
            known = around[0][1] if around else near
            day = anchor.day.on(None) or (known and _in_nearest_year(anchor.day, known))
            weekday = self.run[anchor.place].weekday
            if day and weekday is not None and not anchor.sure:
                day -= timedelta((day.weekday() - weekday) % 7)
            if day:
                found.append((anchor.place, day))
        if anchors and found and not whole and self.given:
            self.doubts.append(Doubt(f"{GIVEN_DAY} ({self.given}).", self._at(anchors[-1].place)))
        undated = [at for at, x in enumerate(self.run) if not (x.day and x.day.on(None))]
        if found and undated and len(undated) < len(self.run):
            count = f"{len(undated)} posts have" if len(undated) > 1 else "A post has"
            message = f"{count} a time without a full date; it was taken from the posts around."
            self.doubts.append(Doubt(message, tuple(x for at in undated for x in self._at(at))))
        return found

    def _near_year(self) -> date | None:
        """Date that gives the year of other days: the user's, the page's, or any in the text."""
        if self.given or self.known:
            return self.given or self.known
        texts = sorted((x.text for x in self.lines if len(x.text) < 400), key=_is_long)
        days = (day.on(None) for text in texts for day in days_in(text) if day.year)
        return next(filter(None, days), self._in_addresses())

    def _elsewhere(self) -> Iterator[tuple[int, date]]:
        """Day of one post by the page, the user or any dated line, surest first."""
        oldest = len(self.run) - 1 if self.family.newest_first else 0
        newest = len(self.run) - 1 - oldest
        dated = list(self._dated_lines())
        for line, day, clock, is_update in reversed(dated):
            if clock is not None and is_update:
                early = self.run[newest].second > clock
                self._tell(line, day)
                yield newest, day - timedelta(1 if early else 0)
                return
        if self.given:
            self.doubts.append(Doubt(f"{GIVEN_DAY} ({self.given}).", self._at(oldest)))
            yield oldest, self.given
            return
        for line, day, _, is_update in sorted(dated, key=lambda x: x[2] is None):
            self._tell(line, day)
            place = newest if is_update else oldest
            weekday = self.run[place].weekday
            back = 0 if weekday is None else (day.weekday() - weekday) % 7
            yield place, day - timedelta(back)
            return
        if known := self.known or self._in_addresses():
            self.doubts.append(Doubt(f"No post says its day; it is taken from the page ({known})."))
            yield oldest, known

    def _tell(self, line: Line, day: date) -> None:
        message = f"No post says its day; it is taken from {quoted(line.text)} ({day})."
        self.doubts.append(Doubt(message, (line.number,)))

    def _dated_lines(self) -> Iterator[tuple[Line, date, int | None, bool]]:
        """Short dated lines outside the posts, with their clock, and True for an update."""
        first = self.run[0].line
        outside = [*self.lines[: first + 1], *self.lines[self.run[-1].line + 1 :][-20:]]
        for line in outside:
            if len(line.text) > LONGEST_HEADLINE:
                continue
            end = 0
            for start in [x.start() for x in re.finditer(_STARTS, line.text)]:
                said = day_at(line.text, start)
                day = said and self._read(said[0]).on(None)
                if said and day:
                    clock = scan(line.text, start) or _clock_in(line.text[:start])
                    self.zone = self.zone or (clock.zone if clock else "")
                    is_update = says_updated(line.text[end:start])
                    end = said[1]
                    yield line, day, clock.second if clock else None, is_update

    def _in_addresses(self) -> date | None:
        texts = (x.text for x in self.lines if "://" in x.text)
        found = (day_of_address(x) for text in texts for x in re.findall(_ADDRESS, text))
        return next(filter(None, found), None)

    def _spread(self, found: Sequence[tuple[int, date]]) -> list[date]:
        """Nearest known day, plus or minus the nights between."""
        days, places, disputed = [], [place for place, _ in found], []
        for at in range(len(self.run)):
            place = bisect_left(places, at)
            near = [
                (abs(known - at), day + timedelta(self.passed[at] - self.passed[known]))
                for known, day in found[max(0, place - 1) : place + 1]
            ]
            days.append(min(near)[1])
            if len({day for _, day in near}) > 1 and min(near)[0]:
                disputed.append(at)
        if disputed:
            message = "The dates above and below contradict each other; the nearer was followed."
            self.doubts.append(Doubt(message, tuple(x for at in disputed for x in self._at(at))))
        return days

    def _at(self, place: int) -> tuple[int, ...]:
        return (self.lines[self.run[place].line].number,)


def _clock_in(text: str) -> Scan | None:
    return next(filter(None, (scan(text, x.start()) for x in CLOCK.finditer(text))), None)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_HEADLINE


def _in_nearest_year(day: Day, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    found = [x for year in years if (x := day.on(year))]
    return min(found, key=lambda x: abs(x - near), default=None)
